package io.engagement.history;

import io.engagement.internal.index.Chunks;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Rows roughly in the order of customers: those of neighbouring customers are in one bucket, in the order in which they
 * came. Whatever is then done to the rows of a bucket stays within a core's cache, where rows put into their final order at
 * once would each go to a place that is far.
 */
final class RowBuckets {
    /** A column of this many rows takes at most a quarter of an L2 cache. */
    private static final int ROWS = 1 << 14;

    /** A core writes to no more places at a time without losing some of them from its caches. */
    private static final int MOST = 1 << 10;

    private static final int LEFT_OUT = -1;

    private final int[] offsets;
    private final int shift;
    private final int[] placeOf;

    private RowBuckets(int[] offsets, int rows) {
        this.offsets = offsets;
        this.shift = shift(offsets.length - 1, rows);
        this.placeOf = new int[rows];
    }

    private static int shift(int customers, int rows) {
        int buckets = Math.min(MOST, rows / ROWS + 1);
        int shift = 0;
        while ((customers >> shift) >= buckets) {
            shift++;
        }
        return shift;
    }

    /**
     * Distributes rows.
     *
     * @param columns the rows
     * @param leftOut rows that do not take part
     * @param customerRank place of each customer in the final order
     * @param offsets where the rows of each customer are to begin in the final order, with one more entry than customers
     */
    static RowBuckets of(Columns columns, BitSet leftOut, int[] customerRank, int[] offsets) {
        RowBuckets buckets = new RowBuckets(offsets, columns.size());
        int[][] next = new int[Chunks.LONG.count(columns.size())][buckets.count()];
        Chunks.LONG.forEach(columns.size(), (from, to) -> {
            int[] counts = next[Chunks.LONG.of(from)];
            for (int row = from; row < to; row++) {
                int bucket = leftOut.get(row) ? LEFT_OUT : customerRank[columns.customer[row]] >> buckets.shift;
                buckets.placeOf[row] = bucket;
                if (bucket != LEFT_OUT) {
                    counts[bucket]++;
                }
            }
        });
        buckets.toStarts(next);
        Chunks.LONG.forEach(columns.size(), (from, to) -> buckets.place(from, to, next[Chunks.LONG.of(from)]));
        return buckets;
    }

    /** From how many rows of each part are in a bucket to where they begin. */
    private void toStarts(int[][] counts) {
        for (int bucket = 0; bucket < count(); bucket++) {
            int next = start(bucket);
            for (int[] part : counts) {
                int count = part[bucket];
                part[bucket] = next;
                next += count;
            }
        }
    }

    /** From the buckets of rows to their places. */
    private void place(int from, int to, int[] next) {
        for (int row = from; row < to; row++) {
            int bucket = placeOf[row];
            if (bucket != LEFT_OUT) {
                placeOf[row] = next[bucket]++;
            }
        }
    }

    int count() {
        return ((offsets.length - 2) >> shift) + 1;
    }

    /** The first customer of a bucket, in their order; of the one behind the last, how many there are. */
    int firstCustomer(int bucket) {
        return (int) Math.min(offsets.length - 1L, (long) bucket << shift);
    }

    /** Where a bucket begins. */
    int start(int bucket) {
        return offsets[firstCustomer(bucket)];
    }

    private int size() {
        return offsets[offsets.length - 1];
    }

    /** Which row is in each place. */
    int[] rows() {
        int[] moved = new int[size()];
        Chunks.LONG.forEach(placeOf.length, (from, to) -> {
            for (int row = from; row < to; row++) {
                if (placeOf[row] != LEFT_OUT) {
                    moved[placeOf[row]] = row;
                }
            }
        });
        return moved;
    }

    /** A column by place. */
    int[] move(int[] column) {
        int[] moved = new int[size()];
        Chunks.LONG.forEach(placeOf.length, (from, to) -> {
            for (int row = from; row < to; row++) {
                if (placeOf[row] != LEFT_OUT) {
                    moved[placeOf[row]] = column[row];
                }
            }
        });
        return moved;
    }

    /** A column by place. */
    long[] move(long[] column) {
        long[] moved = new long[size()];
        Chunks.LONG.forEach(placeOf.length, (from, to) -> {
            for (int row = from; row < to; row++) {
                if (placeOf[row] != LEFT_OUT) {
                    moved[placeOf[row]] = column[row];
                }
            }
        });
        return moved;
    }

    /** A column by place, whose last rows may be missing. */
    double[] move(double[] column) {
        double[] moved = new double[size()];
        Chunks.LONG.forEach(placeOf.length, (from, to) -> {
            for (int row = from; row < to; row++) {
                if (placeOf[row] != LEFT_OUT) {
                    moved[placeOf[row]] = Columns.get(column, row);
                }
            }
        });
        return moved;
    }

    /** A column by place, whose last rows may be missing. */
    @Nullable
    String[] move(@Nullable String[] column) {
        @Nullable String[] moved = new String[size()];
        Chunks.LONG.forEach(placeOf.length, (from, to) -> {
            for (int row = from; row < to; row++) {
                if (placeOf[row] != LEFT_OUT) {
                    moved[placeOf[row]] = Columns.get(column, row);
                }
            }
        });
        return moved;
    }
}
