package io.engagement.outcome.effect;

import io.engagement.internal.math.LeastSquares;
import io.engagement.internal.math.LogOdds;
import io.engagement.internal.metric.LogisticRegression;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/** Effects by models of the outcome from what was known before. */
final class ArmModels {
    private final double[] outcome;
    private final boolean[] treated;
    private final Collection<double[]> covariates;

    ArmModels(double[] outcome, boolean[] treated, Collection<double[]> covariates) {
        this.outcome = outcome;
        this.treated = treated;
        this.covariates = covariates;
    }

    Effect ancova() {
        return regression(List.copyOf(covariates));
    }

    Effect lin() {
        List<double[]> columns = new ArrayList<>(covariates);
        for (double[] column : covariates) {
            double mean = Arrays.stream(column).average().orElse(0);
            columns.add(IntStream.range(0, column.length)
                    .mapToDouble(i -> treated[i] ? column[i] - mean : 0)
                    .toArray());
        }
        return regression(columns);
    }

    private Effect regression(List<double[]> others) {
        if (isAnArmEmpty()) {
            return Effect.undefined();
        }
        List<double[]> columns = new ArrayList<>();
        columns.add(IntStream.range(0, outcome.length)
                .mapToDouble(i -> treated[i] ? 1 : 0)
                .toArray());
        columns.addAll(others);
        LeastSquares fit = LeastSquares.fit(outcome, columns.toArray(double[][]::new));
        double variance = fit.hc2(0);
        return Double.isNaN(variance) || fit.degreesOfFreedom() < 1
                ? Effect.undefined()
                : Rounding.without(new Effect(fit.slope(0), Math.sqrt(variance), fit.degreesOfFreedom()), outcome);
    }

    private boolean isAnArmEmpty() {
        return rows(true).length == 0 || rows(false).length == 0;
    }

    Effect aipw(double propensity, boolean isShare) {
        if (isAnArmEmpty()) {
            return Effect.undefined();
        }
        double[] propensities = new double[outcome.length];
        Arrays.fill(propensities, propensity);
        double[] ifTreated = expected(isShare, rows(true));
        double[] ifHeldOut = expected(isShare, rows(false));
        return Aipw.effect(Aipw.scores(outcome, treated, propensities, ifTreated, ifHeldOut));
    }

    private int[] rows(boolean ofTreated) {
        return IntStream.range(0, outcome.length)
                .filter(i -> treated[i] == ofTreated)
                .toArray();
    }

    /** Of all, by a model of an arm. */
    private double[] expected(boolean isShare, int... arm) {
        double[] own = TwoArms.of(arm, outcome);
        double[][] all = covariates.toArray(double[][]::new);
        double[][] columns = TwoArms.of(arm, covariates);
        double[] expected = new double[outcome.length];
        if (!isShare) {
            LeastSquares fit = LeastSquares.fit(own, columns);
            Arrays.setAll(expected, row -> fit.predict(row, all));
            return expected;
        }
        LogisticRegression fit = LogisticRegression.fit(own, new double[own.length], columns);
        double[] beta = fit.coefficients();
        Arrays.setAll(expected, row -> fit.converged() ? LogOdds.logistic(linear(beta, all, row)) : Double.NaN);
        return expected;
    }

    private static double linear(double[] beta, double[][] columns, int row) {
        double sum = beta[0];
        for (int j = 1; j < beta.length; j++) {
            sum += beta[j] * columns[j - 1][row];
        }
        return sum;
    }
}
