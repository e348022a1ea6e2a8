package io.engagement.history;

import java.util.stream.IntStream;

/** Puts rows into the order of customer and time: a counting sort by customer, then a merge sort within each. */
final class RowOrder {
    /** Below this length insertion beats merging. */
    private static final int SHORT_RUN = 12;

    private final Columns columns;
    private final int[] kindRank;
    private final int[] rows;
    private final int[] offsets;

    /**
     * Orders rows.
     *
     * @param columns the rows
     * @param left rows that take part, in any order
     * @param customerRank place of each customer in the final order
     * @param kindRank place of each kind in its natural order
     */
    RowOrder(Columns columns, int[] left, int[] customerRank, int[] kindRank) {
        this.columns = columns;
        this.kindRank = kindRank;
        this.offsets = new int[customerRank.length + 1];
        this.rows = new int[left.length];
        for (int row : left) {
            offsets[customerRank[columns.customer[row]] + 1]++;
        }
        for (int c = 0; c < customerRank.length; c++) {
            offsets[c + 1] += offsets[c];
        }
        int[] next = offsets.clone();
        for (int row : left) {
            rows[next[customerRank[columns.customer[row]]]++] = row;
        }
    }

    /** Where each customer's rows begin; one more entry than customers. */
    int[] offsets() {
        return offsets;
    }

    /** The rows in their final order: it does not depend on the order in which they came. */
    int[] sorted() {
        IntStream.range(0, offsets.length - 1).parallel().forEach(c -> sort(offsets[c], offsets[c + 1]));
        return rows;
    }

    private void sort(int from, int to) {
        if (!isSorted(from, to)) {
            mergeSort(rows, from, to, new int[to - from]);
        }
    }

    /** Exports of most systems come in order of time: one look saves the sort. */
    private boolean isSorted(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            if (compare(rows[i - 1], rows[i]) > 0) {
                return false;
            }
        }
        return true;
    }

    private void mergeSort(int[] part, int from, int to, int[] space) {
        if (to - from <= SHORT_RUN) {
            insertionSort(part, from, to);
            return;
        }
        int middle = (from + to) >>> 1;
        mergeSort(part, from, middle, space);
        mergeSort(part, middle, to, space);
        merge(part, from, middle, to, space);
    }

    private void merge(int[] part, int from, int middle, int to, int[] space) {
        int left = middle - from;
        System.arraycopy(part, from, space, 0, left);
        int i = 0;
        int j = middle;
        int k = from;
        while (i < left && j < to) {
            part[k++] = compare(space[i], part[j]) <= 0 ? space[i++] : part[j++];
        }
        System.arraycopy(space, i, part, k, left - i);
    }

    private void insertionSort(int[] part, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            int row = part[i];
            int j = i - 1;
            while (j >= from && compare(part[j], row) > 0) {
                part[j + 1] = part[j];
                j--;
            }
            part[j + 1] = row;
        }
    }

    private int compare(int a, int b) {
        return columns.compareContent(a, b, kindRank);
    }
}
