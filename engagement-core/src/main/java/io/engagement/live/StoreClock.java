package io.engagement.live;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A clock that is believed as long as it does not jump ahead; see {@link LiveStore}. Thread-safe. */
final class StoreClock {
    /** By more than this a clock was set back; by less, two threads came in another order than they read it. */
    static final long BACK_MILLIS = 60_000;

    /** Readings this near each other are not checked: it would double their cost. */
    private static final long NEAR_MILLIS = 60_000;

    private static final long NANOS = 1_000_000;

    private final Clock clock;
    private final Duration longestStep;
    private final AtomicLong faults = new AtomicLong();
    private final Lock oneCheck = new ReentrantLock();

    /** Null before it was first read. */
    @Nullable
    private volatile Readings readings;

    /**
     * What it said last, and the latest time that was believed, with when that was by a time that nobody sets: who was set back too
     * far, for a moment, jumps to no new time when set right again.
     */
    private record Readings(long last, long latest, long latestNanos) {}

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
        long now = now();
        Readings before = readings;
        return before != null && now >= before.last && now < before.last + NEAR_MILLIS ? now : checked();
    }

    private long now() {
        try {
            return clock.millis();
        } catch (ArithmeticException beyond) {
            return Long.MAX_VALUE;
        }
    }

    /** Reads it anew: a reading from before a wait for the lock would be held against a later time. */
    private long checked() {
        oneCheck.lock();
        try {
            return check();
        } finally {
            oneCheck.unlock();
        }
    }

    private long check() {
        long now = now();
        if (!SnapshotReader.isTime(now)) {
            // No measure holds as of then, and no snapshot could be restored.
            faults.incrementAndGet();
            throw new IllegalStateException("the clock says " + clock.instant()
                    + ", and must be within 285,000 years of 1970: nothing was added or"
                    + " read. Set the clock right");
        }
        readings = next(readings, now, System.nanoTime());
        return now;
    }

    private Readings next(@Nullable Readings before, long now, long nanos) {
        if (before == null) {
            return new Readings(now, now, nanos);
        }
        long elapsed = (nanos - before.latestNanos) / NANOS;
        if (now - before.latest - elapsed > Math.max(longestStep.toMillis(), NEAR_MILLIS)) {
            faults.incrementAndGet();
            throw new IllegalStateException(jumped(now, before.latest, elapsed));
        }
        if (before.last - now > BACK_MILLIS) {
            faults.incrementAndGet();
        }
        return now >= before.latest
                ? new Readings(now, now, nanos)
                : new Readings(now, before.latest, before.latestNanos);
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
