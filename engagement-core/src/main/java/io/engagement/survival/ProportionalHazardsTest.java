package io.engagement.survival;

import io.engagement.fit.ChiSquareTest;
import io.engagement.fit.Fitted;
import io.engagement.internal.math.Cholesky;
import io.engagement.internal.text.Names;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * Whether the hazards of a Cox model are proportional: Grambsch and Therneau (1994), "Proportional Hazards Tests and
 * Diagnostics Based on Weighted Residuals", doi:10.1093/biomet/81.3.515, as the score test that R's cox.zph makes since
 * survival 3.0.
 *
 * <p>Instead of b, the coefficient may be b + c g(t), with g a {@link TimeTransform}; the hypothesis is c = 0. A small p-value
 * says that what a covariate does to the hazard changes with time: {@link CoxResiduals#scaledSchoenfeld} show how. Then strata,
 * or rows for stretches of time with a covariate of their own, tell more than one coefficient. Immutable.
 */
public final class ProportionalHazardsTest {
    private final List<String> covariates;
    /** Slopes of the log-likelihood along each drift. */
    private final double[] slopes;
    /** Information of all coefficients, then of all drifts. */
    private final double[][] information;

    private ProportionalHazardsTest(List<String> covariates, double[] slopes, double[][] information) {
        this.covariates = covariates;
        this.slopes = slopes;
        this.information = information;
    }

    /**
     * The tests of a fit along {@link TimeTransform#KAPLAN_MEIER}.
     *
     * @param fitted the model
     * @param lifetimes those that it was fitted to
     * @return the tests
     * @throws IllegalArgumentException if the lifetimes have other covariates or another unit of time
     */
    public static ProportionalHazardsTest of(Fitted<CoxModel> fitted, Lifetimes lifetimes) {
        return of(fitted, lifetimes, TimeTransform.KAPLAN_MEIER);
    }

    /**
     * The tests of a fit.
     *
     * @param fitted the model
     * @param lifetimes those that it was fitted to
     * @param along which time the coefficients may drift
     * @return the tests
     * @throws IllegalArgumentException if the lifetimes have other covariates or another unit of time
     */
    public static ProportionalHazardsTest of(Fitted<CoxModel> fitted, Lifetimes lifetimes, TimeTransform along) {
        CoxModel model = fitted.model();
        model.checkCovariates(lifetimes);
        RiskSets sets = new RiskSets(lifetimes);
        Drifts drifts = new Drifts(sets, model.ties(), along.of(lifetimes));
        drifts.add(model.standardized(sets));
        return new ProportionalHazardsTest(model.covariates(), drifts.slopes, drifts.information);
    }

    /**
     * The test of one covariate: the others' coefficients do not drift.
     *
     * @param covariate its name
     * @return on 1 degree of freedom; NaN if the data do not determine the coefficients
     * @throws IllegalArgumentException if the model has no such covariate
     */
    public ChiSquareTest test(String covariate) {
        int index = covariates.indexOf(covariate);
        if (index < 0) {
            throw Names.unknown("covariate", covariate, covariates);
        }
        return test(index);
    }

    /**
     * The test of all covariates together.
     *
     * @return on as many degrees of freedom as covariates; NaN if the data do not determine the coefficients
     */
    public ChiSquareTest global() {
        int[] all = new int[covariates.size()];
        Arrays.setAll(all, j -> j);
        return test(all);
    }

    private ChiSquareTest test(int... drifting) {
        int p = covariates.size();
        int[] rows = new int[p + drifting.length];
        double[] gradient = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = i < p ? i : p + drifting[i - p];
            // At the maximum the coefficients have no slope.
            gradient[i] = i < p ? 0 : slopes[drifting[i - p]];
        }
        double[][] part = new double[rows.length][rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows.length; j++) {
                part[i][j] = information[rows[i]][rows[j]];
            }
        }
        return new ChiSquareTest(Cholesky.inverseForm(part, gradient), drifting.length);
    }

    /** Sums of gradients and informations over event times, by 1, g and g squared. */
    private static final class Drifts {
        private final RiskSets sets;
        private final Ties ties;
        private final DoubleUnaryOperator time;
        private final double centre;
        private final int p;
        private final double[] slopes;
        private final double[][] information;

        Drifts(RiskSets sets, Ties ties, DoubleUnaryOperator time) {
            this.sets = sets;
            this.ties = ties;
            this.time = time;
            p = sets.dimension();
            slopes = new double[p];
            information = new double[2 * p][2 * p];
            double sum = 0;
            int events = 0;
            for (int i = 0; i < sets.size(); i++) {
                sum += sets.isEvent(i) ? time.applyAsDouble(sets.stop(i)) : 0;
                events += sets.isEvent(i) ? 1 : 0;
            }
            centre = sum / events;
        }

        /** A constant added to g changes no test, but would cost digits. */
        private double g(double t) {
            return time.applyAsDouble(t) - centre;
        }

        void add(double[] beta) {
            double[] risk = sets.predictors(beta);
            double shift = RiskSets.greatest(risk);
            Arrays.setAll(risk, i -> Math.exp(risk[i] - shift));
            for (int i = 0; i < sets.size(); i++) {
                for (int j = 0; sets.isEvent(i) && j < p; j++) {
                    slopes[j] += g(sets.stop(i)) * sets.weight(i) * sets.z(i, j);
                }
            }
            sets.sweep(risk, 2, (stratum, t, sums) -> add(g(t), sums));
        }

        private void add(double g, RiskSums sums) {
            double[] gradient = new double[p];
            double[][] hessian = new double[p][p];
            PartialLikelihood.addTo(gradient, hessian, sums, ties, 0);
            for (int i = 0; i < p; i++) {
                slopes[i] += g * gradient[i];
                for (int j = 0; j < p; j++) {
                    double curve = -hessian[Math.max(i, j)][Math.min(i, j)];
                    information[i][j] += curve;
                    information[p + i][j] += g * curve;
                    information[j][p + i] += g * curve;
                    information[p + i][p + j] += g * g * curve;
                }
            }
        }
    }
}
