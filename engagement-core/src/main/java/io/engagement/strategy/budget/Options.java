package io.engagement.strategy.budget;

import io.engagement.domain.Channel;
import io.engagement.domain.Purpose;
import io.engagement.history.LogView;
import io.engagement.internal.base.Positions;
import io.engagement.internal.base.Sides;
import io.engagement.internal.calendar.Millis;
import io.engagement.outcome.experiment.Randomization;
import io.engagement.strategy.policy.ContactDecisions;
import io.engagement.strategy.policy.ContactPolicy;
import io.engagement.strategy.policy.ContactReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/** Candidates with what is allowed of them and what they are worth, by customer and contact. */
final class Options {
    private final List<Option> all;

    /**
     * One candidate.
     *
     * @param allowed what the contact policy says of it
     * @param fatigue what earlier contacts take of the gain
     */
    record Option(Candidate candidate, ContactReason allowed, double fatigue) {
        /** Whether customers wait for it, and the contact policy lets it pass: the policy's own service always does. */
        boolean isService() {
            return allowed == ContactReason.SERVICE
                    || (allowed.mayContact()
                            && Randomization.neverWithheld()
                                    .contains(candidate.contact().purpose()));
        }

        String customerId() {
            return candidate.customerId();
        }

        double cost() {
            return candidate.contact().cost();
        }

        /** What stays of what fatigue has left. */
        double staying() {
            return candidate.contact().staying(candidate.gain() - fatigue);
        }

        double value() {
            return candidate.gain() + staying() - fatigue - cost();
        }

        /** Infinite if it costs nothing and brings something. */
        double perCost() {
            return value() / cost();
        }
    }

    private record Kind(Channel channel, Purpose purpose) {}

    Options(ContactPolicy policy, LogView view, Instant at, List<Candidate> candidates) {
        Map<Kind, ContactDecisions> decisions = new HashMap<>();
        IntPredicate contacts = Positions.of(Sides.CONTACTS, view);
        this.all = candidates.stream()
                .map(each -> {
                    int row = row(view, each.customerId());
                    PlannedContact contact = each.contact();
                    ContactDecisions asked = decisions.computeIfAbsent(
                            new Kind(contact.channel(), contact.purpose()),
                            kind -> policy.mayContact(view, kind.channel(), kind.purpose(), at));
                    int before = recent(view, row, at, contact.window(), contacts);
                    return new Option(each, asked.get(row).reason(), contact.fatigue(each.gain(), before));
                })
                .sorted(Comparator.comparing(Option::customerId)
                        .thenComparing(each -> each.candidate.contact().name()))
                .toList();
        requireDifferent();
    }

    private static int row(LogView view, String customerId) {
        return view.row(customerId)
                .orElseThrow(() -> new IllegalArgumentException("customer '" + customerId
                        + "' of the candidates is not in the view: of whom nothing is known, nothing can be allowed"));
    }

    private static int recent(LogView view, int row, Instant at, Duration window, IntPredicate contacts) {
        long after = Millis.of(at) - Millis.of(window);
        int count = 0;
        for (int i = view.end(row) - 1; i >= view.start(row) && view.epochMilli(i) > after; i--) {
            count += contacts.test(i) ? 1 : 0;
        }
        return count;
    }

    private void requireDifferent() {
        for (int i = 1; i < all.size(); i++) {
            Candidate one = all.get(i).candidate;
            Candidate before = all.get(i - 1).candidate;
            if (one.customerId().equals(before.customerId())
                    && one.contact().name().equals(before.contact().name())) {
                throw new IllegalArgumentException("candidates must have each contact of a customer once, have '"
                        + one.contact().name() + "' of '" + one.customerId() + "' twice");
            }
        }
    }

    /** By customer, then by the contact's name. */
    List<Option> all() {
        return all;
    }
}
