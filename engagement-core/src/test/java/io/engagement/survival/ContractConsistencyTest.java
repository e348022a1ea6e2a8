package io.engagement.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.Threads;
import io.engagement.fit.Fitted;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Laws of both models, whatever their parameters and the cohorts. */
class ContractConsistencyTest {
    private static double logLikelihood(Tenures tenures, double... parameters) {
        double[] logs = Arrays.stream(parameters).map(Math::log).toArray();
        return ContractFit.of(tenures, logs.length).valueAndGradient(logs, new double[logs.length]);
    }

    private static Tenures cohort(double start, List<Double> shares) {
        double[] survivors = new double[shares.size() + 1];
        survivors[0] = start;
        for (int period = 1; period < survivors.length; period++) {
            survivors[period] = survivors[period - 1] * shares.get(period - 1);
        }
        return Tenures.ofSurvivors(survivors);
    }

    @Property(tries = 200, seed = "4721", edgeCases = EdgeCasesMode.NONE)
    void logLikelihoodsOfCohortsAddUpInAnyOrder(
            @ForAll @Size(min = 1, max = 12) List<@DoubleRange(min = 0.05, max = 0.99) Double> one,
            @ForAll @Size(min = 1, max = 12) List<@DoubleRange(min = 0.05, max = 0.99) Double> other,
            @ForAll @DoubleRange(min = 0.05, max = 20) double leave,
            @ForAll @DoubleRange(min = 0.05, max = 20) double stay,
            @ForAll @DoubleRange(min = 0.3, max = 3) double c) {
        Tenures first = cohort(1_000, one);
        Tenures second = cohort(300, other);
        double sum = logLikelihood(first, leave, stay, c) + logLikelihood(second, leave, stay, c);
        assertThat(logLikelihood(first.plus(second), leave, stay, c)).isCloseTo(sum, within(1e-11 * Math.abs(sum)));
        assertThat(logLikelihood(second.plus(first), leave, stay, c)).isCloseTo(sum, within(1e-11 * Math.abs(sum)));
        double twice = 2 * logLikelihood(first, leave, stay, c);
        assertThat(logLikelihood(first.plus(first), leave, stay, c)).isCloseTo(twice, within(1e-11 * Math.abs(twice)));
    }

    /** The likelihood is that of the models' own probabilities, and with c = 1 both have the same. */
    @Property(tries = 200, seed = "4722", edgeCases = EdgeCasesMode.NONE)
    void theLikelihoodIsTheProductOfTheProbabilities(
            @ForAll @Size(min = 1, max = 12) List<@DoubleRange(min = 0.05, max = 0.99) Double> shares,
            @ForAll @DoubleRange(min = 0.05, max = 20) double leave,
            @ForAll @DoubleRange(min = 0.05, max = 20) double stay,
            @ForAll @DoubleRange(min = 0.3, max = 3) double c) {
        Tenures tenures = cohort(1_000, shares);
        double expected = sumOfLogs(BetaDiscreteWeibull.of(leave, stay, c), tenures);
        assertThat(logLikelihood(tenures, leave, stay, c)).isCloseTo(expected, within(1e-9 * Math.abs(expected)));
        assertThat(logLikelihood(tenures, leave, stay, 1)).isEqualTo(logLikelihood(tenures, leave, stay));
    }

    private static double sumOfLogs(ContractModel model, Tenures tenures) {
        double sum = 0;
        for (int period = 1; period <= tenures.longest(); period++) {
            sum += tenures.left(period) * Math.log(model.leavingProbability(period))
                    + tenures.staying(period) * model.logSurvival(period);
        }
        return sum;
    }

