package io.engagement.survival;

import io.engagement.domain.TimeScale;
import io.engagement.fit.Interval;
import io.engagement.internal.math.Checks;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The share of customers who stay longer than t, without an assumption about its form: Kaplan and Meier (1958),
 * "Nonparametric Estimation from Incomplete Observations", doi:10.2307/2281868, with the variance of Greenwood (1926).
 *
 * <p>S(t) is the product over event times t_i up to t of (1 - d_i / n_i), with d_i events among n_i at risk (start before
 * t_i, stop not before it), each by weight; the variance of ln S(t) is the sum of d_i / (n_i (n_i - d_i)). Weights count as
 * repetitions. Immutable.
 */
public final class KaplanMeier extends BareCurve<KaplanMeier> {
    /** After k event times. */
    private final double[] survival;
    /** Of ln S. */
    private final double[] variance;

    private KaplanMeier(TimeScale timeScale, EventTimes times, TypicalLifetime typical) {
        super(timeScale, times, typical);
        survival = new double[times.size() + 1];
        variance = new double[times.size() + 1];
        survival[0] = 1;
        for (int k = 0; k < times.size(); k++) {
            double n = times.atRisk(k);
            double d = times.events(k);
            survival[k + 1] = survival[k] * ((n - d) / n);
            variance[k + 1] = variance[k] + d / (n * (n - d));
        }
    }

    /**
     * The curve of all rows, whatever their strata.
     *
     * @param lifetimes at least one; if none has ended, the curve stays at 1
     * @return the curve
     * @throws IllegalArgumentException if there is no row
     */
    public static KaplanMeier of(Lifetimes lifetimes) {
        checkSize(lifetimes);
        return new KaplanMeier(lifetimes.timeScale(), new EventTimes(lifetimes), TypicalLifetime.of(lifetimes));
    }

    @Override
    KaplanMeier with(TypicalLifetime other) {
        return new KaplanMeier(timeScale, times, other);
    }

    /**
     * The share of those who stayed for some time that stays for another while.
     *
     * @param age how long the customer has stayed, not negative
     * @param t how much longer, not negative
     * @param x none
     * @return between 0 and 1; NaN where nobody was observed for so long
     * @throws IllegalArgumentException if a time is negative or NaN, or there is a covariate
     */
    @Override
    public double survivalFrom(double age, double t, double... x) {
        checkBare("a Kaplan-Meier curve", t, x);
        // Where nobody is left, 0 / 0 is not known.
        return survival(age + t) / survival(age);
    }

    /**
     * Number of distinct event times.
     *
     * @return at least 0
     */
    public int size() {
        return times.size();
    }

    /**
     * An event time.
     *
     * @param index from 0, ascending
     * @return positive
     */
    public double time(int index) {
        return times.time(index);
    }

    /**
     * How many were at risk just before an event time, by weight.
     *
     * @param index of the event time
     * @return positive
     */
    public double atRisk(int index) {
        return times.atRisk(index);
    }

    /**
     * Events at an event time, by weight.
     *
     * @param index of the event time
     * @return positive, at most as many as at risk
     */
    public double events(int index) {
        return times.events(index);
    }

    /**
     * Until when anybody was observed.
     *
     * @return the latest stop
     */
    public double lastTime() {
        return times.last();
    }

    /**
     * The share of customers who stay longer than t.
     *
     * @param t not negative
     * @return between 0 and 1; NaN after the last time, unless nobody was left then
     * @throws IllegalArgumentException if t is negative or NaN
     */
    public double survival(double t) {
        int step = times.step(t);
        return isKnown(t) ? survival[step] : Double.NaN;
    }

    private boolean isKnown(double t) {
        return t <= times.last() || survival[times.size()] == 0;
    }

    /**
     * Greenwood's standard error of {@link #survival}.
     *
     * @param t not negative
     * @return 0 before the first event; NaN where nobody is left or nobody was observed
     * @throws IllegalArgumentException if t is negative or NaN
     */
    public double standardError(double t) {
        return survival(t) * Math.sqrt(variance[times.step(t)]);
    }

    /**
     * A pointwise confidence interval of {@link #survival}, at the level 0.95 and symmetric in ln S.
     *
     * @param t not negative
     * @return as {@link #interval(double, double, IntervalKind)}
     * @throws IllegalArgumentException if t is negative or NaN
     */
    public Interval interval(double t) {
        return interval(t, 0.95, IntervalKind.LOG);
    }

