package io.engagement.history;

import io.engagement.internal.index.Chunks;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAccumulator;

/**
 * A frozen column of times: 4 bytes each where all are whole seconds apart, by less than 2<sup>32</sup> of them, which are
 * 136 years; else 6 where they are less than 2<sup>48</sup> milliseconds apart, which are 8,900 years; else 8.
 */
final class Times {
    private static final long MILLIS_PER_SECOND = 1000;

    /** 285,000 years. */
    private static final long MOST = 1L << 53;

    private final long earliest;
    private final long latest;
    /** From the earliest: seconds, or the low bits of milliseconds where {@link #high} has the others. */
    private final int[] low;

    private final char[] high;
    private final long[] exact;

    private Times(long earliest, long latest, int[] low, char[] high, long[] exact) {
        this.earliest = earliest;
        this.latest = latest;
        this.low = low;
        this.high = high;
        this.exact = exact;
    }

    /** Takes the array over: epoch milliseconds, in any order. */
    static Times of(long[] column) {
        LongAccumulator first = new LongAccumulator(Math::min, Long.MAX_VALUE);
        LongAccumulator last = new LongAccumulator(Math::max, Long.MIN_VALUE);
        AtomicBoolean fractions = new AtomicBoolean();
        Chunks.LONG.forEach(column.length, (from, to) -> {
            addRange(column, from, to, first, last);
            if (!fractions.get()) {
                fractions.compareAndSet(false, !areWholeSecondsApart(column, from, to));
            }
        });
        long earliest = first.get();
        long latest = last.get();
        // Of no times this is 1.
        long range = latest - earliest;
        if (!fractions.get() && range / MILLIS_PER_SECOND < 1L << Integer.SIZE) {
            return new Times(earliest, latest, seconds(column, earliest), new char[0], new long[0]);
        }
        return range < 1L << (Integer.SIZE + Character.SIZE)
                ? inMilliseconds(column, earliest, latest)
                : new Times(earliest, latest, new int[0], new char[0], column);
    }

    private static void addRange(long[] column, int from, int to, LongAccumulator first, LongAccumulator last) {
        long earliest = column[from];
        long latest = earliest;
        for (int i = from; i < to; i++) {
            earliest = Math.min(earliest, column[i]);
            latest = Math.max(latest, column[i]);
        }
        first.accumulate(earliest);
        last.accumulate(latest);
    }

    /** From the first in the column, and so from the earliest. */
    private static boolean areWholeSecondsApart(long[] column, int from, int to) {
        for (int i = from; i < to; i++) {
            if ((column[i] - column[0]) % MILLIS_PER_SECOND != 0) {
                return false;
            }
        }
        return true;
    }

    private static int[] seconds(long[] column, long earliest) {
        int[] seconds = new int[column.length];
        Chunks.LONG.forEach(column.length, (from, to) -> {
            for (int i = from; i < to; i++) {
                seconds[i] = (int) ((column[i] - earliest) / MILLIS_PER_SECOND);
            }
        });
        return seconds;
    }

    private static Times inMilliseconds(long[] column, long earliest, long latest) {
        int[] low = new int[column.length];
        char[] high = new char[column.length];
        Chunks.LONG.forEach(column.length, (from, to) -> {
            for (int i = from; i < to; i++) {
                long millis = column[i] - earliest;
                low[i] = (int) millis;
                high[i] = (char) (millis >>> Integer.SIZE);
            }
        });
        return new Times(earliest, latest, low, high, new long[0]);
    }

    void write(LogFileOutput out) throws IOException {
        out.write(earliest);
        out.write(latest);
        out.write(low);
        out.write(high);
        out.write(exact);
    }

    /** So many times; whether each lies between the earliest and the latest is not looked at. */
    static Times read(LogFileInput in, int size) throws IOException {
        long earliest = in.readLong();
        long latest = in.readLong();
        int[] low = in.readInts("low bits of times");
        char[] high = in.readChars("high bits of times");
        long[] exact = in.readLongs("times");
        in.check(
                low.length == (exact.length == 0 ? size : 0),
                "number of times",
                low.length,
                "that of the interactions");
        in.check(high.length == 0 || high.length == low.length, "number of times", high.length, "the same");
        in.check(exact.length == 0 || exact.length == size, "number of times", exact.length, "the same");
        boolean possible = -MOST < earliest && earliest <= latest && latest < MOST;
        in.check(
                size == 0 || possible, "earliest time", earliest, "within 285,000 years of 1970, not after the latest");
        return new Times(earliest, latest, low, high, exact);
    }

    int size() {
        return Math.max(low.length, exact.length);
    }

    /** Epoch milliseconds. Measures read little else of an interaction: two comparisons, and no more. */
    long get(int position) {
        if (position < high.length) {
            return earliest + ((long) high[position] << Integer.SIZE | Integer.toUnsignedLong(low[position]));
        }
        return position < low.length
                ? earliest + Integer.toUnsignedLong(low[position]) * MILLIS_PER_SECOND
                : exact[position];
    }

    /** Epoch milliseconds of the first of all; only where there is one. */
    long earliest() {
        return earliest;
    }

    /** Epoch milliseconds of the last of all; only where there is one. */
    long latest() {
        return latest;
    }

    long bytes() {
        return (long) Integer.BYTES * low.length
                + (long) Character.BYTES * high.length
                + (long) Long.BYTES * exact.length;
    }
}
