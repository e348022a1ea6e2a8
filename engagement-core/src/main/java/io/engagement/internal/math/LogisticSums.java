package io.engagement.internal.math;

import java.util.Arrays;

/**
 * Sums over rows of a logistic regression with one level: the log-likelihood, and its derivatives by the level and the
 * coefficients. For one thread; sums of parts are added in a fixed order, so that they do not depend on threads.
 */
public final class LogisticSums {
    /** Rows of a part; fixed, so that sums do not depend on threads. */
    public static final int CHUNK = 1024;

    /** Rows that one pass over the sums takes in: reading and writing these costs more than the arithmetic. */
    private static final int AT_ONCE = 4;

    private final int columns;
    private final double[] slopes;
    private final double[] mixed;
    /** Lower triangle, row by row. */
    private final double[] curves;

    private final double[] rests = new double[AT_ONCE];
    private final double[] bends = new double[AT_ONCE];
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
        for (int row = from; row < to; row += AT_ONCE) {
            int rows = Math.min(AT_ONCE, to - row);
            // What is missing of the last rows weighs nothing.
            Arrays.fill(rests, 0);
            Arrays.fill(bends, 0);
            for (int k = 0; k < rows; k++) {
                weigh(k, happened[row + k], logOdds(in, (row + k) * columns, level, coefficients), weight);
            }
            int at = row * columns;
            add(
                    in,
                    at,
                    rows > 1 ? at + columns : at,
                    rows > 2 ? at + 2 * columns : at,
                    rows > 3 ? at + 3 * columns : at);
        }
        return this;
    }

    private double logOdds(double[] in, int at, double level, double... coefficients) {
        double logOdds = level;
        for (int j = 0; j < columns; j++) {
            logOdds += coefficients[j] * in[at + j];
        }
        return logOdds;
    }

    private void weigh(int k, boolean yes, double logOdds, double weight) {
        double odds = Math.exp(-Math.abs(logOdds));
        double likelier = 1 / (1 + odds);
        double probability = logOdds > 0 ? likelier : odds * likelier;
        value += weight * ((yes ? Math.min(logOdds, 0) : -Math.max(logOdds, 0)) - Math.log1p(odds));
        rests[k] = weight * ((yes ? 1 : 0) - probability);
        bends[k] = weight * odds * likelier * likelier;
        slope += rests[k];
        curve += bends[k];
    }

    /** Adds four rows in one pass over the sums. */
    private void add(double[] in, int a, int b, int c, int d) {
        int cell = 0;
        for (int i = 0; i < columns; i++) {
            slopes[i] += rests[0] * in[a + i] + rests[1] * in[b + i] + rests[2] * in[c + i] + rests[3] * in[d + i];
            double ofA = bends[0] * in[a + i];
            double ofB = bends[1] * in[b + i];
            double ofC = bends[2] * in[c + i];
            double ofD = bends[3] * in[d + i];
            mixed[i] += ofA + ofB + ofC + ofD;
            for (int j = 0; j <= i; j++) {
                curves[cell + j] += ofA * in[a + j] + ofB * in[b + j] + ofC * in[c + j] + ofD * in[d + j];
            }
            cell += i + 1;
        }
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
