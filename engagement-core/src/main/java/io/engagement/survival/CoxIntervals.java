package io.engagement.survival;

import io.engagement.fit.Fitted;
import io.engagement.fit.Interval;
import java.util.ArrayList;
import java.util.List;

/**
 * Pointwise confidence intervals of the survival probabilities of a Cox model, which cover the uncertainty of the
 * baseline and of the coefficients. Tsiatis (1981), doi:10.1214/aos/1176345455, with the fit's treatment of ties
 * (Therneau and Grambsch 2000, "Modeling Survival Data", section 10.2), as in R's survfit of a coxph.
 *
 * <p>For a customer with covariates x and risk r = exp(coefficients (x - means)), the variance of the cumulative hazard is
 * r^2 (sum of 1 / S^2 + q' V q), with S the risk of those at risk at an event, V the covariance of the coefficients and q the
 * integral of x less the mean covariates by the baseline's hazard. Intervals are at the level 0.95 and symmetric in ln S unless
 * told otherwise. Immutable.
 */
public final class CoxIntervals {
    private final Fitted<CoxModel> fitted;
    private final List<Curve> curves;
    private final double z;
    private final IntervalKind kind;

    private CoxIntervals(Fitted<CoxModel> fitted, List<Curve> curves, double z, IntervalKind kind) {
        this.fitted = fitted;
        this.curves = curves;
        this.z = z;
        this.kind = kind;
    }

    /**
     * The intervals of a fit, at the level 0.95 and symmetric in ln S.
     *
     * @param fitted the model
     * @param lifetimes those that it was fitted to
     * @return the intervals
     * @throws IllegalArgumentException if the lifetimes have other covariates, strata or another unit of time
     */
    public static CoxIntervals of(Fitted<CoxModel> fitted, Lifetimes lifetimes) {
        fitted.model().checkCovariates(lifetimes);
        if (!fitted.model().strata().equals(lifetimes.strata())) {
            throw new IllegalArgumentException(
                    "lifetimes must have the strata " + fitted.model().strata() + ", had " + lifetimes.strata());
        }
        return new CoxIntervals(fitted, Curve.of(fitted.model(), lifetimes), KaplanMeier.z(0.95), IntervalKind.LOG);
    }

    /**
     * These intervals at another level.
     *
     * @param level between 0 and 1, e.g. 0.9
     * @return the changed copy
     * @throws IllegalArgumentException if the level is not between 0 and 1
     */
    public CoxIntervals withLevel(double level) {
        return new CoxIntervals(fitted, curves, KaplanMeier.z(level), kind);
    }

    /**
     * These intervals on another scale.
     *
     * @param other where they are symmetric
     * @return the changed copy
     */
    public CoxIntervals withKind(IntervalKind other) {
        return new CoxIntervals(fitted, curves, z, other);
    }

    /**
     * The interval of {@link CoxModel#survival}.
     *
     * @param t not negative
     * @param x values of the covariates, in their order
     * @return 1 to 1 before the first event; NaN after the last time, or if the data do not determine the coefficients
     * @throws IllegalArgumentException as {@link CoxModel#survival}
     */
    public Interval survival(double t, double... x) {
        return around(fitted.model().cumulativeHazard(t, x), hazardError(t, x));
    }

    /**
     * The interval of {@link CoxModel#survivalIn}.
     *
     * @param stratum number of the stratum
     * @param t not negative
     * @param x values of the covariates, in their order
     * @return 1 to 1 before the first event; NaN after the last time, or if the data do not determine the coefficients
     * @throws IllegalArgumentException as {@link CoxModel#survivalIn}
     */
    public Interval survivalIn(int stratum, double t, double... x) {
        return around(fitted.model().cumulativeHazardIn(stratum, t, x), hazardErrorIn(stratum, t, x));
    }

    private Interval around(double hazard, double error) {
        if (hazard == 0) {
            return new Interval(1, 1);
        }
        double survival = Math.exp(-hazard);
        return survival > 0 && !Double.isNaN(error)
                ? kind.around(survival, error, z)
                : new Interval(Double.NaN, Double.NaN);
    }

    /**
     * The standard error of {@link CoxModel#cumulativeHazard}, which is that of ln S.
     *
     * @param t not negative
     * @param x values of the covariates, in their order
     * @return 0 before the first event; NaN after the last time, or if the data do not determine the coefficients
     * @throws IllegalArgumentException as {@link CoxModel#cumulativeHazard}
     */
    public double hazardError(double t, double... x) {
        return error(fitted.model().cumulativeHazard(t, x), curves.get(0), t, x);
    }

