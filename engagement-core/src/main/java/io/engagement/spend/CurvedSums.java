package io.engagement.spend;

import io.engagement.fit.OrderedSums;
import java.util.Arrays;

/**
 * A log-likelihood with its first and second derivatives, summed over rows in chunks of fixed size, whose sums are
 * added in order: the number of threads changes no bit.
 */
final class CurvedSums {
    private static final int CHUNK = 16_384;

    private final double[] slopes;
    /** The lower triangle, row after row. */
    private final double[] bends;

    private double value;

    private CurvedSums(int dimension) {
        slopes = new double[dimension];
        bends = new double[dimension * (dimension + 1) / 2];
    }

    /** Adds rows from one to before another. */
    interface Rows {
        void addTo(CurvedSums sums, int from, int to);
    }

    static CurvedSums of(int dimension, int size, Rows rows) {
        return OrderedSums.into(
                new CurvedSums(dimension),
                size,
                CHUNK,
                (from, to) -> {
                    CurvedSums part = new CurvedSums(dimension);
                    rows.addTo(part, from, to);
                    return part;
                },
                CurvedSums::add);
    }

    private void add(CurvedSums part) {
        value += part.value;
        Arrays.setAll(slopes, i -> slopes[i] + part.slopes[i]);
        Arrays.setAll(bends, i -> bends[i] + part.bends[i]);
    }

    void addValue(double more) {
        value += more;
    }

    void addSlope(int i, double more) {
        slopes[i] += more;
    }

    /** The second derivative by coordinates i and j, j not above i. */
    void addBend(int i, int j, double more) {
        bends[i * (i + 1) / 2 + j] += more;
    }

    /** Writes the derivatives, those of the first coordinate at a place of their own. */
    double write(int at, double[] gradient, double[][] hessian) {
        for (int i = 0; i < slopes.length; i++) {
            gradient[at + i] = slopes[i];
            for (int j = 0; j <= i; j++) {
                double bend = bends[i * (i + 1) / 2 + j];
                hessian[at + i][at + j] = bend;
                hessian[at + j][at + i] = bend;
            }
        }
        return value;
    }
}
