package io.engagement.live;

import java.io.IOException;
import java.util.function.LongSupplier;

/**
 * Time in a shard: the latest that the clock has shown here, unless the clock was {@linkplain StoreClock#BACK_MILLIS set
 * back}; and up to when ordered measures are settled: the newest interaction less the window.
 */
final class ShardTime {
    /** In place of a time that is set back to. */
    static final long GOES_ON = Long.MIN_VALUE;

    private final LongSupplier clock;
    private final long window;

    private long now = Long.MIN_VALUE;
    /** What the clock had shown when it was set back, at the latest: interactions and ids may be of then. */
    private long before = Long.MIN_VALUE;
    /** The newest interaction's time, none after the clock's. */
    private long newest = Long.MIN_VALUE;
    /** All that was settled before its time, when the clock was set back or the store restored, is earlier than this. */
    private long floor = Long.MIN_VALUE;

    ShardTime(LongSupplier clock, long windowMillis) {
        this.clock = clock;
        this.window = windowMillis;
    }

    long now() {
        return now;
    }

    /** The latest that it ever was. */
    long latest() {
        return Math.max(now, before);
    }

    long newest() {
        return newest;
    }

    void newest(long at) {
        newest = at;
    }

    long window() {
        return window;
    }

    /**
     * Time goes on; unless the clock was set back, and it is not that whoever read it had to wait.
     *
     * @return {@link #GOES_ON}, or the time to {@link #followBack} to
     */
    long tell(long read) {
        if (read >= now) {
            now = read;
        } else if (now - read > StoreClock.BACK_MILLIS) {
            long again = clock.getAsLong();
            if (now - again > StoreClock.BACK_MILLIS) {
                return again;
            }
            now = Math.max(now, again);
        }
        return GOES_ON;
    }

    void followBack(long present) {
        before = Math.max(before, now);
        now = present;
    }

    /** All that was is settled, and the window begins anew with what comes next. */
    void beginAnew() {
        floor = Math.max(floor, newest + 1);
        newest = Long.MIN_VALUE;
    }

    /** Whether ordered measures may have something later, or were to have it by now. */
    boolean mayBeLate(long at) {
        return at < floor || isSettled(at);
    }

    /** Whether nothing that is in time can still come before it. */
    boolean isSettled(long at) {
        return at < settledBefore();
    }

    /** The newest one's time less the window, also before there is one. */
    long settledBefore() {
        return Math.max(newest, Long.MIN_VALUE + window) - window;
    }

    void read(SnapshotReader in) throws IOException {
        now = in.readTime("clock", Long.MAX_VALUE);
        before = in.format() == Snapshots.FIRST_FORMAT ? now : in.readTime("latest time of the clock", Long.MAX_VALUE);
        in.check(before >= now, "latest time of the clock", before, "not before its last one");
        newest = in.readTime("time of the newest interaction", now);
        // The window may have been shorter then, and the clock set back.
        floor = latest() + 1;
    }
}