    /**
     * A pointwise confidence interval of {@link #survival}.
     *
     * @param t not negative
     * @param level between 0 and 1, e.g. 0.95
     * @param kind where it is symmetric
     * @return 1 to 1 before the first event; NaN where nobody is left or nobody was observed
     * @throws IllegalArgumentException if t is negative or NaN, or the level not between 0 and 1
     */
    public Interval interval(double t, double level, IntervalKind kind) {
        double z = z(level);
        double s = survival(t);
        if (s == 1) {
            return new Interval(1, 1);
        }
        return s > 0 ? kind.around(s, Math.sqrt(variance[times.step(t)]), z) : new Interval(Double.NaN, Double.NaN);
    }

    static double z(double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("level must be between 0 and 1, was " + level);
        }
        return NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - level) / 2);
    }

    /**
     * The time by which a share of the customers has left: the first one with survival at most 1 - share.
     *
     * @param share between 0 and 1
     * @return the time; empty if fewer had left by the last time
     * @throws IllegalArgumentException if the share is not between 0 and 1
     */
    public OptionalDouble quantile(double share) {
        double bound = bound(share);
        return firstTime(k -> survival[k + 1] <= bound);
    }

    private static double bound(double share) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("share must be between 0 and 1, was " + share);
        }
        // What products of shares leave by rounding is no customer more.
        return (1 - share) * (1 + 1e-12);
    }

    private OptionalDouble firstTime(IntPredicate reached) {
        return IntStream.range(0, times.size())
                .filter(reached)
                .mapToDouble(times::time)
                .findFirst();
    }

    /**
     * The time by which half of the customers have left.
     *
     * @return the time; empty if half had not left by the last time
     */
    public OptionalDouble median() {
        return quantile(0.5);
    }

    /**
     * Where {@link #quantile} may lie: from when to when an interval of the curve holds {@code 1 - share} (Brookmeyer and Crowley
     * 1982, doi:10.2307/2530286).
     *
     * @param share between 0 and 1
     * @param level between 0 and 1, e.g. 0.95
     * @param kind where intervals of the curve are symmetric
     * @return both ends; an end is empty if it is not known how late it is
     * @throws IllegalArgumentException if the share or the level is not between 0 and 1
     */
    public QuantileInterval quantileInterval(double share, double level, IntervalKind kind) {
        double bound = bound(share);
        z(level);
        return new QuantileInterval(
                firstTime(k -> interval(times.time(k), level, kind).lower() <= bound),
                firstTime(k -> interval(times.time(k), level, kind).upper() <= bound));
    }

    /**
     * Where a quantile may lie.
     *
     * @param lower empty if it is not known how late it is
     * @param upper empty if it is not known how late it is
     */
    public record QuantileInterval(OptionalDouble lower, OptionalDouble upper) {
        /**
         * Checks that nothing is missing.
         *
         * @param lower empty if it is not known how late it is
         * @param upper empty if it is not known how late it is
         */
        public QuantileInterval {
            Objects.requireNonNull(lower, "lower");
            Objects.requireNonNull(upper, "upper");
        }
    }

    /**
     * The mean of the lifetime up to t: the area under the curve from 0 to there. What is beyond counts as the
     * t.
     *
     * @param t positive
     * @return positive, at most t; NaN if the curve is not known up to there
     * @throws IllegalArgumentException if t is not positive and finite
     */
    public double restrictedMean(double t) {
        Checks.positive("t", t);
        return isKnown(t) ? area(0, t) : Double.NaN;
    }

    /**
     * The standard error of {@link #restrictedMean}: the root of the sum over event times of (area from there to the
     * t) squared times d / (n (n - d)).
     *
     * @param t positive
     * @return not negative; NaN if the curve is not known up to there
     * @throws IllegalArgumentException if t is not positive and finite
     */
    public double restrictedMeanError(double t) {
        Checks.positive("t", t);
        double sum = 0;
        double area = 0;
        double until = t;
        for (int k = times.step(t) - 1; k >= 0; k--) {
            area += survival[k + 1] * (until - times.time(k));
            until = times.time(k);
            sum += area == 0 ? 0 : area * area * (variance[k + 1] - variance[k]);
        }
        return isKnown(t) ? Math.sqrt(sum) : Double.NaN;
    }

    private double area(double from, double to) {
        double area = 0;
        double since = from;
        int steps = times.step(to);
        for (int k = 0; k < steps; k++) {
            area += survival[k] * (times.time(k) - since);
            since = times.time(k);
        }
        return area + survival[steps] * (to - since);
    }
}
