package io.engagement.spend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.Threads;
import io.engagement.fit.Fitted;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class GammaGammaConsistencyTest {
    private static Spending simulated(int customers, long seed) {
        return GammaGammaRecoveryTest.simulated(customers, seed);
    }

    private static Spending scaled(Spending spend, int[] order, double money, double weight) {
        double[] weights = new double[order.length];
        Arrays.fill(weights, weight);
        return Spending.of(
                Arrays.stream(order).mapToDouble(spend::frequency).toArray(),
                Arrays.stream(order)
                        .mapToDouble(row -> money * spend.meanSpend(row))
                        .toArray(),
                weights);
    }

    private static int[] rows(Spending spend) {
        return IntStream.range(0, spend.size()).toArray();
    }

    @Property(seed = "7321", tries = 200)
    void theGradientIsTheCentralDifference(
            @ForAll @DoubleRange(min = -3, max = 4) double logP,
            @ForAll @DoubleRange(min = -3, max = 4) double logQ,
            @ForAll @DoubleRange(min = -5, max = 5) double logGamma) {
        GammaGammaLikelihood likelihood =
                new GammaGammaLikelihood(simulated(50, 2).distinct(), 30);
        double[] at = {logP, logQ, logGamma};
        double[] gradient = new double[3];
        double[] unused = new double[3];
        double value = likelihood.valueAndGradient(at, gradient);
        for (int i = 0; i < 3; i++) {
            double[] low = at.clone();
            double[] high = at.clone();
            low[i] -= 1e-5;
            high[i] += 1e-5;
            double difference =
                    (likelihood.valueAndGradient(high, unused) - likelihood.valueAndGradient(low, unused)) / 2e-5;
            assertThat(gradient[i]).isCloseTo(difference, within(1e-8 * Math.abs(value) + 1e-6 * Math.abs(difference)));
        }
    }

    @Test
    void theLikelihoodOfABaseIsTheSumOfItsCustomers() {
        Spending spend = simulated(200, 3);
        GammaGamma model = GammaGamma.of(5, 4, 20);
        double sum = 0;
        for (int row : rows(spend)) {
            sum += model.logLikelihood(spend.frequency(row), spend.meanSpend(row));
        }
        double[] logs = {Math.log(5), Math.log(4), Math.log(20)};
        double value = new GammaGammaLikelihood(spend.distinct(), 1).valueAndGradient(logs, new double[3]);
        assertThat(value).isCloseTo(sum, within(1e-12 * Math.abs(sum)));
    }

    @Test
    void rowsOfEveryOrderGiveTheSameBits() {
        Spending spend = simulated(300, 4);
        int[] mixed = new Random(1)
                .ints(0, spend.size())
                .distinct()
                .limit(spend.size())
                .toArray();
        assertThat(GammaGamma.fit(scaled(spend, mixed, 1, 1)).toText())
                .isEqualTo(GammaGamma.fit(spend).toText());
    }

    @Test
    void duplicatedCustomersLeaveEstimatesAndHalveVariances() {
        Spending spend = simulated(1000, 5);
        Fitted<GammaGamma> once = GammaGamma.fit(spend);
        Fitted<GammaGamma> twice = GammaGamma.fit(scaled(spend, rows(spend), 1, 2));
        for (String name : once.parameterNames()) {
            assertThat(twice.estimate(name)).isCloseTo(once.estimate(name), within(1e-7 * once.estimate(name)));
            double half = once.standardError(name) / Math.sqrt(2);
            assertThat(twice.standardError(name)).isCloseTo(half, within(1e-6 * half));
        }
    }

    @Test
    void anotherCurrencyChangesGammaOnly() {
        Spending spend = simulated(1000, 6);
        GammaGamma one = GammaGamma.fit(spend).model();
        Fitted<GammaGamma> other = GammaGamma.fit(scaled(spend, rows(spend), 0.01, 1));
        assertThat(other.model().p()).isCloseTo(one.p(), within(1e-7 * one.p()));
        assertThat(other.model().gamma()).isCloseTo(0.01 * one.gamma(), within(1e-9 * one.gamma()));
        double dollars = one.conditionalExpectedSpend(3, 50);
        assertThat(other.model().conditionalExpectedSpend(3, 0.5)).isCloseTo(0.01 * dollars, within(1e-9 * dollars));
        double perRow = other.logLikelihood() - GammaGamma.fit(spend).logLikelihood();
        assertThat(perRow).isCloseTo(spend.size() * Math.log(100), within(1e-6));
    }

    @Property(seed = "7322", tries = 300)
    void theExpectationLiesBetweenTheMeanSeenAndTheMeanOfAll(
            @ForAll @DoubleRange(min = 0.1, max = 50) double p,
            @ForAll @DoubleRange(min = 1.01, max = 50) double q,
            @ForAll @DoubleRange(min = 0.1, max = 500) double gamma,
            @ForAll @DoubleRange(min = 0.01, max = 1000) double seen) {
        GammaGamma model = GammaGamma.of(p, q, gamma);
        double all = model.expectedSpend();
        double expected = model.conditionalExpectedSpend(4, seen);
        assertThat(expected).isBetween(Math.min(seen, all) * (1 - 1e-12), Math.max(seen, all) * (1 + 1e-12));
        assertThat(model.conditionalExpectedSpend(4e6, seen)).isCloseTo(seen, within(1e-3 * (seen + all)));
    }

    @Test
    void theNumberOfThreadsChangesNoBit() {
        Spending large = simulated(40_000, 7);
        String one = Threads.with(1, () -> GammaGamma.fit(large).toText());
        assertThat(Threads.with(4, () -> GammaGamma.fit(large).toText())).isEqualTo(one);
    }
}
