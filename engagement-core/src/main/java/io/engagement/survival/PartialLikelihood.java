package io.engagement.survival;

import io.engagement.fit.CurvedLogLikelihood;
import java.util.Arrays;

/**
 * The partial log-likelihood (Cox 1975) in the coefficients of standardized covariates.
 *
 * <p>Of d events at a time, with mean weight w, the k-th faces the risk c_k = S - f_k D, with S the risk of all at risk, D
 * that of the events and f_k = k / d by Efron, 0 by Breslow. Sums over k of 1 / c_k, f_k / c_k and so on leave d + p^2 steps
 * for a time.
 */
final class PartialLikelihood implements CurvedLogLikelihood {
    private final RiskSets sets;
    private final Ties ties;
    private final int dimension;
    /** Sum of the events' covariates. */
    private final double[] observed;

    private double value;
    private double atZero = Double.NaN;

    PartialLikelihood(RiskSets sets, Ties ties) {
        this.sets = sets;
        this.ties = ties;
        dimension = sets.dimension();
        observed = new double[dimension];
        for (int i = 0; i < sets.size(); i++) {
            for (int j = 0; sets.isEvent(i) && j < dimension; j++) {
                observed[j] += sets.weight(i) * sets.z(i, j);
            }
        }
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public double valueAndGradient(double[] coordinates, double[] gradient) {
        return valueGradientAndHessian(coordinates, gradient, new double[dimension][dimension]);
    }

    @Override
    public double valueGradientAndHessian(double[] coordinates, double[] gradient, double[][] hessian) {
        double[] risk = sets.predictors(coordinates);
        double shift = RiskSets.greatest(risk);
        for (int i = 0; i < risk.length; i++) {
            risk[i] = Math.exp(risk[i] - shift);
        }
        value = 0;
        for (int j = 0; j < dimension; j++) {
            value += coordinates[j] * observed[j];
            gradient[j] = observed[j];
            Arrays.fill(hessian[j], 0);
        }
        sets.sweep(risk, 2, (stratum, time, sums) -> add(sums, shift, gradient, hessian));
        for (int i = 0; i < dimension; i++) {
            for (int j = 0; j < i; j++) {
                hessian[j][i] = hessian[i][j];
            }
        }
        if (Arrays.stream(coordinates).allMatch(each -> each == 0)) {
            atZero = value;
        }
        return value;
    }

    /** The value where all coefficients are 0, where a search starts. */
    double atZero() {
        return atZero;
    }

    private void add(RiskSums sums, double shift, double[] gradient, double[][] hessian) {
        value -= addTo(gradient, hessian, sums, ties, shift);
    }

    /** Adds an event time's part, without that of the events' own covariates; returns minus its part of the value. */
    static double addTo(double[] gradient, double[][] hessian, RiskSums sums, Ties ties, double shift) {
        double a0 = 0;
        double a1 = 0;
        double b0 = 0;
        double b1 = 0;
        double b2 = 0;
        double logs = 0;
        int d = sums.events();
        for (int k = 0; k < d; k++) {
            double f = ties.gone(k, d);
            double c = sums.risk(f);
            logs += Math.log(c) + shift;
            a0 += 1 / c;
            a1 += f / c;
            b0 += 1 / (c * c);
            b1 += f / (c * c);
            b2 += f * f / (c * c);
        }
        double weight = sums.meanWeight();
        for (int i = 0; i < gradient.length; i++) {
            double si = sums.first(i);
            double di = sums.eventFirst(i);
            gradient[i] -= weight * (a0 * si - a1 * di);
            double bySet = b0 * si - b1 * di;
            double byEvents = b2 * di - b1 * si;
            for (int j = 0; j <= i; j++) {
                double second = a0 * sums.second(i, j) - a1 * sums.eventSecond(i, j);
                hessian[i][j] -= weight * (second - bySet * sums.first(j) - byEvents * sums.eventFirst(j));
            }
        }
        return weight * logs;
    }
}
