package io.engagement.outcome;

import io.engagement.outcome.effect.Effect;
import io.engagement.outcome.effect.FiellerRatio;
import java.time.Instant;
import java.util.Optional;

/** Of contacts without a hold-out that cannot be compared: nobody whom the log knows got them first, or windows do not fit together. */
final class Untold extends Candidate {
    private static final Lengths NONE = new Lengths(Double.NaN, Double.NaN, false);

    Untold(AccountLevel level, String name, Optional<Instant> at, OutcomeRules rules, Reason why) {
        super(level, name, at, NONE, rules);
        reasons.add(Reason.NO_HOLD_OUT);
        reasons.add(why);
    }

    @Override
    int contacted() {
        return 0;
    }

    @Override
    int heldOut() {
        return 0;
    }

    @Override
    long seen(OutcomeStatistic statistic) {
        return 0;
    }

    @Override
    long open(OutcomeStatistic statistic) {
        return 0;
    }

    @Override
    Evidence evidence() {
        return Evidence.DESCRIBED_ONLY;
    }

    @Override
    Effect total() {
        return Effect.undefined();
    }

    @Override
    boolean isSmall(OutcomeStatistic statistic) {
        return false;
    }

    @Override
    Optional<FiellerRatio> remaining() {
        return Optional.empty();
    }

    @Override
    Account.Money money() {
        return Account.Money.unknown();
    }
}
