package io.engagement.survival;

import io.engagement.domain.TimeScale;
import io.engagement.fit.Interval;

/**
 * The cumulative hazard without an assumption about its form: Nelson (1972), doi:10.1080/00401706.1972.10488991, and Aalen
 * (1978), doi:10.1214/aos/1176344247.
 *
 * <p>H(t) is the sum over event times t_i up to t of d_i / n_i, with d_i events among n_i at risk, each by weight; its
 * variance is the sum of d_i / n_i squared, as in R's survfit. Immutable.
 */
public final class NelsonAalen extends BareCurve<NelsonAalen> {
    /** After k event times. */
    private final double[] hazard;

    private final double[] variance;

    private NelsonAalen(TimeScale timeScale, EventTimes times, TypicalLifetime typical) {
        super(timeScale, times, typical);
        hazard = new double[times.size() + 1];
        variance = new double[times.size() + 1];
        for (int k = 0; k < times.size(); k++) {
            double n = times.atRisk(k);
            hazard[k + 1] = hazard[k] + times.events(k) / n;
            variance[k + 1] = variance[k] + times.events(k) / (n * n);
        }
    }

    /**
     * The cumulative hazard of all rows, whatever their strata.
     *
     * @param lifetimes at least one
     * @return the estimate
     * @throws IllegalArgumentException if there is no row
     */
    public static NelsonAalen of(Lifetimes lifetimes) {
        checkSize(lifetimes);
        return new NelsonAalen(lifetimes.timeScale(), new EventTimes(lifetimes), TypicalLifetime.of(lifetimes));
    }

    @Override
    NelsonAalen with(TypicalLifetime other) {
        return new NelsonAalen(timeScale, times, other);
    }

    /**
     * The probability of staying for another while, exp(-(H(age + t) - H(age))): never 0, also where nobody was left.
     *
     * @param age how long the customer has stayed, not negative
     * @param t how much longer, not negative
     * @param x none
     * @return between 0 and 1; NaN after the last time
     * @throws IllegalArgumentException if a time is negative or NaN, or there is a covariate
     */
    @Override
    public double survivalFrom(double age, double t, double... x) {
        checkBare("a Nelson-Aalen hazard", t, x);
        return Math.exp(cumulativeHazard(age) - cumulativeHazard(age + t));
    }

    /**
     * The cumulative hazard up to t: how often the event would have happened to one who is replaced each time.
     *
     * @param t not negative
     * @return not negative; NaN after the last time
     * @throws IllegalArgumentException if t is negative or NaN
     */
    public double cumulativeHazard(double t) {
        int step = times.step(t);
        return t <= times.last() ? hazard[step] : Double.NaN;
    }

    /**
     * The standard error of {@link #cumulativeHazard}.
     *
     * @param t not negative
     * @return 0 before the first event; NaN after the last time
     * @throws IllegalArgumentException if t is negative or NaN
     */
    public double standardError(double t) {
        int step = times.step(t);
        return t <= times.last() ? Math.sqrt(variance[step]) : Double.NaN;
    }

    /**
     * A pointwise confidence interval of {@link #cumulativeHazard}, symmetric in its logarithm.
     *
     * @param t not negative
     * @param level between 0 and 1, e.g. 0.95
     * @return 0 to 0 before the first event; NaN after the last time
     * @throws IllegalArgumentException if t is negative or NaN, or the level not between 0 and 1
     */
    public Interval interval(double t, double level) {
        double z = KaplanMeier.z(level);
        double h = cumulativeHazard(t);
        if (h == 0) {
            return new Interval(0, 0);
        }
        double factor = Math.exp(z * standardError(t) / h);
        return new Interval(h / factor, h * factor);
    }

    /**
     * The survival that this hazard means, exp(-H(t)): close to Kaplan and Meier's, never 0.
     *
     * @param t not negative
     * @return between 0 and 1; NaN after the last time
     * @throws IllegalArgumentException if t is negative or NaN
     */
    public double survival(double t) {
        return Math.exp(-cumulativeHazard(t));
    }
}
