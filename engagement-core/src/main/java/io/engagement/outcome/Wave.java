package io.engagement.outcome;

import io.engagement.internal.calendar.Millis;
import io.engagement.outcome.experiment.Assignments;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One sending of a campaign: who was contacted when, and who was held out from when on. Customers of other arms take no part.
 * Immutable.
 */
public final class Wave {
    private final Assignments assignments;
    private final Optional<String> arm;
    private final Optional<Duration> incentive;
    private final Optional<Instant> until;

    private Wave(Assignments assignments, Optional<String> arm, Optional<Duration> incentive, Optional<Instant> until) {
        this.assignments = assignments;
        this.arm = arm;
        this.incentive = incentive;
        this.until = until;
    }

    /**
     * A wave in which all arms but the hold-out are contacted.
     *
     * @param assignments who is in which arm, and since when
     * @return the wave, without an incentive
     */
    public static Wave of(Assignments assignments) {
        return new Wave(
                Objects.requireNonNull(assignments, "assignments"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * A wave of one arm against the hold-out.
     *
     * @param assignments who is in which arm, and since when
     * @param arm the arm that is contacted
     * @return the wave, without an incentive
     * @throws IllegalArgumentException if there is no such arm, or it is the hold-out
     */
    public static Wave of(Assignments assignments, String arm) {
        Objects.requireNonNull(arm, "arm");
        if (assignments.arms().indexOf(arm) < 1) {
            throw new IllegalArgumentException("arm must be one that is contacted, of "
                    + assignments.arms().subList(1, assignments.arms().size()) + ", was '" + arm + "'");
        }
        return new Wave(assignments, Optional.of(arm), Optional.empty(), Optional.empty());
    }

    /**
     * This wave with an incentive that runs for a time from each contact on.
     *
     * @param runs how long, not negative
     * @return the changed copy
     * @throws IllegalArgumentException if the length is negative
     */
    public Wave withIncentive(Duration runs) {
        if (runs.isNegative()) {
            throw new IllegalArgumentException("an incentive must not end before its contact, ran for " + runs);
        }
        return new Wave(assignments, arm, Optional.of(runs), Optional.empty());
    }

    /**
     * This wave with an incentive that ends for all at once.
     *
     * @param end when it ends
     * @return the changed copy
     */
    public Wave withIncentiveUntil(Instant end) {
        return new Wave(assignments, arm, Optional.empty(), Optional.of(Objects.requireNonNull(end, "end")));
    }

    /**
     * Who is in which arm.
     *
     * @return as given
     */
    public Assignments assignments() {
        return assignments;
    }

    /**
     * Which arm is contacted.
     *
     * @return empty if all but the hold-out
     */
    public Optional<String> arm() {
        return arm;
    }

    /** When the incentive of a contact ends; at the contact if there is none. */
    long incentiveEnd(long at) {
        return incentive
                .map(runs -> at + Millis.of(runs))
                .or(() -> until.map(end -> Math.max(at, Millis.of(end))))
                .orElse(at);
    }

    /** Whether a row takes part: 1 contacted, 0 held out, -1 neither. */
    int part(int row) {
        int own = assignments.arm(row);
        if (own == 0) {
            return 0;
        }
        return arm.isEmpty() || assignments.arms().get(own).equals(arm.get()) ? 1 : -1;
    }
}
