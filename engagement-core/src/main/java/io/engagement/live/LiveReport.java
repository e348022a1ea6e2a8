package io.engagement.live;

import io.engagement.domain.InitiatorCounts;
import java.util.Objects;

/**
 * What a {@link LiveStore} holds, and what has come to it since it was made; restoring a snapshot goes on with the
 * snapshot's figures, but for {@code clockFaults} and {@code setAside}.
 *
 * @param customers how many customers are known
 * @param taken interactions that counted when they came, those that were {@link Arrival#LATE late} among them
 * @param late interactions that came too late for ordered measures
 * @param duplicates interactions dropped because their id was there before
 * @param replayed interactions, and what else a feed told, dropped because their feed's position was behind what is known
 * @param ahead interactions that lie after the clock and wait for their time
 * @param clockFaults how often the clock was read and refused as it had jumped ahead, or had been set back by more than a
 *     minute, since the store was opened or restored
 * @param setAside of what was taken or waited, how many a statistic of the user's own threw at when they were put in order or
 *     their time came, since the store was opened or restored: measures of that order do not have them. The first is logged
 *     with what was thrown
 * @param initiators of how many that were taken the initiator was given, inferred, or could not be inferred; those that a
 *     snapshot of an earlier version of the library brought are not among them
 */
public record LiveReport(
        long customers,
        long taken,
        long late,
        long duplicates,
        long replayed,
        long ahead,
        long clockFaults,
        long setAside,
        InitiatorCounts initiators) {
    /**
     * Checks the initiators.
     *
     * @param customers how many customers there are
     * @param taken how many interactions were taken
     * @param late how many were refused as too late
     * @param duplicates how many were there already
     * @param replayed how many were replayed
     * @param ahead how many lay ahead of the clock
     * @param clockFaults how often the clock went wrong
     * @param setAside how many were set aside as own code threw
     * @param initiators how they are known
     */
    public LiveReport {
        Objects.requireNonNull(initiators, "initiators");
    }

    static final LiveReport NOTHING = new LiveReport(0, 0, 0, 0, 0, 0, 0, 0, InitiatorCounts.NONE);

    LiveReport plus(LiveReport other) {
        return new LiveReport(
                customers + other.customers,
                taken + other.taken,
                late + other.late,
                duplicates + other.duplicates,
                replayed + other.replayed,
                ahead + other.ahead,
                clockFaults + other.clockFaults,
                setAside + other.setAside,
                initiators.plus(other.initiators));
    }

    LiveReport withClockFaults(long faults) {
        return new LiveReport(customers, taken, late, duplicates, replayed, ahead, faults, setAside, initiators);
    }
}
