package io.engagement.internal.math;

/** Quantiles of numbers in ascending order. */
public final class Quantiles {
    private Quantiles() {}

    /**
     * Linear between neighbours, as in most packages (Hyndman and Fan 1996, definition 7).
     *
     * @param ascending at least one, without NaN
     * @param share from 0 to 1
     */
    public static double of(double[] ascending, double share) {
        double place = share * (ascending.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, ascending.length - 1);
        return ascending[below] + (place - below) * (ascending[above] - ascending[below]);
    }

    /**
     * The middle one, the mean of the middle two; NaN if there is none.
     *
     * @param ascending without NaN
     */
    public static double median(double... ascending) {
        int middle = ascending.length / 2;
        if (ascending.length == 0) {
            return Double.NaN;
        }
        return ascending.length % 2 == 1 ? ascending[middle] : (ascending[middle - 1] + ascending[middle]) / 2;
    }
}
