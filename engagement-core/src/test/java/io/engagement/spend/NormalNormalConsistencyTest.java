package io.engagement.spend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.Threads;
import io.engagement.fit.Fitted;
import io.engagement.fit.LogLikelihood;
import io.engagement.fit.Provenance;
import io.engagement.survival.Derivatives;
import io.engagement.testkit.SumOfParts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class NormalNormalConsistencyTest {
    private static Spending simulated(int customers, long seed) {
        return NormalNormalRecoveryTest.simulated(customers, seed).ofAnySign();
    }

    private static Spending picked(Spending rows, List<Integer> order, double money, double weight) {
        double[] weights = new double[order.size()];
        Arrays.fill(weights, weight);
        return Spending.of(
                order.stream().mapToDouble(rows::frequency).toArray(),
                order.stream().mapToDouble(row -> money * rows.meanSpend(row)).toArray(),
                weights);
    }

    private static List<Integer> all(Spending rows) {
        return IntStream.range(0, rows.size()).boxed().toList();
    }

    @Property(seed = "7401", tries = 100)
    void derivativesAreThoseOfDifferences(
            @ForAll @DoubleRange(min = -2, max = 2) double theta,
            @ForAll @DoubleRange(min = -2, max = 2) double logA,
            @ForAll @DoubleRange(min = -2, max = 2) double logW) {
        NormalNormalLikelihood likelihood =
                new NormalNormalLikelihood(simulated(40, 2).distinct(), 30);
        Derivatives.assertThatSlopesAndCurvaturesAreRight(likelihood, theta, logA, logW);
    }

    @Test
    void theLikelihoodOfABaseIsTheSumOfItsCustomers() {
        Spending spend = simulated(200, 3);
        NormalNormal model = NormalNormal.of(25, 20, 30);
        double sum = 0;
        for (int row : all(spend)) {
            sum += model.logLikelihood(spend.frequency(row), spend.meanSpend(row));
        }
        double[] at = {25, Math.log(20), Math.log(30)};
        double value =
                NormalNormal.logLikelihood(picked(spend, all(spend), 1, 1)).valueAndGradient(at, new double[3]);
        assertThat(value).isCloseTo(sum, within(1e-12 * Math.abs(sum)));
    }

    @Test
    void noPointAroundTheMaximumIsHigher() {
        Spending spend = simulated(300, 9);
        Fitted<NormalNormal> fitted = NormalNormal.fit(picked(spend, all(spend), 1, 1));
        NormalNormal best = fitted.model();
        Random random = new Random(4);
        LogLikelihood likelihood = NormalNormal.logLikelihood(picked(spend, all(spend), 1, 1));
        for (int i = 0; i < 500; i++) {
            double size = Math.pow(10, -4 * random.nextDouble());
            double[] at = {
                best.theta() + 30 * size * random.nextGaussian(),
                Math.log(best.sigmaA()) + size * random.nextGaussian(),
                Math.log(best.sigmaW()) + size * random.nextGaussian()
            };
            assertThat(likelihood.valueAndGradient(at, new double[3])).isLessThan(fitted.logLikelihood() + 1e-9);
        }
    }

    @Test
    void rowsOfEveryOrderGiveTheSameBits() {
        Spending spend = simulated(300, 4);
        List<Integer> mixed = new ArrayList<>(all(spend));
        Collections.shuffle(mixed, new Random(1));
        assertThat(NormalNormal.fit(picked(spend, mixed, 1, 1)).toText())
                .isEqualTo(NormalNormal.fit(picked(spend, all(spend), 1, 1)).toText());
    }

    @Test
    void duplicatedCustomersLeaveEstimatesAndHalveVariances() {
        Spending spend = simulated(1000, 5);
        Fitted<NormalNormal> once = NormalNormal.fit(picked(spend, all(spend), 1, 1));
        Fitted<NormalNormal> twice = NormalNormal.fit(picked(spend, all(spend), 1, 2));
        for (String name : once.parameterNames()) {
            assertThat(twice.estimate(name)).isCloseTo(once.estimate(name), within(1e-8 * once.estimate(name)));
            double half = once.standardError(name) / Math.sqrt(2);
            assertThat(twice.standardError(name)).isCloseTo(half, within(1e-7 * half));
        }
    }

    @Test
    void inCentsAllParametersAndPredictionsAreAHundredTimesThoseInEuro() {
        Spending spend = simulated(1000, 6);
        Fitted<NormalNormal> euro = NormalNormal.fit(picked(spend, all(spend), 1, 1));
        Fitted<NormalNormal> cents = NormalNormal.fit(picked(spend, all(spend), 100, 1));
        for (String name : euro.parameterNames()) {
            double expected = 100 * euro.estimate(name);
            assertThat(cents.estimate(name)).isCloseTo(expected, within(1e-8 * expected));
            double error = 100 * euro.standardError(name);
            assertThat(cents.standardError(name)).isCloseTo(error, within(1e-7 * error));
        }
        for (double mean : new double[] {-40, 0, 30, 900}) {
            double expected = 100 * euro.model().conditionalExpectedSpend(3, mean);
            assertThat(cents.model().conditionalExpectedSpend(3, 100 * mean))
                    .isCloseTo(expected, within(1e-8 * (Math.abs(expected) + 100)));
        }
        assertThat(cents.logLikelihood()).isCloseTo(euro.logLikelihood() - 1000 * Math.log(100), within(1e-6));
    }

    @Property(seed = "7402", tries = 300)
    void theExpectationLiesBetweenTheMeanSeenAndTheMeanOfAll(
            @ForAll @DoubleRange(min = -50, max = 50) double theta,
            @ForAll @DoubleRange(min = 0.1, max = 500) double sigmaA,
            @ForAll @DoubleRange(min = 0.1, max = 500) double sigmaW,
            @ForAll @DoubleRange(min = -1000, max = 1000) double seen) {
        NormalNormal model = NormalNormal.of(theta, sigmaA, sigmaW);
        double rounding = 1e-12 * (Math.abs(seen) + Math.abs(theta));
        assertThat(model.conditionalExpectedSpend(4, seen))
                .isBetween(Math.min(seen, theta) - rounding, Math.max(seen, theta) + rounding);
        double one = model.conditionalExpectedSpend(1, seen) - theta;
        assertThat(one).isCloseTo(model.reliability() * (seen - theta), within(1e-12 * 2000));
    }

    @Test
    void aBaseInPartsIsFittedAsTheWholeIs() {
        Spending all = simulated(2_000, 8);
        Fitted<NormalNormal> whole = NormalNormal.fit(picked(all, all(all), 1000, 1));
        List<LogLikelihood> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += 300) {
            List<Integer> rows = IntStream.range(from, Math.min(all.size(), from + 300))
                    .boxed()
                    .toList();
            parts.add(NormalNormal.logLikelihood(picked(all, rows, 1000, 1)));
        }
        NormalNormal near =
                NormalNormal.fit(picked(all, all(all).subList(0, 200), 1000, 1)).model();
        Provenance provenance = Provenance.of("normal-normal", all.size(), all.size());
        Fitted<NormalNormal> fitted = NormalNormal.fit(new SumOfParts(parts), near, provenance);
        assertThat(fitted.converged()).isTrue();
        assertThat(fitted.logLikelihood()).isCloseTo(whole.logLikelihood(), within(1e-6));
        for (String name : whole.parameterNames()) {
            assertThat(fitted.estimate(name) / whole.estimate(name)).as(name).isCloseTo(1, within(1e-6));
            assertThat(fitted.standardError(name) / whole.standardError(name))
                    .as(name)
                    .isCloseTo(1, within(1e-4));
        }
    }

    @Test
    void theNumberOfThreadsChangesNoBit() {
        Spending large = simulated(40_000, 7);
        Spending spend = picked(large, all(large), 1, 1);
        String one = Threads.with(1, () -> NormalNormal.fit(spend).toText());
        assertThat(Threads.with(4, () -> NormalNormal.fit(spend).toText())).isEqualTo(one);
    }
}
