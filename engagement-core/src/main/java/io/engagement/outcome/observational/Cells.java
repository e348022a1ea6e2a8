package io.engagement.outcome.observational;

import java.util.Arrays;

/** Periods and values of customers after each other; only those that are not 0. For one thread. */
final class Cells {
    private int[] ends;
    private char[] periods = new char[64];
    private double[] values = new double[64];
    private int rows;
    private int size;

    Cells(int rows) {
        ends = new int[rows];
    }

    void add(int period, double value) {
        if (size == values.length) {
            int longer = Math.addExact(size, size >> 1);
            periods = Arrays.copyOf(periods, longer);
            values = Arrays.copyOf(values, longer);
        }
        periods[size] = (char) period;
        values[size++] = value;
    }

    /** Ends a row. */
    void next() {
        if (rows == ends.length) {
            ends = Arrays.copyOf(ends, 2 * rows + 16);
        }
        ends[rows++] = size;
    }

    int size() {
        return size;
    }

    int rows() {
        return rows;
    }

    void copyInto(int[] starts, int row, char[] allPeriods, double[] allValues) {
        int at = starts[row];
        System.arraycopy(periods, 0, allPeriods, at, size);
        System.arraycopy(values, 0, allValues, at, size);
        for (int i = 0; i < rows; i++) {
            starts[row + i + 1] = at + ends[i];
        }
    }
}