    @Property(tries = 60, seed = "4723", edgeCases = EdgeCasesMode.NONE)
    void aThirdParameterNeverFitsWorse(
            @ForAll @Size(min = 3, max = 10) List<@DoubleRange(min = 0.4, max = 0.95) Double> shares) {
        Tenures tenures = cohort(1_000, shares);
        Fitted<ShiftedBetaGeometric> geometric = ShiftedBetaGeometric.fit(tenures);
        Fitted<BetaDiscreteWeibull> weibull = BetaDiscreteWeibull.fit(tenures);
        assertThat(weibull.logLikelihood()).isGreaterThan(geometric.logLikelihood() - 1e-6);
    }

    /** Bayes: who has renewed n times has the beta distribution of alpha and beta + n. */
    @Property(tries = 200, seed = "4724", edgeCases = EdgeCasesMode.NONE)
    void aCustomerOfSomeTenureIsANewOneOfThePosterior(
            @ForAll @DoubleRange(min = 0.05, max = 20) double alpha,
            @ForAll @DoubleRange(min = 0.05, max = 20) double beta,
            @ForAll @IntRange(min = 0, max = 30) int renewals,
            @ForAll @IntRange(min = 0, max = 30) int more) {
        ContractModel model = ShiftedBetaGeometric.of(alpha, beta);
        ContractModel posterior = ShiftedBetaGeometric.of(alpha, beta + renewals);
        assertThat(model.survival(renewals, more)).isCloseTo(posterior.survival(more), within(1e-11));
        assertThat(model.churnProbability(renewals))
                .isCloseTo(alpha / (alpha + beta + renewals), within(1e-11))
                .isCloseTo(posterior.churnProbability(0), within(1e-11));
        assertThat(model.discountedRenewals(renewals, Integer.MAX_VALUE, 0.1))
                .isCloseTo(posterior.discountedRenewals(0, Integer.MAX_VALUE, 0.1), within(1e-9));
    }

    @Property(tries = 100, seed = "4725", edgeCases = EdgeCasesMode.NONE)
    void customersWhoStayedLongerChurnLessInShiftedBetaGeometric(
            @ForAll @DoubleRange(min = 0.05, max = 20) double alpha,
            @ForAll @DoubleRange(min = 0.05, max = 20) double beta,
            @ForAll @IntRange(min = 0, max = 50) int renewals) {
        ContractModel model = ShiftedBetaGeometric.of(alpha, beta);
        assertThat(model.churnProbability(renewals + 1)).isLessThan(model.churnProbability(renewals));
    }

    /** Both shapes large at a constant ratio: all customers leave with one probability, and tenures are geometric. */
    @Test
    void equalCustomersAreGeometric() {
        ContractModel model = ShiftedBetaGeometric.of(2e5, 8e5);
        for (int period = 0; period <= 20; period++) {
            assertThat(model.survival(period)).isCloseTo(Math.pow(0.8, period), within(1e-4));
            assertThat(model.churnProbability(period)).isCloseTo(0.2, within(1e-4));
        }
        assertThat(model.discountedPeriods(Integer.MAX_VALUE, 0.1)).isCloseTo(1 / (1 - 0.8 / 1.1), within(1e-3));
    }

    /** With alpha above 1 the mean tenure is finite: (alpha + beta - 1) / (alpha - 1). */
    @Test
    void theSumOfTheSurvivalCurveIsTheMeanTenure() {
        ContractModel model = ShiftedBetaGeometric.of(6, 9);
        assertThat(model.discountedPeriods(5_000, 0)).isCloseTo(14.0 / 5, within(1e-9));
    }

    @Test
    void aSeedGivesTheSameTenuresOnAnyNumberOfThreads() {
        ContractModel model = BetaDiscreteWeibull.of(0.6, 2.5, 1.4);
        Tenures one = Threads.with(1, () -> model.simulate(5_000, 9, 4));
        Tenures four = Threads.with(4, () -> model.simulate(5_000, 9, 4));
        Tenures other = model.simulate(5_000, 9, 5);
        boolean differs = false;
        for (int period = 1; period <= 9; period++) {
            assertThat(four.left(period)).isEqualTo(one.left(period));
            differs |= other.left(period) != one.left(period);
        }
        assertThat(differs).isTrue();
    }
}
