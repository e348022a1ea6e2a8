package io.engagement.survival;

import io.engagement.fit.ChiSquareTest;
import io.engagement.internal.index.RowSort;
import io.engagement.internal.math.Cholesky;
import io.engagement.internal.math.Search;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Whether groups of customers stay equally long: the log-rank test of Mantel (1966) and Peto and Peto (1972),
 * doi:10.2307/2344317, as R's survdiff makes it.
 *
 * <p>At each event time, the events that a group would have if all who are at risk were equally likely are its share of those
 * at risk times the events; how far a group's events are from the sum of these is judged by the hypergeometric variance.
 * Strata are compared each within itself and added up. Rows may start late. Weights count as repetitions. Immutable.
 */
public final class LogRankTest {
    private final List<Integer> groups;
    private final double[] observed;
    private final double[] expected;
    private final ChiSquareTest test;

    private LogRankTest(List<Integer> groups, Sums sums) {
        this.groups = groups;
        observed = sums.observed;
        expected = sums.expected;
        test = sums.test();
    }

    /**
     * Compares groups.
     *
     * @param lifetimes of all groups, with strata or without; covariates are not looked at
     * @param groups number of each row's group
     * @return the test
     * @throws IllegalArgumentException if there are not as many numbers as rows, or there are not two groups at least of which
     *     somebody was at risk when an event happened
     */
    public static LogRankTest of(Lifetimes lifetimes, int... groups) {
        Lifetimes grouped = lifetimes.withStrata(groups);
        Sums sums = new Sums(grouped.strata());
        for (int stratum : lifetimes.strata()) {
            sums.add(
                    lifetimes.inStratum(stratum),
                    Arrays.stream(rowsOf(lifetimes, stratum))
                            .map(row -> groups[row])
                            .toArray());
        }
        sums.check();
        return new LogRankTest(grouped.strata(), sums);
    }

    private static int[] rowsOf(Lifetimes lifetimes, int stratum) {
        return IntStream.range(0, lifetimes.size())
                .filter(row -> lifetimes.stratum(row) == stratum)
                .toArray();
    }

    /**
     * Numbers of the groups.
     *
     * @return each once, ascending
     */
    public List<Integer> groups() {
        return groups;
    }

    /**
     * Events in a group, by weight.
     *
     * @param group its number
     * @return not negative
     * @throws IllegalArgumentException if there is no such group
     */
    public double observed(int group) {
        return observed[index(group)];
    }

    /**
     * Events that the group would have if groups did not matter: with fewer observed, its customers stay longer.
     *
     * @param group its number
     * @return not negative
     * @throws IllegalArgumentException if there is no such group
     */
    public double expected(int group) {
        return expected[index(group)];
    }

    private int index(int group) {
        int index = groups.indexOf(group);
        if (index < 0) {
            throw new IllegalArgumentException("there are the groups " + groups + ", not " + group);
        }
        return index;
    }

    /**
     * The test of the hypothesis that all groups have the same hazard.
     *
     * @return on one degree of freedom less than there are groups with somebody at risk at an event
     */
    public ChiSquareTest test() {
        return test;
    }

    /** Of all strata. */
    private static final class Sums {
        private final List<Integer> groups;
        private final double[] observed;
        private final double[] expected;
        private final double[][] variance;

        Sums(List<Integer> groups) {
            this.groups = groups;
            observed = new double[groups.size()];
            expected = new double[groups.size()];
            variance = new double[groups.size()][groups.size()];
        }

        void add(Lifetimes stratum, int... grouping) {
            Lifetimes grouped = stratum.withStrata(grouping);
            List<AtRisk> each = groups.stream()
                    .map(group -> new AtRisk(grouped.inStratum(group)))
                    .toList();
            for (int i = 0; i < groups.size(); i++) {
                observed[i] += each.get(i).events();
            }
            EventTimes times = new EventTimes(stratum);
            for (int k = 0; k < times.size(); k++) {
                double t = times.time(k);
                add(
                        times.events(k),
                        each.stream().mapToDouble(group -> group.at(t)).toArray());
            }
        }

        /** Events d among those at risk, by group. */
        private void add(double d, double[] atRisk) {
            double n = Arrays.stream(atRisk).sum();
            // Who is alone at risk has the event for certain.
            double factor = n > 1 ? d * (n - d) / (n - 1) : 0;
            for (int i = 0; i < atRisk.length; i++) {
                double share = atRisk[i] / n;
                expected[i] += d * share;
                for (int j = 0; j < atRisk.length; j++) {
                    variance[i][j] += factor * share * ((i == j ? 1 : 0) - atRisk[j] / n);
                }
            }
        }

        /** Groups with somebody at risk at an event. */
        private int[] compared() {
            return IntStream.range(0, expected.length)
                    .filter(i -> expected[i] > 0)
                    .toArray();
        }

        void check() {
            if (compared().length < 2) {
                throw new IllegalArgumentException(
                        "there must be at least two groups of which somebody was at risk when"
                                + " an event happened, were " + compared().length + " of " + groups);
            }
        }

        ChiSquareTest test() {
            // The differences add up to 0: all but one say all.
            int[] free = Arrays.stream(compared()).skip(1).toArray();
            double[] difference = new double[free.length];
            double[][] part = new double[free.length][free.length];
            for (int i = 0; i < free.length; i++) {
                difference[i] = observed[free[i]] - expected[free[i]];
                for (int j = 0; j < free.length; j++) {
                    part[i][j] = variance[free[i]][free[j]];
                }
            }
            return new ChiSquareTest(Cholesky.inverseForm(part, difference), free.length);
        }
    }

    /** How many rows are at risk at any time, by weight. */
    private static final class AtRisk {
        private final double[] starts;
        private final double[] stops;
        /** Of the first k rows by start, and by stop. */
        private final double[] startedWeights;

        private final double[] stoppedWeights;
        private final double events;

        AtRisk(Lifetimes lifetimes) {
            starts = lifetimes.starts().clone();
            stops = lifetimes.stops().clone();
            startedWeights = sorted(starts, lifetimes);
            stoppedWeights = sorted(stops, lifetimes);
            events = lifetimes.events();
        }

        private static double[] sorted(double[] times, Lifetimes lifetimes) {
            int[] order = new RowSort(times).order();
            double[] weights = new double[times.length + 1];
            for (int i = 0; i < order.length; i++) {
                weights[i + 1] = weights[i] + lifetimes.weight(order[i]);
            }
            Arrays.sort(times);
            return weights;
        }

        double events() {
            return events;
        }

        /** Those with start before t and stop not before it. */
        double at(double t) {
            return startedWeights[Search.below(starts, t)] - stoppedWeights[Search.below(stops, t)];
        }
    }
}
