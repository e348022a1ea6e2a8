package io.engagement.strategy;

import java.util.Arrays;

/** Times between contacts, in days. */
final class DayGaps {
    private double[] gaps = new double[8];
    private int size;

    void add(double gap) {
        if (size == gaps.length) {
            gaps = Arrays.copyOf(gaps, 2 * size);
        }
        gaps[size++] = gap;
    }

    int size() {
        return size;
    }

    /** The mean of the two in the middle if they are even; NaN if there is none. */
    double median() {
        double[] sorted = Arrays.copyOf(gaps, size);
        Arrays.sort(sorted);
        return size == 0 ? Double.NaN : (sorted[(size - 1) / 2] + sorted[size / 2]) / 2;
    }
}
