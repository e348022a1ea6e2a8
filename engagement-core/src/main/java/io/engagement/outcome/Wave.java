package io.engagement.outcome;

import io.engagement.internal.calendar.Millis;
import io.engagement.internal.math.Scramble;
import io.engagement.outcome.experiment.ArmShares;
import io.engagement.outcome.experiment.Assignments;
import io.engagement.outcome.experiment.SampleRatio;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One sending of a campaign: who was contacted when, and who was held out from when on. It may roll over days or weeks: each customer's
 * windows begin at their own instant. Customers of other arms take no part. Immutable.
 */
public final class Wave {
    private final Assignments assignments;
    private final Optional<String> arm;
    private final Incentive incentive;
    private final Optional<ArmShares> planned;
    /** By row, when windows begin; empty if at the assignment. */
    private final long[] matched;

    /** Runs for a time, until an instant, or there is none. */
    private record Incentive(Optional<Duration> runs, Optional<Instant> until) {
        static final Incentive NONE = new Incentive(Optional.empty(), Optional.empty());

        long end(long at) {
            return runs.map(length -> at + Millis.of(length))
                    .or(() -> until.map(end -> Math.max(at, Millis.of(end))))
                    .orElse(at);
        }
    }

    private Wave(
            Assignments assignments,
            Optional<String> arm,
            Incentive incentive,
            Optional<ArmShares> planned,
            long... matched) {
        this.assignments = assignments;
        this.arm = arm;
        this.incentive = incentive;
        this.planned = planned;
        this.matched = matched;
    }

    private static Wave of(Assignments assignments, Optional<String> arm) {
        return new Wave(assignments, arm, Incentive.NONE, Optional.empty());
    }

    /**
     * A wave in which all arms but the hold-out are contacted.
     *
     * @param assignments who is in which arm, and since when
     * @return the wave, without an incentive
     */
    public static Wave of(Assignments assignments) {
        return of(Objects.requireNonNull(assignments, "assignments"), Optional.empty());
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
        return of(assignments, Optional.of(arm));
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
        return with(new Incentive(Optional.of(runs), Optional.empty()));
    }

    /**
     * This wave with an incentive that ends for all at once.
     *
     * @param end when it ends
     * @return the changed copy
     */
    public Wave withIncentiveUntil(Instant end) {
        return with(new Incentive(Optional.empty(), Optional.of(Objects.requireNonNull(end, "end"))));
    }

    private Wave with(Incentive other) {
        return new Wave(assignments, arm, other, planned, matched);
    }

    /**
     * This wave with the shares of customers that its arms should have. If their sizes do not fit (p &lt; 0.001), customers were lost or
     * moved in one arm more than in another, and no cause is claimed.
     *
     * @param shares of all arms of the assignments
     * @return the changed copy
     * @throws IllegalArgumentException if there are customers in an arm that was not planned, or the hold-out is another arm
     */
    public Wave withPlannedShares(ArmShares shares) {
        if (!shares.holdOut().equals(assignments.holdOut())) {
            throw new IllegalArgumentException("the hold-out of the planned shares must be '" + assignments.holdOut()
                    + "', as in the assignments, was '" + shares.holdOut() + "'");
        }
        SampleRatio.of(assignments.counts(), shares);
        return new Wave(assignments, arm, incentive, Optional.of(shares), matched);
    }

    /**
     * This wave with a hold-out that was drawn once, while contacts went out over days or weeks: nobody knows when the held-out would
     * have been contacted. Each gets the instant of a contact, such that they are spread over time as contacts are; which one depends
     * on the id alone. When the held-out were assigned is not looked at.
     *
     * @return the changed copy
     */
    public Wave withMatchedHoldOut() {
        long[] times = IntStream.range(0, assignments.size())
                .mapToLong(row -> assignments.at(row).toEpochMilli())
                .toArray();
        long[] contacts = IntStream.range(0, times.length)
                .filter(row -> part(row) == 1)
                .mapToLong(row -> times[row])
                .sorted()
                .toArray();
        int[] heldOut = IntStream.range(0, times.length)
                .filter(row -> part(row) == 0)
                .boxed()
                .sorted(Comparator.comparingInt((Integer row) -> Scramble.ofId(assignments.customer(row)))
                        .thenComparingInt(row -> row))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int i = 0; i < heldOut.length && contacts.length > 0; i++) {
            // The middle of the i-th of as many equal parts as there are held out.
            long rank = (2L * i + 1) * contacts.length / (2L * heldOut.length);
            times[heldOut[i]] = contacts[(int) rank];
        }
        return new Wave(assignments, arm, incentive, planned, times);
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

    /**
     * The planned shares.
     *
     * @return empty if none were told
     */
    public Optional<ArmShares> plannedShares() {
        return planned;
    }

    /** When the windows of a row begin. */
    long at(int row) {
        return matched.length == 0 ? assignments.at(row).toEpochMilli() : matched[row];
    }

    /** When the first windows begin; empty if nobody takes part. */
    Optional<Instant> begin() {
        return IntStream.range(0, assignments.size())
                .filter(row -> part(row) >= 0)
                .mapToObj(row -> Instant.ofEpochMilli(at(row)))
                .min(Instant::compareTo);
    }

    /** How many contacts there are. */
    int contacts() {
        return (int) IntStream.range(0, assignments.size())
                .filter(row -> part(row) == 1)
                .count();
    }

    /** When the last contact is; the least number if there is none. */
    long lastContact() {
        return IntStream.range(0, assignments.size())
                .filter(row -> part(row) == 1)
                .mapToLong(this::at)
                .max()
                .orElse(Long.MIN_VALUE);
    }

    /** When the incentive of a contact ends; at the contact if there is none. */
    long incentiveEnd(long at) {
        return incentive.end(at);
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
