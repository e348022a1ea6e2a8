package io.engagement.live;

/**
 * What a {@link LiveStore} holds, and what has come to it since it was made; restoring a snapshot goes on with the
 * snapshot's figures.
 *
 * @param customers how many customers are known
 * @param taken interactions that counted when they came, those that were {@link Arrival#LATE late} among them
 * @param late interactions that came too late for ordered measures
 * @param duplicates interactions dropped because their id was there before
 * @param replayed interactions dropped because their feed's position was behind what is known
 * @param ahead interactions that lie after the clock and wait for their time
 */
public record LiveReport(long customers, long taken, long late, long duplicates, long replayed, long ahead) {
    LiveReport plus(LiveReport other) {
        return new LiveReport(
                customers + other.customers,
                taken + other.taken,
                late + other.late,
                duplicates + other.duplicates,
                replayed + other.replayed,
                ahead + other.ahead);
    }
}
