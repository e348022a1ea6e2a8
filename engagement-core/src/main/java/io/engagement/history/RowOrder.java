package io.engagement.history;

import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * Puts rows into the order of customer and time: a counting sort by customer, then a merge sort within each. The times
 * move with the rows, so that a comparison reads two neighbours and not two places far apart.
 */
final class RowOrder {
    /** Below this length insertion beats merging. */
    private static final int SHORT_RUN = 16;

    private final Columns columns;
    private final int[] kindRank;
    private final int[] rows;
    private final long[] times;
    private final int[] offsets;

    private RowOrder(Columns columns, int[] kindRank, int[] offsets) {
        this.columns = columns;
        this.kindRank = kindRank;
        this.offsets = offsets;
        int last = offsets[offsets.length - 1];
        this.rows = new int[last];
        this.times = new long[last];
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
        RowOrder order = new RowOrder(columns, kindRank, offsets);
        int[] next = offsets.clone();
        for (int row = leftOut.nextClearBit(0); row < columns.size(); row = leftOut.nextClearBit(row + 1)) {
            int place = next[customerRank[columns.customer[row]]]++;
            order.rows[place] = row;
            order.times[place] = columns.at[row];
        }
        IntStream.range(0, offsets.length - 1)
                .parallel()
                .forEach(place -> order.sort(offsets[place], offsets[place + 1]));
        return order;
    }

    /** Rows in their order. */
    int[] rows() {
        return rows;
    }

    /** Their times in the same order. */
    long[] times() {
        return times;
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
                    && Columns.get(columns.id, rows[i]) == null
                    && columns.compareContent(rows[i - 1], rows[i], kindRank) == 0) {
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
            if (isBefore(times[i], rows[i], times[i - 1], rows[i - 1])) {
                return false;
            }
        }
        return true;
    }

    private void mergeSort(int from, int to, int[] rowSpace, long[] timeSpace) {
        if (to - from <= SHORT_RUN) {
            insertionSort(from, to);
            return;
        }
        int middle = (from + to) >>> 1;
        mergeSort(from, middle, rowSpace, timeSpace);
        mergeSort(middle, to, rowSpace, timeSpace);
        if (isBefore(times[middle], rows[middle], times[middle - 1], rows[middle - 1])) {
            merge(from, middle, to, rowSpace, timeSpace);
        }
    }

    private void merge(int from, int middle, int to, int[] rowSpace, long[] timeSpace) {
        int left = middle - from;
        System.arraycopy(rows, from, rowSpace, 0, left);
        System.arraycopy(times, from, timeSpace, 0, left);
        int i = 0;
        int j = middle;
        for (int k = from; i < left; k++) {
            boolean takesRight = j < to && isBefore(times[j], rows[j], timeSpace[i], rowSpace[i]);
            times[k] = takesRight ? times[j] : timeSpace[i];
            rows[k] = takesRight ? rows[j++] : rowSpace[i++];
        }
    }

    private void insertionSort(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            long time = times[i];
            int row = rows[i];
            int j = i - 1;
            while (j >= from && isBefore(time, row, times[j], rows[j])) {
                times[j + 1] = times[j];
                rows[j + 1] = rows[j];
                j--;
            }
            times[j + 1] = time;
            rows[j + 1] = row;
        }
    }

    private boolean isBefore(long time, int row, long otherTime, int other) {
        return time < otherTime || (time == otherTime && columns.compareContent(row, other, kindRank) < 0);
    }
}
