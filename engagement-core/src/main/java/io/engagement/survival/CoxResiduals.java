package io.engagement.survival;

import io.engagement.fit.Fitted;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What a Cox model leaves unexplained in each row, and standard errors that do not take the model's word: Lin and Wei
 * (1989), "The Robust Inference for the Cox Proportional Hazards Model", doi:10.1080/01621459.1989.10478874.
 *
 * <p>Events at one time are taken as in the fit. Immutable.
 */
public final class CoxResiduals {
    private final Lifetimes lifetimes;
    private final double[][] inverse;
    private final double[] martingale;
    private final double[][] score;
    private final double[][] schoenfeld;
    private final double[] coefficients;

    private CoxResiduals(Lifetimes lifetimes, Fitted<CoxModel> fitted, Sweep sweep) {
        this.lifetimes = lifetimes;
        inverse = fitted.covariance();
        coefficients = fitted.model().coefficients();
        martingale = sweep.martingale;
        score = sweep.score;
        schoenfeld = sweep.schoenfeld;
    }

    /**
     * The residuals of a fit.
     *
     * @param fitted the model
     * @param lifetimes those that it was fitted to
     * @return the residuals
     * @throws IllegalArgumentException if the lifetimes have other covariates or another unit of time
     */
    public static CoxResiduals of(Fitted<CoxModel> fitted, Lifetimes lifetimes) {
        fitted.model().checkCovariates(lifetimes);
        RiskSets sets = new RiskSets(lifetimes);
        Sweep sweep = new Sweep(sets, fitted.model().ties(), fitted.model().standardized(sets));
        return new CoxResiduals(lifetimes, fitted, sweep);
    }

    /**
     * Martingale residuals: whether the event happened less how often it was expected in the row; weights do not enter.
     *
     * @return a copy, by row; at most 1
     */
    public double[] martingale() {
        return martingale.clone();
    }

    /**
     * Score residuals: each row's part of the partial likelihood's gradient; weights do not enter.
     *
     * @param row of the lifetimes
     * @return a new array, by covariate
     */
    public double[] score(int row) {
        return score[row].clone();
    }

    /**
     * Schoenfeld residuals (1982), doi:10.1093/biomet/69.1.239: the covariates of one whose event happened less their mean
     * over those at risk then, by risk; of events at one time, less the mean of what they faced by the treatment of ties.
     * Weights enter the means only.
     *
     * @param row of the lifetimes
     * @return a new array, by covariate; NaN for a row without event
     */
    public double[] schoenfeld(int row) {
        return schoenfeld[row].clone();
    }

    /**
     * Scaled Schoenfeld residuals: about what each coefficient was at the time of the event (Grambsch and Therneau 1994,
     * doi:10.1093/biomet/81.3.515). Where they rise or fall with time, hazards are not proportional: see {@link
     * ProportionalHazardsTest}.
     *
     * @param row of the lifetimes
     * @return a new array, by covariate: the coefficients plus the number of rows with an event times the coefficients'
     *     covariance times the residual; NaN for a row without event, or if the fit has no covariance
     */
    public double[] scaledSchoenfeld(int row) {
        long events =
                IntStream.range(0, lifetimes.size()).filter(lifetimes::isEvent).count();
        double[] path = coefficients.clone();
        for (int i = 0; i < path.length; i++) {
            for (int j = 0; j < path.length; j++) {
                path[i] += events * inverse[i][j] * schoenfeld[row][j];
            }
        }
        return path;
    }

    /**
     * About how far each coefficient would move if the row had not been there: its weighted score residual times the
     * covariance of the coefficients.
     *
     * @param row of the lifetimes
     * @return a new array, by covariate; NaN if the fit has no covariance
     */
    public double[] influence(int row) {
        double[] moves = new double[inverse.length];
        for (int i = 0; i < moves.length; i++) {
            for (int j = 0; j < moves.length; j++) {
                moves[i] += lifetimes.weight(row) * score[row][j] * inverse[j][i];
            }
        }
        return moves;
    }

    /**
     * The robust covariance of the coefficients (sandwich): the sum over clusters of the outer products of their influences.
     *
     * @return a new matrix; NaN if the fit has no covariance
     */
    public double[][] robustCovariance() {
        int p = inverse.length;
        Map<Integer, double[]> clusters = new HashMap<>();
        for (int row = 0; row < lifetimes.size(); row++) {
            double[] sum = clusters.computeIfAbsent(lifetimes.cluster(row), cluster -> new double[p]);
            double[] moves = influence(row);
            Arrays.setAll(sum, j -> sum[j] + moves[j]);
        }
        double[][] covariance = new double[p][p];
        for (double[] moves : clusters.values()) {
            for (int i = 0; i < p; i++) {
                for (int j = 0; j < p; j++) {
                    covariance[i][j] += moves[i] * moves[j];
                }
            }
        }
        return covariance;
    }

    /**
     * Robust standard errors of the coefficients: right also if rows of a cluster depend on each other, or hazards are not
     * quite proportional.
     *
     * @return a new array, by covariate; NaN if the fit has no covariance
     */
    public double[] robustStandardErrors() {
        double[][] covariance = robustCovariance();
        double[] errors = new double[covariance.length];
        Arrays.setAll(errors, j -> Math.sqrt(covariance[j][j]));
        return errors;
    }

