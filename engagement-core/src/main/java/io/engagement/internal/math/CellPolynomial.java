package io.engagement.internal.math;

import java.util.function.DoubleUnaryOperator;

/**
 * A smooth function of a positive number as polynomials on fixed cells: eight to an octave, cut by the leading bits of the
 * number, so that neither logarithm nor search is needed.
 *
 * <p>The cells are the same whatever is asked, so that a function's value does not depend on what else is computed. For a
 * function that is analytic but on the negative half-line, a cell's half-width is at most 1/17 of its distance from there,
 * and the interpolation error of degree 11 (at Chebyshev's nodes) is of the order 34^-12 = 4e-19 of the function's size
 * nearby.
 */
public final class CellPolynomial {
    /** Coefficients of one cell. */
    public static final int SIZE = 12;

    private static final ChebyshevFit FIT = new ChebyshevFit(SIZE);
    private static final int BITS = 49;
    private static final long WITHIN = (1L << BITS) - 1;
    private static final double HALF = 0x1p-48;

    private CellPolynomial() {}

    /**
     * The cell of a number.
     *
     * @param z positive and normal
     * @return its cell; cells are numbered in ascending order
     */
    public static int cell(double z) {
        return (int) (Double.doubleToRawLongBits(z) >>> BITS);
    }

    /** Where in its cell a number is, from -1 to 1. */
    private static double place(double z) {
        return (Double.doubleToRawLongBits(z) & WITHIN) * HALF - 1;
    }

    /**
     * Computes the coefficients of a cell.
     *
     * @param f the function
     * @param cell which cell
     * @param coefficients receives {@link #SIZE} of them
     * @param offset from where on
     */
    public static void fill(DoubleUnaryOperator f, int cell, double[] coefficients, int offset) {
        double low = Double.longBitsToDouble((long) cell << BITS);
        double high = Double.longBitsToDouble((long) (cell + 1) << BITS);
        System.arraycopy(FIT.powers(f, low, high), 0, coefficients, offset, SIZE);
    }

    /**
     * The value at a number.
     *
     * @param z a number of the cell whose coefficients these are
     * @param c coefficients
     * @param o from where on
     * @return the function's value
     */
    public static double value(double z, double[] c, int o) {
        double t = place(z);
        double t2 = t * t;
        double t4 = t2 * t2;
        double low = (c[o] + c[o + 1] * t) + t2 * (c[o + 2] + c[o + 3] * t);
        double middle = (c[o + 4] + c[o + 5] * t) + t2 * (c[o + 6] + c[o + 7] * t);
        double high = (c[o + 8] + c[o + 9] * t) + t2 * (c[o + 10] + c[o + 11] * t);
        return low + t4 * (middle + t4 * high);
    }
}
