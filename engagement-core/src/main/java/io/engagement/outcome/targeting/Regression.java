package io.engagement.outcome.targeting;

import io.engagement.fit.FitException;
import io.engagement.fit.ModelText;
import io.engagement.internal.math.LeastSquares;
import io.engagement.internal.math.LogOdds;
import io.engagement.internal.metric.LogisticRegression;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What is expected of a row by its columns: linear, or the logistic of that for what happens or does not. Coefficients but the
 * intercept are held towards 0 by a ridge.
 */
final class Regression {
    private static final String LINEAR = "linear";
    private static final String LOGISTIC = "logistic";

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
        LeastSquares fit = LeastSquares.fitRidge(outcome, ridge, columns);
        if (fit.degreesOfFreedom() > outcome.length - 1 - columns.length) {
            throw notFound();
        }
        double[] slopes =
                IntStream.range(0, columns.length).mapToDouble(fit::slope).toArray();
        return checked(new Regression(fit.intercept(), slopes, false));
    }

    private static Regression logistic(double ridge, double[] happened, double[][] columns) {
        double share = Arrays.stream(happened).average().orElse(Double.NaN);
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

    ModelText with(ModelText text, String key) {
        return text.with(key + ".form", logistic ? LOGISTIC : LINEAR)
                .with(key + ".intercept", intercept)
                .with(
                        key + ".coefficients",
                        Arrays.stream(coefficients).mapToObj(Double::toString).collect(Collectors.joining(" ")));
    }

    static Regression read(ModelText text, String key, int columns) {
        String form = text.word(key + ".form");
        double[] coefficients = text.numbers(key + ".coefficients");
        if (!(form.equals(LOGISTIC) || form.equals(LINEAR)) || coefficients.length != columns) {
            throw new IllegalArgumentException(key + " in a saved uplift model must be " + LOGISTIC + " or " + LINEAR
                    + " with " + columns + " coefficients, was '" + form + "' with " + coefficients.length);
        }
        return new Regression(text.number(key + ".intercept"), coefficients, form.equals(LOGISTIC));
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
