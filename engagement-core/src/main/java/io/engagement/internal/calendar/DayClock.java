package io.engagement.internal.calendar;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Finds the start of an instant's day in a zone: the latest first midnight that is not after it. So days follow each
 * other in time even where a clock goes back over midnight and shows a date for the second time. A value, equal by its
 * zone, and thread-safe.
 */
public final class DayClock implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final long DAY = 86_400_000;

    /** Days from 1880 to 2239 are remembered in blocks, as finding one by the calendar costs as much as ten measures. */
    private static final long FIRST_DAY = -32_768;

    private static final int BLOCK_BITS = 9;
    private static final int BLOCKS = 256;

    private final ZoneId zone;
    private final transient boolean fixed;
    /** Of the zone in 1970; where days are not of equal length, no more than a guess to start from. */
    private final transient long offset;
    /** Starts of days. Two threads may make the same block, with equal contents. */
    private final transient AtomicReferenceArray<long[]> blocks;

    private DayClock(ZoneId zone) {
        this.zone = zone;
        this.fixed = zone.getRules().isFixedOffset();
        this.offset = zone.getRules().getOffset(Instant.EPOCH).getTotalSeconds() * 1000L;
        this.blocks = new AtomicReferenceArray<>(fixed ? 0 : BLOCKS);
    }

    /**
     * A clock.
     *
     * @param zone whose days
     * @return the clock
     */
    public static DayClock of(ZoneId zone) {
        return new DayClock(zone);
    }

    /**
     * The start of an instant's day.
     *
     * @param epochMilli the instant
     * @return milliseconds since 1970
     */
    public double startOfDay(long epochMilli) {
        return startOf(day(epochMilli));
    }

    /**
     * The start of a day.
     *
     * @param day its number
     * @return milliseconds since 1970
     */
    public double startOf(long day) {
        return (double) (fixed ? day * DAY - offset : start(day));
    }

    /**
     * The number of an instant's day, which is that of its date.
     *
     * @param epochMilli the instant
     * @return days since 1970-01-01
     */
    public long day(long epochMilli) {
        long day = Math.floorDiv(epochMilli + offset, DAY);
        if (fixed) {
            return day;
        }
        while (start(day) > epochMilli) {
            day--;
        }
        while (start(day + 1) <= epochMilli) {
            day++;
        }
        return day;
    }

    private long start(long day) {
        long place = day - FIRST_DAY;
        int block = (int) Math.min(place >> BLOCK_BITS, BLOCKS);
        if (place < 0 || block == BLOCKS) {
            return byCalendar(day);
        }
        long[] starts = blocks.get(block);
        if (starts == null) {
            starts = blockOf(block);
            blocks.set(block, starts);
        }
        return starts[(int) place & ((1 << BLOCK_BITS) - 1)];
    }

    private long[] blockOf(int block) {
        long[] starts = new long[1 << BLOCK_BITS];
        long first = FIRST_DAY + ((long) block << BLOCK_BITS);
        for (int i = 0; i < starts.length; i++) {
            starts[i] = byCalendar(first + i);
        }
        return starts;
    }

    /** The first midnight of a date, or what comes instead of it where it is skipped. */
    private long byCalendar(long epochDay) {
        return LocalDate.ofEpochDay(epochDay).atStartOfDay(zone).toEpochSecond() * 1000;
    }

    private Object readResolve() {
        return of(zone);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DayClock clock && zone.equals(clock.zone);
    }

    @Override
    public int hashCode() {
        return zone.hashCode();
    }

    @Override
    public String toString() {
        return zone.toString();
    }
}
