package io.engagement.internal.metric;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * A number computed from rows, and by how much each row moves it: sums of squares of these over customers are its variance.
 *
 * @param value the number; NaN if it does not exist
 * @param influence of each row as given; empty if no standard error is known
 */
@SuppressWarnings("ArrayRecordComponent")
public record Estimate(double value, double... influence) {
    /** The mean over rows. The factor makes the variance of one row a customer that of the textbook, with n - 1. */
    public static Estimate mean(JudgedRows rows, IntToDoubleFunction ofRow) {
        int n = rows.size();
        double[] values = new double[n];
        Arrays.setAll(values, ofRow);
        double mean = Arrays.stream(values).sum() / n;
        double[] influence = new double[n];
        if (!Double.isFinite(mean)) {
            return new Estimate(mean);
        }
        double factor = small(clusters(rows)) / n;
        for (int i = 0; i < n; i++) {
            influence[rows.place(i)] = (values[i] - mean) * factor;
        }
        return new Estimate(mean, influence);
    }

    /** The root of k/(k - 1): what independent parts around their own mean vary too little by. */
    static double small(int k) {
        return Math.sqrt(k / (k - 1.0));
    }

    static int clusters(JudgedRows rows) {
        boolean[] seen = new boolean[rows.customers()];
        int count = 0;
        for (int i = 0; i < rows.size(); i++) {
            count += seen[rows.customer(i)] ? 0 : 1;
            seen[rows.customer(i)] = true;
        }
        return count;
    }

    /** This less another estimate on the same rows. */
    public Estimate minus(Estimate other) {
        double[] difference = new double[Math.min(influence.length, other.influence.length)];
        Arrays.setAll(difference, i -> influence[i] - other.influence[i]);
        return new Estimate(value - other.value, difference);
    }

    /** The standard error, customers being independent of each other, their rows not; NaN if unknown. */
    public double standardError(JudgedRows rows) {
        return Math.sqrt(covariance(this, rows));
    }

    /** The covariance with an estimate on the same rows; NaN if unknown. */
    public double covariance(Estimate other, JudgedRows rows) {
        if (influence.length == 0 || other.influence.length == 0) {
            return Double.NaN;
        }
        double[] mine = byCustomer(influence, rows);
        double[] others = byCustomer(other.influence, rows);
        double[] products = new double[mine.length];
        Arrays.setAll(products, i -> mine[i] * others[i]);
        // Sorted, the sum does not depend on how customers are numbered.
        Arrays.sort(products);
        double sum = 0;
        for (double product : products) {
            sum += product;
        }
        return sum;
    }

    private static double[] byCustomer(double[] influence, JudgedRows rows) {
        double[] sums = new double[rows.customers()];
        for (int i = 0; i < influence.length; i++) {
            sums[rows.customer(i)] += influence[rows.place(i)];
        }
        return sums;
    }
}
