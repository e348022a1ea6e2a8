package io.engagement.live;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A clock that is believed as long as it does not jump ahead; see {@link LiveStore}. Thread-safe. */
final class StoreClock {
    /** By more than this a clock was set back; by less, two threads came in another order than they read it. */
    static final long BACK_MILLIS = 60_000;

    /** Two readings that are no further apart are not looked at: that would take as long as reading it. */
    private static final long NEAR_MILLIS = 60_000;

    private static final long NANOS = 1_000_000;

    private final Clock clock;
    private final Duration longestStep;
    private final AtomicLong faults = new AtomicLong();

    @Nullable
    private volatile Reading last;

    /** What it said, and when by a time that nobody sets. */
    private record Reading(long millis, long nanos) {}

    StoreClock(Clock clock, Duration longestStep) {
        this.clock = clock;
        this.longestStep = longestStep;
    }

    /**
     * The present.
     *
     * @return milliseconds since 1970
     * @throws IllegalStateException if it jumped ahead, or is no time as of which measures hold
     */
    long millis() {
        long now = clock.millis();
        Reading before = last;
        if (before != null && now >= before.millis && now - before.millis < NEAR_MILLIS) {
            return now;
        }
        check(now);
        return now;
    }

    private synchronized void check(long now) {
        if (!SnapshotReader.isTime(now)) {
            // No measure holds as of then, and no snapshot could be restored.
            faults.incrementAndGet();
            throw new IllegalStateException(
                    "the clock says " + Instant.ofEpochMilli(now) + ", and must be within 285,000 years"
                            + " of 1970: nothing was added or read. Set the clock right");
        }
        Reading before = last;
        long nanos = System.nanoTime();
        if (before != null) {
            long elapsed = (nanos - before.nanos) / NANOS;
            if (now - before.millis - elapsed > longestStep.toMillis()) {
                faults.incrementAndGet();
                throw new IllegalStateException(jumped(now, before.millis, elapsed));
            }
            if (before.millis - now > BACK_MILLIS) {
                faults.incrementAndGet();
            }
        }
        last = new Reading(now, nanos);
    }

    private String jumped(long now, long before, long elapsed) {
        return "the clock says " + Instant.ofEpochMilli(now) + ", and " + Duration.ofMillis(elapsed) + " ago it said "
                + Instant.ofEpochMilli(before) + ": at most " + longestStep
                + " more than what went by is believed, and nothing was added or read. Set the clock right; if it is right,"
                + " write a snapshot and restore it, or open stores with a longer withLongestClockStep";
    }

    /** How often it jumped ahead or was set back. */
    long faults() {
        return faults.get();
    }
}
