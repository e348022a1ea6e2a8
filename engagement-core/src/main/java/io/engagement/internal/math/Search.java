package io.engagement.internal.math;

import java.util.function.IntPredicate;

/** Binary searches. */
public final class Search {
    private Search() {}

    /**
     * The first position of a condition that holds from somewhere on.
     *
     * @param from the first position asked
     * @param to the first one behind
     * @param reached false up to a position, true from there on
     * @return where it is true first; {@code to} if nowhere
     */
    public static int first(int from, int to, IntPredicate reached) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (reached.test(middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /**
     * How many of ascending numbers, equal ones too, are less than another.
     *
     * @param ascending as {@link java.util.Arrays#sort(double[])} leaves them
     * @param value which other
     * @return from 0 to their number; 0 for NaN
     */
    public static int below(double[] ascending, double value) {
        return first(0, ascending.length, i -> !(ascending[i] < value));
    }
}