    /**
     * One sweep back in time keeps, for each event time, the steps of the hazard H and of its integral G of mean covariates;
     * a row's residuals come of what H and G gained between its start and its stop. An event among d at its time faced only
     * a part 1 - f_k of each of their steps (Therneau and Grambsch 2000, section 4.6).
     */
    private static final class Sweep {
        private final RiskSets sets;
        private final int p;
        private final double[] martingale;
        private final double[][] score;
        private final double[][] schoenfeld;
        /** At each event time in the sweep's order: the time, and the sums of H and G over it and all later ones. */
        private final double[] times;

        private final double[] hazards;
        private final double[][] integrals;
        /** Of the events at a time: sum of f dH and of f dG, and the mean covariates that they faced. */
        private final double[] spared;

        private final double[][] sparedIntegrals;
        private final double[][] faced;
        private final int[] firsts;
        private int count;

        Sweep(RiskSets sets, Ties ties, double[] beta) {
            this.sets = sets;
            p = sets.dimension();
            martingale = new double[sets.size()];
            score = new double[sets.size()][p];
            schoenfeld = new double[sets.size()][];
            Arrays.fill(schoenfeld, filled(p, Double.NaN));
            times = new double[sets.size()];
            hazards = new double[sets.size()];
            spared = new double[sets.size()];
            integrals = new double[sets.size()][];
            sparedIntegrals = new double[sets.size()][];
            faced = new double[sets.size()][];
            firsts = new int[sets.strata() + 1];
            Arrays.fill(firsts, -1);
            double[] predictors = sets.predictors(beta);
            double shift = RiskSets.greatest(predictors);
            double[] risk =
                    Arrays.stream(predictors).map(eta -> Math.exp(eta - shift)).toArray();
            sets.sweep(risk, 1, (s, time, sums) -> keep(s, time, sums, ties));
            int last = count;
            for (int s = sets.strata(); s >= 0; s--) {
                firsts[s] = firsts[s] < 0 ? last : firsts[s];
                last = firsts[s];
            }
            for (int s = 0; s < sets.strata(); s++) {
                for (int place = sets.first(s); place < sets.first(s + 1); place++) {
                    explain(s, place, risk[place]);
                }
            }
        }

        private void keep(int s, double time, RiskSums sums, Ties ties) {
            boolean first = firsts[s] < 0;
            firsts[s] = first ? count : firsts[s];
            int d = sums.events();
            double[] integral = first ? new double[p] : integrals[count - 1].clone();
            double[] sparedIntegral = new double[p];
            double[] mean = new double[p];
            double hazard = first ? 0 : hazards[count - 1];
            for (int k = 0; k < d; k++) {
                double f = ties.gone(k, d);
                double c = sums.risk(f);
                double step = sums.meanWeight() / c;
                hazard += step;
                spared[count] += f * step;
                for (int j = 0; j < p; j++) {
                    double at = (sums.first(j) - f * sums.eventFirst(j)) / c;
                    integral[j] += step * at;
                    sparedIntegral[j] += f * step * at;
                    mean[j] += at / d;
                }
            }
            times[count] = time;
            hazards[count] = hazard;
            integrals[count] = integral;
            sparedIntegrals[count] = sparedIntegral;
            faced[count] = mean;
            count++;
        }

        private void explain(int s, int place, double risk) {
            int row = sets.row(place);
            // Event times after start and up to stop: [from, to) in the sweep's order.
            int from = after(s, sets.stop(place));
            int to = after(s, sets.start(place));
            double hazard = between(s, from, to);
            boolean event = sets.isEvent(place);
            double faceless = event ? spared[from] : 0;
            martingale[row] = (event ? 1 : 0) - risk * (hazard - faceless);
            schoenfeld[row] = event ? new double[p] : schoenfeld[row];
            for (int j = 0; j < p; j++) {
                double z = sets.z(place, j);
                double integral = (to > from ? integrals[to - 1][j] : 0)
                        - (to > from && from > firsts[s] ? integrals[from - 1][j] : 0);
                double expected = z * (hazard - faceless) - (integral - (event ? sparedIntegrals[from][j] : 0));
                double unlike = event ? z - faced[from][j] : 0;
                score[row][j] = sets.spread(j) * (unlike - risk * expected);
                if (event) {
                    schoenfeld[row][j] = sets.spread(j) * unlike;
                }
            }
        }

        private static double[] filled(int length, double value) {
            double[] filled = new double[length];
            Arrays.fill(filled, value);
            return filled;
        }

        private double between(int s, int from, int to) {
            if (to <= from) {
                return 0;
            }
            return hazards[to - 1] - (from > firsts[s] ? hazards[from - 1] : 0);
        }

        /** The first event time of the stratum in the sweep's order that is not after t. */
        private int after(int s, double t) {
            int low = firsts[s];
            int high = firsts[s + 1];
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (times[middle] > t) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }
}