    /**
     * The standard error of {@link CoxModel#cumulativeHazardIn}, which is that of ln S.
     *
     * @param stratum number of the stratum
     * @param t not negative
     * @param x values of the covariates, in their order
     * @return 0 before the first event; NaN after the last time, or if the data do not determine the coefficients
     * @throws IllegalArgumentException as {@link CoxModel#cumulativeHazardIn}
     */
    public double hazardErrorIn(int stratum, double t, double... x) {
        double hazard = fitted.model().cumulativeHazardIn(stratum, t, x);
        return error(hazard, curves.get(fitted.model().strata().indexOf(stratum)), t, x);
    }

    private double error(double hazard, Curve curve, double t, double... x) {
        if (Double.isNaN(hazard) || hazard == 0) {
            return hazard;
        }
        double[] q = curve.unlike(t, x);
        double[][] covariance = fitted.covariance();
        double form = 0;
        for (int i = 0; i < q.length; i++) {
            for (int j = 0; j < q.length; j++) {
                form += q[i] * covariance[i][j] * q[j];
            }
        }
        // The hazard against the baseline's is the risk.
        return hazard / curve.hazard(t) * Math.sqrt(curve.variance(t) + form);
    }

    /** The baseline of a stratum: at each event time sums up to it of the hazard, its variance and its mean covariates. */
    private static final class Curve {
        private final RiskSets sets;
        private final double[] times;
        private final List<Step> steps;

        private Curve(RiskSets sets, List<Step> steps) {
            this.sets = sets;
            this.steps = steps;
            times = steps.stream().mapToDouble(Step::time).toArray();
        }

        private static final class Step {
            private final double time;
            private final double hazard;
            private final double variance;
            private final double[] means;

            Step(double time, double hazard, double variance, double[] means) {
                this.time = time;
                this.hazard = hazard;
                this.variance = variance;
                this.means = means;
            }

            double time() {
                return time;
            }

            Step after(Step before) {
                double[] sums = means.clone();
                for (int j = 0; j < sums.length; j++) {
                    sums[j] += before.means[j];
                }
                return new Step(time, hazard + before.hazard, variance + before.variance, sums);
            }
        }

        static List<Curve> of(CoxModel model, Lifetimes lifetimes) {
            RiskSets sets = new RiskSets(lifetimes);
            double[] risk = sets.predictors(model.standardized(sets));
            double shift = RiskSets.greatest(risk);
            for (int i = 0; i < risk.length; i++) {
                risk[i] = Math.exp(risk[i] - shift);
            }
            List<List<Step>> backwards = new ArrayList<>();
            for (int s = 0; s < sets.strata(); s++) {
                backwards.add(new ArrayList<>());
            }
            sets.sweep(risk, 1, (s, time, sums) -> backwards
                    .get(s)
                    .add(step(time, sums, model.ties(), Math.exp(-shift), sets.dimension())));
            return backwards.stream().map(each -> new Curve(sets, summed(each))).toList();
        }

        private static Step step(double time, RiskSums sums, Ties ties, double unit, int p) {
            double hazard = 0;
            double variance = 0;
            double[] means = new double[p];
            for (int k = 0; k < sums.events(); k++) {
                double f = ties.gone(k, sums.events());
                double part = unit / sums.risk(f);
                hazard += sums.meanWeight() * part;
                variance += sums.meanWeight() * part * part;
                for (int j = 0; j < p; j++) {
                    double mean = (sums.first(j) - f * sums.eventFirst(j)) / sums.risk(f);
                    means[j] += sums.meanWeight() * part * mean;
                }
            }
            return new Step(time, hazard, variance, means);
        }

        private static List<Step> summed(List<Step> backwards) {
            List<Step> forwards = new ArrayList<>();
            for (int i = backwards.size() - 1; i >= 0; i--) {
                Step next = backwards.get(i);
                forwards.add(forwards.isEmpty() ? next : next.after(forwards.get(forwards.size() - 1)));
            }
            return List.copyOf(forwards);
        }

        private Step at(double t) {
            return steps.get(EventTimes.step(times, t) - 1);
        }

        double hazard(double t) {
            return at(t).hazard;
        }

        double variance(double t) {
            return at(t).variance;
        }

        /** The integral of x less the mean covariates by the baseline's hazard. */
        double[] unlike(double t, double... x) {
            Step step = at(t);
            double[] q = new double[x.length];
            for (int j = 0; j < q.length; j++) {
                q[j] = (x[j] - sets.centre(j)) * step.hazard - sets.spread(j) * step.means[j];
            }
            return q;
        }
    }
}
