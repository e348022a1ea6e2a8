package io.engagement.history;

import io.engagement.internal.index.Chunks;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Puts rows into the order of customer and time: into buckets of neighbouring customers, within these by customer, then by
 * a merge sort within each. The times move with the rows, so that a comparison reads two neighbours and not two places
 * far apart.
 */
final class RowOrder {
    /** Below this length insertion beats merging. */
    private static final int SHORT_RUN = 16;

    private final Columns columns;
    private final int[] kindRank;
    private final int[] offsets;
    private final RowBuckets buckets;
    /** Which row is in each place of the buckets. */
    private final int[] rows;
    /** Which place of the buckets comes to each position of the final order. */
    private final int[] places;

    private final long[] times;

    private RowOrder(Columns columns, int[] kindRank, int[] offsets, RowBuckets buckets) {
        this.columns = columns;
        this.kindRank = kindRank;
        this.offsets = offsets;
        this.buckets = buckets;
        this.rows = buckets.rows();
        this.places = new int[rows.length];
        this.times = new long[rows.length];
    }

    /**
     * Orders rows.
     *
     * @param columns the rows
     * @param leftOut rows that do not take part
     * @param customerRank place of each customer in the final order
     * @param offsets where each place's rows are to begin, with one more entry than places
     * @param kindRank place of each kind in its natural order
     * @return the final order: it does not depend on the order in which the rows came
     */
    static RowOrder of(Columns columns, BitSet leftOut, int[] customerRank, int[] offsets, int[] kindRank) {
        RowBuckets buckets = RowBuckets.of(columns, leftOut, customerRank, offsets);
        RowOrder order = new RowOrder(columns, kindRank, offsets, buckets);
        int[] customers = buckets.move(columns.customer);
        long[] unsorted = buckets.move(columns.at);
        IntStream.range(0, buckets.count())
                .parallel()
                .forEach(bucket -> order.sortBucket(bucket, customers, customerRank, unsorted));
        return order;
    }

    private void sortBucket(int bucket, int[] customers, int[] customerRank, long[] unsorted) {
        int first = buckets.firstCustomer(bucket);
        int last = buckets.firstCustomer(bucket + 1);
        int[] next = Arrays.copyOfRange(offsets, first, last);
        for (int place = offsets[first]; place < offsets[last]; place++) {
            int position = next[customerRank[customers[place]] - first]++;
            places[position] = place;
            times[position] = unsorted[place];
        }
        for (int customer = first; customer < last; customer++) {
            sort(offsets[customer], offsets[customer + 1]);
        }
    }

    /** The rows' times in their order. */
    long[] times() {
        return times;
    }

    /** A column in this order. */
    int[] gather(int[] column) {
        int[] moved = buckets.move(column);
        int[] gathered = new int[places.length];
        Chunks.LONG.forEach(places.length, (from, to) -> {
            for (int i = from; i < to; i++) {
                gathered[i] = moved[places[i]];
            }
        });
        return gathered;
    }

    /** A column in this order, whose last rows may be missing. */
    double[] gather(double[] column) {
        double[] moved = buckets.move(column);
        double[] gathered = new double[places.length];
        Chunks.LONG.forEach(places.length, (from, to) -> {
            for (int i = from; i < to; i++) {
                gathered[i] = moved[places[i]];
            }
        });
        return gathered;
    }

    /** A column in this order, whose last rows may be missing. */
    @Nullable
    String[] gather(@Nullable String[] column) {
        @Nullable String[] moved = buckets.move(column);
        @Nullable String[] gathered = new String[places.length];
        Chunks.LONG.forEach(places.length, (from, to) -> {
            for (int i = from; i < to; i++) {
                gathered[i] = moved[places[i]];
            }
        });
        return gathered;
    }

    /** Rows that are like the one before them in everything, and have no id that would tell whether they are real. */
    long identical() {
        return IntStream.range(0, offsets.length - 1)
                .parallel()
                .mapToLong(place -> identical(offsets[place], offsets[place + 1]))
                .sum();
    }

    private long identical(int from, int to) {
        long count = 0;
        for (int i = from + 1; i < to; i++) {
            if (times[i] == times[i - 1]
                    && Columns.get(columns.id, rows[places[i]]) == null
                    && columns.compareContent(rows[places[i - 1]], rows[places[i]], kindRank) == 0) {
                count++;
            }
        }
        return count;
    }

    private void sort(int from, int to) {
        if (to - from <= SHORT_RUN) {
            insertionSort(from, to);
        } else if (!isSorted(from, to)) {
            int half = (to - from) / 2 + 1;
            mergeSort(from, to, new int[half], new long[half]);
        }
    }

    /** Exports of most systems come in order of time: one look saves the sort. */
    private boolean isSorted(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            if (isBefore(times[i], places[i], times[i - 1], places[i - 1])) {
                return false;
            }
        }
        return true;
    }

    private void mergeSort(int from, int to, int[] placeSpace, long[] timeSpace) {
        if (to - from <= SHORT_RUN) {
            insertionSort(from, to);
            return;
        }
        int middle = (from + to) >>> 1;
        mergeSort(from, middle, placeSpace, timeSpace);
        mergeSort(middle, to, placeSpace, timeSpace);
        if (isBefore(times[middle], places[middle], times[middle - 1], places[middle - 1])) {
            merge(from, middle, to, placeSpace, timeSpace);
        }
    }

    private void merge(int from, int middle, int to, int[] placeSpace, long[] timeSpace) {
        int left = middle - from;
        System.arraycopy(places, from, placeSpace, 0, left);
        System.arraycopy(times, from, timeSpace, 0, left);
        int i = 0;
        int j = middle;
        for (int k = from; i < left; k++) {
            boolean takesRight = j < to && isBefore(times[j], places[j], timeSpace[i], placeSpace[i]);
            times[k] = takesRight ? times[j] : timeSpace[i];
            places[k] = takesRight ? places[j++] : placeSpace[i++];
        }
    }

    private void insertionSort(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            long time = times[i];
            int place = places[i];
            int j = i - 1;
            while (j >= from && isBefore(time, place, times[j], places[j])) {
                times[j + 1] = times[j];
                places[j + 1] = places[j];
                j--;
            }
            times[j + 1] = time;
            places[j + 1] = place;
        }
    }

    private boolean isBefore(long time, int place, long otherTime, int other) {
        return time < otherTime
                || (time == otherTime && columns.compareContent(rows[place], rows[other], kindRank) < 0);
    }
}
