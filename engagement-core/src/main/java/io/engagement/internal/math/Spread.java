package io.engagement.internal.math;

import java.util.Comparator;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Where numbers lie and how far they spread, whatever their size.
 *
 * @param mean their mean
 * @param deviation the root of their mean squared distance from it; 0 if they are equal, but for the mean's rounding
 */
public record Spread(double mean, double deviation) {
    /** Numbers as they are. */
    public static final Spread STANDARD = new Spread(0, 1);

    /**
     * Of rows.
     *
     * @param rows how many
     * @param weight for how many a row stands
     * @param values by row, finite
     */
    public static Spread of(int rows, IntToDoubleFunction weight, IntToDoubleFunction values) {
        double largest = largest(rows, values);
        if (largest == 0) {
            return new Spread(0, 0);
        }
        double all = 0;
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            all += weight.applyAsDouble(row);
            // Squares of the largest and the smallest numbers are none.
            sum += weight.applyAsDouble(row) * (values.applyAsDouble(row) / largest);
        }
        double mean = sum / all;
        double squares = 0;
        for (int row = 0; row < rows; row++) {
            double distance = values.applyAsDouble(row) / largest - mean;
            squares += weight.applyAsDouble(row) * distance * distance;
        }
        double deviation = Math.sqrt(squares / all);
        return new Spread(mean * largest, deviation > 1e-13 * Math.abs(mean) ? deviation * largest : 0);
    }

    /** A power of two about the largest number, by which division loses nothing. */
    private static double largest(int rows, IntToDoubleFunction values) {
        double largest = 0;
        for (int row = 0; row < rows; row++) {
            largest = Math.max(largest, Math.abs(values.applyAsDouble(row)));
        }
        return largest == 0 ? 0 : Math.max(Math.scalb(1.0, Math.getExponent(largest)), Double.MIN_NORMAL);
    }

    /** The same about 0: only the unit is that of the spread. */
    public Spread aboutZero() {
        return new Spread(0, deviation);
    }

    /** With another, independent deviation. */
    public Spread and(double other) {
        return new Spread(mean, Math.hypot(deviation, other));
    }

    /** A number in these units. */
    public double standard(double value) {
        return value / deviation - mean / deviation;
    }

    /** Which of some numbers is the farthest from 0, in its own spread. */
    public static int farthest(List<Spread> spreads) {
        return IntStream.range(0, spreads.size())
                .boxed()
                .max(Comparator.comparingDouble(k -> spreads.get(k).remoteness()))
                .orElseThrow();
    }

    private double remoteness() {
        return Math.abs(mean) / deviation;
    }

    /** Whether squares of numbers so far apart, and of what is per unit of them, are numbers. */
    public boolean isExtreme() {
        return deviation < 1e-100 || deviation > 1e100;
    }

    /** Why there are no parameters of a customer of 0. */
    public String farFromZero(String name) {
        return "the covariate " + name + " is about " + (float) mean + " give or take " + (float) deviation
                + ": a customer of 0, whom the parameters are of, is too far from all others";
    }

    /** What helps. */
    public String nearerZero(String name) {
        return "Can " + name + " be counted from another origin, say less " + (float) mean + "?";
    }
}
