package io.engagement.internal.math;

import java.util.Arrays;

/**
 * Linear regression with an intercept, by normal equations of centred columns. A column that depends on those before it is
 * left out, its slope is 0. Standard errors do not ask for equal variances: HC2 (MacKinnon and White 1985).
 */
public final class LeastSquares {
    /** What is left of a column's squares once those before it are known; less is rounding. */
    private static final double DEPENDENT = 1e-10;

    private final double[] outcome;
    private final double[][] columns;
    private final double[] means;
    private final double[] slopes;
    private final double[][] inverse;
    private final double outcomeMean;
    private final int rank;

    private LeastSquares(double[] outcome, double ridge, double[][] columns) {
        this.outcome = outcome;
        this.columns = columns;
        int k = columns.length;
        means = Arrays.stream(columns).mapToDouble(LeastSquares::mean).toArray();
        outcomeMean = mean(outcome);
        double[][] products = new double[k][k];
        double[] withOutcome = new double[k];
        double[] centred = new double[k];
        for (int i = 0; i < outcome.length; i++) {
            centre(i, columns, centred);
            for (int j = 0; j < k; j++) {
                withOutcome[j] += centred[j] * (outcome[i] - outcomeMean);
                for (int l = 0; l <= j; l++) {
                    products[j][l] += centred[j] * centred[l];
                }
            }
        }
        for (int j = 0; j < k; j++) {
            products[j][j] += ridge;
        }
        inverse = new double[k][k];
        rank = 1 + invert(products, inverse);
        slopes = new double[k];
        Arrays.setAll(slopes, j -> dot(inverse[j], withOutcome));
    }

    /**
     * Fits.
     *
     * @param outcome finite, of each row
     * @param columns without that of the intercept
     * @return the fit
     */
    public static LeastSquares fit(double[] outcome, double[]... columns) {
        return new LeastSquares(outcome, 0, columns);
    }

    /**
     * Fits with a penalty of {@code ridge / 2} times the squared slopes.
     *
     * @param outcome finite, of each row
     * @param ridge not negative
     * @param columns without that of the intercept, in units in which their slopes are to be held alike
     * @return the fit, of which only {@link #slope}, {@link #intercept} and {@link #predict} have a meaning
     */
    public static LeastSquares fitRidge(double[] outcome, double ridge, double[]... columns) {
        return new LeastSquares(outcome, ridge, columns);
    }

    private static double mean(double... values) {
        double first = Arrays.stream(values).sum() / values.length;
        // What rounding left of the sum is taken off.
        return first + Arrays.stream(values).map(value -> value - first).sum() / values.length;
    }

    private void centre(int row, double[][] some, double[] into) {
        for (int j = 0; j < into.length; j++) {
            into[j] = some[j][row] - means[j];
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** By the sweep operator (Beaton 1964) on columns of length 1; tells how many do not depend on those before. */
    private static int invert(double[][] products, double[][] inverse) {
        int k = products.length;
        double[] lengths = new double[k];
        Arrays.setAll(lengths, j -> Math.sqrt(products[j][j]));
        double[][] a = new double[k][k];
        for (int i = 0; i < k; i++) {
            for (int j = 0; j <= i; j++) {
                a[i][j] = lengths[i] * lengths[j] > 0 ? products[i][j] / lengths[i] / lengths[j] : 0;
                a[j][i] = a[i][j];
            }
        }
        boolean[] taken = new boolean[k];
        int count = 0;
        for (int p = 0; p < k; p++) {
            if (a[p][p] > DEPENDENT) {
                sweep(a, p);
                taken[p] = true;
                count++;
            }
        }
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                inverse[i][j] = taken[i] && taken[j] ? a[i][j] / lengths[i] / lengths[j] : 0;
            }
        }
        return count;
    }

    private static void sweep(double[][] a, int p) {
        int k = a.length;
        double pivot = a[p][p];
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k && i != p; j++) {
                if (j != p) {
                    a[i][j] -= a[i][p] * a[p][j] / pivot;
                }
            }
        }
        for (int i = 0; i < k; i++) {
            if (i != p) {
                // Swept columns change sign on one side only.
                a[i][p] = -a[i][p] / pivot;
                a[p][i] /= pivot;
            }
        }
        a[p][p] = 1 / pivot;
    }

    /** Of a column, from 0. */
    public double slope(int column) {
        return slopes[column];
    }

    /** What is expected of a row of zeros. */
    public double intercept() {
        return outcomeMean - dot(slopes, means);
    }

    /** Rows less columns that count, that of the intercept too. */
    public int degreesOfFreedom() {
        return outcome.length - rank;
    }

    /** What is expected of a row of columns, which may be other rows than those of the fit. */
    public double predict(int row, double[]... others) {
        double sum = outcomeMean;
        for (int j = 0; j < slopes.length; j++) {
            sum += slopes[j] * (others[j][row] - means[j]);
        }
        return sum;
    }

    /** The variance of a slope by HC2; NaN where a row alone decides on a column. */
    public double hc2(int column) {
        double sum = 0;
        double[] centred = new double[slopes.length];
        for (int i = 0; i < outcome.length; i++) {
            centre(i, columns, centred);
            double leverage = 1.0 / outcome.length;
            for (int j = 0; j < centred.length; j++) {
                leverage += centred[j] * dot(inverse[j], centred);
            }
            double moved = dot(inverse[column], centred) * (outcome[i] - predict(i, columns));
            // What does not move the slope does not count, were it ever so alone.
            sum += moved == 0 ? 0 : moved * moved / (1 - leverage);
        }
        return sum >= 0 && inverse[column][column] > 0 ? sum : Double.NaN;
    }
}
