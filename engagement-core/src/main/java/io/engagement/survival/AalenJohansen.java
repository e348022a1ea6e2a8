package io.engagement.survival;

import io.engagement.domain.TimeScale;
import io.engagement.fit.Interval;
import java.util.List;
import java.util.Objects;

/**
 * How likely each of several ends is by t, where any of them precludes the others: Aalen and Johansen (1978), "An Empirical
 * Transition Matrix for Non-homogeneous Markov Chains Based on Censored Observations", <i>Scandinavian Journal of Statistics</i>
 * 5, 141-150.
 *
 * <p>F<sub>j</sub>(t) is the sum over event times t_i up to t of S(t_i-) d_ij / n_i, with d_ij ends of kind j among n_i at risk
 * (start before t_i, stop not before it), each by weight, and S the curve of {@link KaplanMeier} for an end of any kind: S and all
 * F<sub>j</sub> add up to 1. One less the Kaplan-Meier curve of one end, with the others as censored, would be too high. Immutable.
 */
public final class AalenJohansen {
    private final TimeScale timeScale;
    private final List<String> ends;
    private final EventTimes times;
    /** By end and event time. */
    private final double[][] events;
    /** By end, after k event times. */
    private final double[][] incidence;
    /** After k event times. */
    private final double[] survival;

    private AalenJohansen(TimeScale timeScale, List<String> ends, EventTimes times, double[][] events) {
        this.timeScale = timeScale;
        this.ends = ends;
        this.times = times;
        this.events = events;
        this.incidence = new double[ends.size()][times.size() + 1];
        this.survival = new double[times.size() + 1];
        survival[0] = 1;
        for (int k = 0; k < times.size(); k++) {
            double n = times.atRisk(k);
            for (int end = 0; end < events.length; end++) {
                incidence[end][k + 1] = incidence[end][k] + survival[k] * (events[end][k] / n);
            }
            survival[k + 1] = survival[k] * ((n - times.events(k)) / n);
        }
    }

    /**
     * The curves of all rows, whatever their strata.
     *
     * @param lifetimes whose events are ends of one kind or another
     * @param ends the names of the kinds, at least one
     * @param endOfRow the kind of each row's end, from 0; not looked at where a row has none
     * @return the curves
     * @throws IllegalArgumentException if the kinds are not as many as the rows, one is out of range, or there is no name
     */
    public static AalenJohansen of(Lifetimes lifetimes, List<String> ends, int... endOfRow) {
        if (endOfRow.length != lifetimes.size()) {
            throw new IllegalArgumentException(
                    "ends must be one for each of " + lifetimes.size() + " rows, were " + endOfRow.length);
        }
        if (ends.isEmpty()) {
            throw new IllegalArgumentException("ends must have a name each, there was none");
        }
        EventTimes times = new EventTimes(lifetimes);
        double[][] events = new double[ends.size()][times.size()];
        for (int row = 0; row < endOfRow.length; row++) {
            if (lifetimes.isEvent(row)) {
                int end = Objects.checkIndex(endOfRow[row], ends.size());
                events[end][times.step(lifetimes.stop(row)) - 1] += lifetimes.weight(row);
            }
        }
        return new AalenJohansen(lifetimes.timeScale(), List.copyOf(ends), times, events);
    }

    /**
     * The unit of times.
     *
     * @return that of the lifetimes
     */
    public TimeScale timeScale() {
        return timeScale;
    }

    /**
     * The kinds of ends.
     *
     * @return their names, in the order of their numbers
     */
    public List<String> ends() {
        return ends;
    }

    /**
     * The share that has not ended by t in any way.
     *
     * @param t not negative
     * @return from 0 to 1; NaN after the last time, unless nobody was left then
     * @throws IllegalArgumentException if t is negative or NaN
     */
    public double survival(double t) {
        return isKnown(t) ? survival[times.step(t)] : Double.NaN;
    }

    /**
     * The share that has ended in a way by t.
     *
     * @param end the number of the way
     * @param t not negative
     * @return from 0 to 1; NaN after the last time, unless nobody was left then
     * @throws IllegalArgumentException if t is negative or NaN
     */
    public double incidence(int end, double t) {
        return isKnown(t) ? incidence[end][times.step(t)] : Double.NaN;
    }

    private boolean isKnown(double t) {
        return t <= times.last() || survival[times.size()] == 0;
    }

    /**
     * The standard error of {@link #incidence}, by the delta method from multinomial ends at each event time (Marubini and Valsecchi
     * 1995, "Analysing Survival Data from Clinical Trials and Observational Studies", ch. 10): with one kind of end that of
     * Greenwood.
     *
     * @param end the number of the way
     * @param t not negative
     * @return not negative; NaN where the incidence is not known
     * @throws IllegalArgumentException if t is negative or NaN
     */
    public double standardError(int end, double t) {
        double until = incidence(end, t);
        double sum = 0;
        for (int k = 0; k < times.step(t); k++) {
            double n = times.atRisk(k);
            double hazard = times.events(k) / n;
            // What is still to come is spread over those who stay; nothing is where nobody stays.
            double rest = survival[k + 1] == 0 ? 0 : (until - incidence[end][k + 1]) / (1 - hazard);
            double own = events[end][k] / n;
            double mean = survival[k] * own - rest * hazard;
            double square = (survival[k] - rest) * (survival[k] - rest) * own + rest * rest * (hazard - own);
            sum += Math.max(0, square - mean * mean) / n;
        }
        return Double.isNaN(until) ? Double.NaN : Math.sqrt(sum);
    }

    /**
     * A pointwise confidence interval of {@link #incidence} at the level 0.95, symmetric in ln(-ln F).
     *
     * @param end the number of the way
     * @param t not negative
     * @return 0 to 0 before the first such end, 1 to 1 if all ended so; NaN where the incidence is not known
     * @throws IllegalArgumentException if t is negative or NaN
     */
    public Interval interval(int end, double t) {
        double share = incidence(end, t);
        return share == 0 || share >= 1
                ? new Interval(share, share)
                : IntervalKind.LOG_LOG.around(share, standardError(end, t) / share, KaplanMeier.z(0.95));
    }
}
