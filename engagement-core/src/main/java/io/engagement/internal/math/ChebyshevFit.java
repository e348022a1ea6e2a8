package io.engagement.internal.math;

import java.util.function.DoubleUnaryOperator;

/** The polynomial of a size that meets a function at Chebyshev's nodes on an interval, whichever function and interval. */
final class ChebyshevFit {
    /** cos(pi k (i + 1/2) / size) by k and i; the nodes are those of k = 1. */
    private final double[][] cosines;

    /**
     * For polynomials of a number of coefficients.
     *
     * @param size at least 2
     */
    ChebyshevFit(int size) {
        cosines = new double[size][size];
        for (int k = 0; k < size; k++) {
            for (int i = 0; i < size; i++) {
                cosines[k][i] = Math.cos(Math.PI * k * (i + 0.5) / size);
            }
        }
    }

    /** The coefficients, by powers of the place in the interval from -1 to 1. */
    double[] powers(DoubleUnaryOperator f, double low, double high) {
        double[] values = new double[cosines.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = f.applyAsDouble(0.5 * (low + high) + 0.5 * (high - low) * cosines[1][i]);
        }
        return powers(series(values));
    }

    private double[] series(double[] values) {
        double[] series = new double[values.length];
        for (int k = 0; k < series.length; k++) {
            double sum = 0;
            for (int i = 0; i < values.length; i++) {
                sum += values[i] * cosines[k][i];
            }
            series[k] = (k == 0 ? 1 : 2) * sum / values.length;
        }
        return series;
    }

    /** From Chebyshev's series to powers, by Clenshaw's recurrence on polynomials. */
    private static double[] powers(double[] series) {
        int size = series.length;
        double[] next = new double[size + 1];
        double[] nextButOne = new double[size + 1];
        for (int k = size - 1; k >= 1; k--) {
            double[] here = new double[size + 1];
            for (int i = 0; i < size; i++) {
                here[i] += (i == 0 ? series[k] : 0) - nextButOne[i];
                here[i + 1] += 2 * next[i];
            }
            nextButOne = next;
            next = here;
        }
        double[] powers = new double[size];
        for (int i = 0; i < size; i++) {
            powers[i] = (i == 0 ? series[0] : next[i - 1]) - nextButOne[i];
        }
        return powers;
    }
}
