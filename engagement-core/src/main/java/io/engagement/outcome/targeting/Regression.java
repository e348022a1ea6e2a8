package io.engagement.outcome.targeting;

import io.engagement.fit.FitException;
import io.engagement.internal.math.Inverse;
import io.engagement.internal.math.LogOdds;
import io.engagement.internal.metric.LogisticRegression;
import java.util.Arrays;
import java.util.List;

/**
 * What is expected of a row by its columns: linear, or the logistic of that for what happens or does not. Coefficients but the
 * intercept are held towards 0 by a ridge.
 */
final class Regression {
    private final double intercept;
    private final double[] coefficients;
    private final boolean logistic;

    private Regression(double intercept, double[] coefficients, boolean logistic) {
        this.intercept = intercept;
        this.coefficients = coefficients;
        this.logistic = logistic;
    }

    /** Logistic where all outcomes are 0 or 1. */
    static Regression fit(boolean logistic, double ridge, double[] outcome, double[][] columns) {
        return logistic ? logistic(ridge, outcome, columns) : linear(ridge, outcome, columns);
    }

    static Regression linear(double ridge, double[] outcome, double[][] columns) {
        int k = columns.length;
        double mean = mean(outcome);
        double[] means = Arrays.stream(columns).mapToDouble(Regression::mean).toArray();
        double[][] products = new double[k][k];
        double[] moments = new double[k];
        for (int j = 0; j < k; j++) {
            moments[j] = product(columns[j], means[j], outcome, mean);
            for (int l = 0; l <= j; l++) {
                products[j][l] = product(columns[j], means[j], columns[l], means[l]);
                products[l][j] = products[j][l];
            }
            products[j][j] += ridge;
        }
        double[][] inverse = Inverse.of(products);
        double[] beta = new double[k];
        double intercept = mean;
        for (int j = 0; j < k; j++) {
            for (int l = 0; l < k; l++) {
                beta[j] += inverse[j][l] * moments[l];
            }
            intercept -= beta[j] * means[j];
        }
        return checked(new Regression(intercept, beta, false));
    }

    private static double mean(double... values) {
        return Arrays.stream(values).sum() / values.length;
    }

    private static double product(double[] a, double meanOfA, double[] b, double meanOfB) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - meanOfA) * (b[i] - meanOfB);
        }
        return sum;
    }

    private static Regression logistic(double ridge, double[] happened, double[][] columns) {
        double share = mean(happened);
        if (share == 0 || share == 1) {
            // No log-odds are so large; the share itself is what is expected of all.
            return new Regression(share, new double[columns.length], false);
        }
        LogisticRegression fit = LogisticRegression.fitRidge(happened, ridge, columns);
        if (!fit.converged()) {
            throw notFound();
        }
        double[] all = fit.coefficients();
        return checked(new Regression(all[0], Arrays.copyOfRange(all, 1, all.length), true));
    }

    private static Regression checked(Regression fit) {
        if (!Double.isFinite(fit.intercept) || !Arrays.stream(fit.coefficients).allMatch(Double::isFinite)) {
            throw notFound();
        }
        return fit;
    }

    private static FitException notFound() {
        return FitException.of(
                "UpliftModel",
                "the coefficients of an arm have no finite maximum",
                List.of(
                        "Is a covariate made of others, or does one tell the outcome by itself? Leave it out.",
                        "Is the ridge 0? With a ridge above 0 there is always a maximum."));
    }

    double of(double... row) {
        double sum = intercept;
        for (int j = 0; j < coefficients.length; j++) {
            sum += coefficients[j] * row[j];
        }
        return logistic ? LogOdds.logistic(sum) : sum;
    }

    /** Of all rows of columns. */
    double[] of(int rows, double[][] columns) {
        double[] sums = new double[rows];
        Arrays.fill(sums, intercept);
        for (int j = 0; j < coefficients.length; j++) {
            double[] column = columns[j];
            double coefficient = coefficients[j];
            for (int i = 0; i < rows; i++) {
                sums[i] += coefficient * column[i];
            }
        }
        if (logistic) {
            for (int i = 0; i < rows; i++) {
                sums[i] = LogOdds.logistic(sums[i]);
            }
        }
        return sums;
    }
}
