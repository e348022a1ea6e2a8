package io.engagement.internal.index;

/** Sorts row numbers by columns, without objects: a merge sort that compares one column after the other. */
public final class RowSort {
    private static final int SHORT = 12;

    private final double[][] columns;
    private final int[] rows;
    private final int[] buffer;

    /**
     * Of columns of the same length without NaN.
     *
     * @param columns the first one counts most
     */
    public RowSort(double[]... columns) {
        this.columns = columns;
        this.rows = new int[columns[0].length];
        this.buffer = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = i;
        }
    }

    /**
     * Row numbers in ascending order of the first column, then the second, and so on.
     *
     * @return a permutation of the row numbers
     */
    public int[] order() {
        sort(0, rows.length);
        return rows;
    }

    private boolean isBelow(int one, int other) {
        for (double[] column : columns) {
            if (column[one] != column[other]) {
                return column[one] < column[other];
            }
        }
        return false;
    }

    private void sort(int from, int to) {
        if (to - from <= SHORT) {
            insert(from, to);
            return;
        }
        int middle = (from + to) >>> 1;
        sort(from, middle);
        sort(middle, to);
        if (isBelow(rows[middle], rows[middle - 1])) {
            merge(from, middle, to);
        }
    }

    private void insert(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            int row = rows[i];
            int at = i;
            for (; at > from && isBelow(row, rows[at - 1]); at--) {
                rows[at] = rows[at - 1];
            }
            rows[at] = row;
        }
    }

    private void merge(int from, int middle, int to) {
        System.arraycopy(rows, from, buffer, from, middle - from);
        int left = from;
        int right = middle;
        for (int at = from; left < middle; at++) {
            boolean takeRight = right < to && isBelow(rows[right], buffer[left]);
            rows[at] = takeRight ? rows[right++] : buffer[left++];
        }
    }
}
