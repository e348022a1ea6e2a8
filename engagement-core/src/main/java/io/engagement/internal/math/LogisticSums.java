package io.engagement.internal.math;

/**
 * Sums over rows of a logistic regression with one level: the log-likelihood, and its derivatives by the level and the
 * coefficients. For one thread; sums of parts are added in a fixed order, so that they do not depend on threads.
 */
public final class LogisticSums {
    /** Rows of a part; fixed, so that sums do not depend on threads. */
    public static final int CHUNK = 1024;

    private final int columns;
    private final double[] slopes;
    private final double[] mixed;
    /** Lower triangle, row by row. */
    private final double[] curves;

    private double value;
    private double slope;
    private double curve;

    /**
     * Nothing yet.
     *
     * @param columns how many coefficients there are
     */
    public LogisticSums(int columns) {
        this.columns = columns;
        slopes = new double[columns];
        mixed = new double[columns];
        curves = new double[columns * (columns + 1) / 2];
    }

    /**
     * Adds rows.
     *
     * @param happened what happened, by row
     * @param in the columns, row by row
     * @param weight of each row
     * @param from the first row
     * @param to the row after the last
     * @param level log-odds of a row of zeros
     * @param coefficients one for each column
     * @return this
     */
    public LogisticSums add(
            boolean[] happened, double[] in, double weight, int from, int to, double level, double... coefficients) {
        for (int row = from; row < to; row++) {
            int at = row * columns;
            double logOdds = level;
            for (int j = 0; j < columns; j++) {
                logOdds += coefficients[j] * in[at + j];
            }
            boolean yes = happened[row];
            double odds = Math.exp(-Math.abs(logOdds));
            double likelier = 1 / (1 + odds);
            double probability = logOdds > 0 ? likelier : odds * likelier;
            value += weight * ((yes ? Math.min(logOdds, 0) : -Math.max(logOdds, 0)) - Math.log1p(odds));
            double rest = weight * ((yes ? 1 : 0) - probability);
            double bend = weight * odds * likelier * likelier;
            slope += rest;
            curve += bend;
            int cell = 0;
            for (int i = 0; i < columns; i++) {
                double each = in[at + i];
                slopes[i] += rest * each;
                double curved = bend * each;
                mixed[i] += curved;
                for (int j = 0; j <= i; j++) {
                    curves[cell + j] += curved * in[at + j];
                }
                cell += i + 1;
            }
        }
        return this;
    }

    /** The log-likelihood. */
    public double value() {
        return value;
    }

    /** Its derivative by the level. */
    public double slope() {
        return slope;
    }

    /** Minus its second derivative by the level. */
    public double curve() {
        return curve;
    }

    /** Adds the derivatives by the coefficients. */
    public void addSlopes(double[] sums, int offset) {
        for (int i = 0; i < columns; i++) {
            sums[offset + i] += slopes[i];
        }
    }

    /** Adds minus the second derivatives by the level and the coefficients. */
    public void addMixed(double... sums) {
        addTo(sums, mixed);
    }

    /** Adds minus the second derivatives by the coefficients: the lower triangle, row by row. */
    public void addCurves(double... sums) {
        addTo(sums, curves);
    }

    private static void addTo(double[] sums, double[] others) {
        for (int i = 0; i < others.length; i++) {
            sums[i] += others[i];
        }
    }
}
