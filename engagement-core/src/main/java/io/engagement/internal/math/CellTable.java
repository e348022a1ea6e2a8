package io.engagement.internal.math;

import java.util.function.DoubleUnaryOperator;

/**
 * A smooth function of a positive number, tabulated for loops over millions of rows: polynomials of degree 7 on cells, 32 to
 * an octave, cut by the leading bits of the number, so that neither logarithm nor search is needed.
 *
 * <p>The cells depend on the function and its range only. A cell's half-width is at most 1/65 of its numbers. For a function
 * that is analytic but on the negative half-line the interpolation error (at Chebyshev's nodes) is therefore of the order
 * 130^-8 = 1e-17 of the function's size nearby, and what remains is rounding: below 3e-15 (tested).
 *
 * <p>Floor: one load of the argument, eight of coefficients (64 bytes, 2 KB an octave), 9 multiplications and 8 additions,
 * no division.
 */
public final class CellTable {
    private static final int SIZE = 8;
    private static final ChebyshevFit FIT = new ChebyshevFit(SIZE);
    private static final int BITS = 47;
    private static final int CELL_BITS = 52 - BITS;
    private static final long WITHIN = (1L << BITS) - 1;
    private static final long ONE = 1023L << 52;

    private final int first;
    private final int cells;
    private final double[] coefficients;
    private final DoubleUnaryOperator f;

    private CellTable(int first, int cells, double[] coefficients, DoubleUnaryOperator f) {
        this.first = first;
        this.cells = cells;
        this.coefficients = coefficients;
        this.f = f;
    }

    /**
     * Tabulates a function.
     *
     * @param f analytic on the positive half-line
     * @param low where the table begins, positive and normal
     * @param high where it ends, finite and not lower; each octave takes 2 KB
     * @return the table: all cells from that of {@code low} to that of {@code high}
     */
    public static CellTable of(DoubleUnaryOperator f, double low, double high) {
        int first = cell(low);
        int cells = cell(high) - first + 1;
        double[] coefficients = new double[cells * SIZE];
        for (int i = 0; i < cells; i++) {
            double from = Double.longBitsToDouble((long) (first + i) << BITS);
            double to = Double.longBitsToDouble((long) (first + i + 1) << BITS);
            double[] powers = FIT.powers(f, from, to);
            // From a place between -1 and 1 to one between -1/2 and 1/2, which the bits give with one operation less.
            for (int k = 0; k < SIZE; k++) {
                coefficients[i * SIZE + k] = powers[k] * (1 << k);
            }
        }
        return new CellTable(first, cells, coefficients, f);
    }

    private static int cell(double z) {
        return (int) (Double.doubleToRawLongBits(z) >>> BITS);
    }

    /**
     * The function's value.
     *
     * @param z any; fast where the table covers it, computed elsewhere
     * @return f(z)
     */
    public double at(double z) {
        long bits = Double.doubleToRawLongBits(z);
        int cell = (int) (bits >>> BITS) - first;
        if (!(cell >= 0 && cell < cells)) {
            return f.applyAsDouble(z);
        }
        int o = cell * SIZE;
        double[] c = coefficients;
        double t = Double.longBitsToDouble((bits & WITHIN) << CELL_BITS | ONE) - 1.5;
        double t2 = t * t;
        double low = (c[o] + c[o + 1] * t) + t2 * (c[o + 2] + c[o + 3] * t);
        double high = (c[o + 4] + c[o + 5] * t) + t2 * (c[o + 6] + c[o + 7] * t);
        return low + (t2 * t2) * high;
    }
}
