package io.engagement.outcome.experiment;

import io.engagement.fit.Interval;
import io.engagement.history.LogView;
import io.engagement.internal.math.RandomStreams;
import io.engagement.outcome.effect.ArmSums;
import io.engagement.outcome.effect.Effect;
import io.engagement.outcome.effect.ManyTests;
import io.engagement.outcome.effect.MeanDifference;
import io.engagement.outcome.effect.TwoArms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * Whether a test keeps what it promises on your own customers: those who were held out, whom nobody treated differently, are
 * drawn into two halves again and again; so many of these comparisons alarm as there are false alarms.
 *
 * @param outcome its name
 * @param customers who were held out
 * @param times how often they were drawn
 * @param untold how often there was nothing to test: fewer than two in a half, or nobody who differs from anybody
 * @param alarms how often the difference was clear
 * @param level of the test: so many are expected
 */
public record SelfTest(String outcome, int customers, int times, int untold, int alarms, double level) {
    private static final int DRAW = 31;
    private static final double SURPRISE = 0.001;

    /**
     * Checks the numbers.
     *
     * @param outcome its name
     * @param customers who were held out
     * @param times how often they were drawn
     * @param untold how often there was nothing to test
     * @param alarms how often the difference was clear
     * @param level of the test: so many are expected
     * @throws IllegalArgumentException if the name is blank, nothing was drawn or the level does not lie between 0 and 1
     */
    public SelfTest {
        Assignments.present("outcome", outcome);
        if (times < 1 || untold < 0 || alarms < 0 || untold > times - alarms) {
            throw new IllegalArgumentException(
                    "times must be positive, untold and alarms from 0 and together at most times," + " were " + times
                            + ", " + untold + " and " + alarms);
        }
        checkLevel(level);
    }

    private static void checkLevel(double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("level must be above 0 and below 1, was " + level);
        }
    }

    /** What came of it. */
    public enum Result {
        /** As many alarms as promised. */
        HONEST,
        /** Fewer: too few customers have an outcome, and real effects are missed, too. */
        DEAD,
        /** More: customers depend on each other, or few of them bring nearly all. */
        TOO_MANY_ALARMS,
        /** Most draws had nothing to test. */
        TOO_LITTLE_DATA
    }

    /**
     * Draws halves of those held out.
     *
     * @param data whose hold-out
     * @param outcome its name
     * @param times how often, positive: 1,000
     * @param level of each test, two-sided, above 0 and below 1: 0.05
     * @param seed of the draws
     * @return what came of it; the same for the same seed
     * @throws IllegalArgumentException if there is no such outcome, or an argument is not so
     */
    public static SelfTest halves(ExperimentData data, String outcome, int times, double level, long seed) {
        if (times < 1) {
            throw new IllegalArgumentException("times must be positive, was " + times);
        }
        checkLevel(level);
        double[] heldOut = data.heldOut(outcome);
        int untold = 0;
        int alarms = 0;
        for (int i = 0; i < times; i++) {
            double p = halves(heldOut, RandomStreams.of(seed, i, DRAW)).pValue();
            untold += Double.isNaN(p) ? 1 : 0;
            alarms += p < level ? 1 : 0;
        }
        return new SelfTest(outcome, heldOut.length, times, untold, alarms, level);
    }

    private static Effect halves(double[] outcome, UniformRandomProvider random) {
        ArmSums.Builder one = ArmSums.builder(0);
        ArmSums.Builder other = ArmSums.builder(0);
        long coins = 0;
        for (int i = 0; i < outcome.length; i++) {
            coins = i % Long.SIZE == 0 ? random.nextLong() : coins >>> 1;
            ((coins & 1) == 0 ? one : other).add(outcome[i]);
        }
        return MeanDifference.welch(one.build(), other.build());
    }

    /**
     * The effect of being assigned on the time before: none is possible. Windows as long as that of a figure, one before the
     * other, the latest ending at the assignment. Errors are those of arms that chance alone made.
     *
     * @param view a log
     * @param assignments of the experiment
     * @param arm which one, beside the hold-out
     * @param figure whose window begins at the assignment or later
     * @param shifts how many windows before, positive
     * @return the effects
     * @throws IllegalArgumentException if there is no such arm or no shift
     */
    public static Shifted shifted(LogView view, Assignments assignments, String arm, LogFigure figure, int shifts) {
        if (shifts < 1) {
            throw new IllegalArgumentException("shifts must be positive, was " + shifts);
        }
        Duration length = figure.to().minus(figure.from());
        List<Effect> effects = new ArrayList<>();
        double[] mean = new double[assignments.size()];
        for (int i = 1; i <= shifts; i++) {
            LogFigure before =
                    figure.shifted(figure.to().plus(length.multipliedBy(i - 1L)).negated());
            double[] values = before.values(view, assignments);
            effects.add(effect(assignments, arm, values));
            Arrays.setAll(mean, row -> mean[row] + values[row] / shifts);
        }
        return new Shifted(effects, effect(assignments, arm, mean));
    }

    private static Effect effect(Assignments assignments, String arm, double... values) {
        TwoArms arms =
                ExperimentData.of(assignments).withOutcome("before", values).arms(arm, "before");
        return new NullDifference(arms.treated(), arms.heldOut()).of(0);
    }

    /**
     * Effects of being assigned on windows before. Customers who buy much do so in each of them: windows are no independent
     * evidence, customers are.
     *
     * @param windows the latest first
     * @param all on a customer's mean over all windows: each customer counts once
     */
    public record Shifted(List<Effect> windows, Effect all) {
        /**
         * Takes the effects.
         *
         * @param windows the latest first
         * @param all on a customer's mean over all windows
         */
        public Shifted {
            windows = List.copyOf(windows);
            Objects.requireNonNull(all, "all");
        }

        /**
         * How probable effects as clear as the clearest, in a window or over all, would be by chance: Holm's correction over
         * windows and their mean, which holds however they depend on each other.
         *
         * @return two-sided; NaN if no effect is defined, as where nobody did anything
         */
        public double pValue() {
            double[] pValues = Stream.concat(windows.stream(), Stream.of(all))
                    .mapToDouble(Effect::pValue)
                    .toArray();
            return Arrays.stream(ManyTests.holm(pValues))
                    .filter(p -> !Double.isNaN(p))
                    .min()
                    .orElse(Double.NaN);
        }
    }

    /**
     * The share of false alarms of the draws that had something to test.
     *
     * @return from 0 to 1; NaN without such draws
     */
    public double share() {
        return untold == times ? Double.NaN : (double) alarms / told();
    }

    private int told() {
        return times - untold;
    }

    /**
     * Where the share of alarms of an honest test lies.
     *
     * @return the central 99.8 % of the binomial distribution of the draws that had something to test; NaN ends without such draws
     */
    public Interval honest() {
        if (untold == times) {
            return new Interval(Double.NaN, Double.NaN);
        }
        BinomialDistribution honest = BinomialDistribution.of(told(), level);
        return new Interval(
                (double) honest.inverseCumulativeProbability(SURPRISE) / told(),
                (double) honest.inverseSurvivalProbability(SURPRISE) / told());
    }

    /**
     * What came of it.
     *
     * @return whether the share lies where that of an honest test does
     */
    public Result result() {
        if (untold > times / 2) {
            return Result.TOO_LITTLE_DATA;
        }
        if (honest().contains(share())) {
            return Result.HONEST;
        }
        return share() < level ? Result.DEAD : Result.TOO_MANY_ALARMS;
    }
}
