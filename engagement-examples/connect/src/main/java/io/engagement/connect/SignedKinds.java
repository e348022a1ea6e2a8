package io.engagement.connect;

import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import java.util.HashMap;
import java.util.Map;

/** What purchases are by the sign of their value. */
final class SignedKinds {
    private final NegativePurchases choice;
    private final Map<InteractionKind, InteractionKind> returns = new HashMap<>();

    SignedKinds(NegativePurchases choice) {
        this.choice = choice;
    }

    /**
     * A kind where the value is known.
     *
     * @throws RowRefused if it is a purchase of a negative value and these are refused
     */
    InteractionKind of(InteractionKind kind, double value) {
        if (!(value < 0) || !kind.purpose().equals(Purpose.PURCHASE)) {
            return kind;
        }
        return switch (choice) {
            case KEEP -> kind;
            case RETURN -> returns.computeIfAbsent(kind, SignedKinds::asReturn);
            case REFUSE ->
                throw new RowRefused(
                        "a purchase has a negative value",
                        "a purchase of " + value
                                + "; negative ones are taken for returns with --negative-purchases return");
        };
    }

    private static InteractionKind asReturn(InteractionKind kind) {
        return new InteractionKind(
                kind.channel(),
                Purpose.RETURN,
                kind.initiator(),
                kind.initiatorInferred(),
                kind.direction(),
                kind.actor(),
                kind.department(),
                kind.campaign());
    }
}
