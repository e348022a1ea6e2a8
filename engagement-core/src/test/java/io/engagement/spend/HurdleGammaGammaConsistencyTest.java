package io.engagement.spend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.Threads;
import io.engagement.fit.Fitted;
import io.engagement.survival.Derivatives;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class HurdleGammaGammaConsistencyTest {
    private static Earnings simulated(int customers, long seed) {
        return HurdleGammaGammaRecoveryTest.simulated(customers, seed);
    }

    private static Earnings picked(Earnings rows, List<Integer> order, double money, double weight) {
        double[] weights = new double[order.size()];
        Arrays.fill(weights, weight);
        return Earnings.of(
                column(order, rows::frequency),
                column(order, row -> money * rows.meanSpend(row)),
                column(order, rows::earningFrequency),
                column(order, row -> money * rows.meanEarning(row)),
                weights);
    }

    private static double[] column(List<Integer> order, IntToDoubleFunction values) {
        return order.stream().mapToDouble(values::applyAsDouble).toArray();
    }

    private static List<Integer> all(Earnings rows) {
        return IntStream.range(0, rows.size()).boxed().toList();
    }

    @Property(seed = "7501", tries = 60)
    void derivativesAreThoseOfDifferences(
            @ForAll @DoubleRange(min = -3, max = 4) double logA,
            @ForAll @DoubleRange(min = -3, max = 4) double logB,
            @ForAll @DoubleRange(min = -3, max = 4) double logP,
            @ForAll @DoubleRange(min = -3, max = 4) double logQ,
            @ForAll @DoubleRange(min = -5, max = 5) double logGamma) {
        HurdleLikelihood likelihood = new HurdleLikelihood(simulated(50, 2).distinct(), 30);
        Derivatives.assertThatSlopesAndCurvaturesAreRight(likelihood, logA, logB, logP, logQ, logGamma);
    }

    @Test
    void theLikelihoodOfABaseIsTheSumOfItsCustomers() {
        Earnings spend = simulated(200, 3);
        HurdleGammaGamma model = HurdleGammaGamma.of(2, 1, GammaGamma.of(5, 4, 20), 0);
        double sum = 0;
        for (int row : all(spend)) {
            sum += model.logLikelihood(spend.frequency(row), spend.earningFrequency(row), spend.meanEarning(row));
        }
        double[] logs = {Math.log(2), 0, Math.log(5), Math.log(4), Math.log(20)};
        double value = new HurdleLikelihood(spend.distinct(), 1).valueAndGradient(logs, new double[5]);
        assertThat(value).isCloseTo(sum, within(1e-12 * Math.abs(sum)));
    }

    @Test
    void whereEveryDayBringsSomethingItIsGammaGamma() {
        Earnings some = simulated(2_000, 4);
        List<Integer> full = all(some).stream()
                .filter(row -> some.earningFrequency(row) == some.frequency(row))
                .toList();
        Earnings spend = picked(some, full, 1, 1);
        Fitted<HurdleGammaGamma> hurdle = HurdleGammaGamma.fit(spend);
        Fitted<GammaGamma> gamma = GammaGamma.fit(spend.earned());
        assertThat(hurdle.converged()).isFalse();
        assertThat(hurdle.diagnostics()).anyMatch(said -> said.endsWith("the model is gamma-gamma"));
        assertThat(hurdle.model().lossRatio()).isZero();
        assertThat(hurdle.logLikelihood()).isCloseTo(gamma.logLikelihood(), within(1e-2));
        for (double mean : new double[] {1, 30, 500}) {
            double expected = gamma.model().conditionalExpectedSpend(3, mean);
            assertThat(hurdle.model().conditionalExpectedSpend(3, 3, mean))
                    .isCloseTo(expected, within(1e-4 * expected));
        }
    }

    @Test
    void rowsOfEveryOrderGiveTheSameBits() {
        Earnings spend = simulated(300, 4);
        List<Integer> mixed = new ArrayList<>(all(spend));
        Collections.shuffle(mixed, new Random(1));
        assertThat(HurdleGammaGamma.fit(picked(spend, mixed, 1, 1)).toText())
                .isEqualTo(HurdleGammaGamma.fit(spend).toText());
    }

    @Test
    void duplicatedCustomersLeaveEstimatesAndHalveVariances() {
        Earnings spend = simulated(1000, 5);
        Fitted<HurdleGammaGamma> once = HurdleGammaGamma.fit(spend);
        Fitted<HurdleGammaGamma> twice = HurdleGammaGamma.fit(picked(spend, all(spend), 1, 2));
        for (String name : once.parameterNames()) {
            assertThat(twice.estimate(name)).isCloseTo(once.estimate(name), within(1e-7 * once.estimate(name)));
            double half = once.standardError(name) / Math.sqrt(2);
            assertThat(twice.standardError(name)).isCloseTo(half, within(1e-6 * half));
        }
        assertThat(twice.model().lossRatio()).isCloseTo(once.model().lossRatio(), within(1e-9));
    }

    @Test
    void inCentsGammaAndPredictionsAreAHundredTimesThoseInEuro() {
        Earnings spend = simulated(1000, 6);
        HurdleGammaGamma euro = HurdleGammaGamma.fit(spend).model();
        HurdleGammaGamma cents =
                HurdleGammaGamma.fit(picked(spend, all(spend), 100, 1)).model();
        assertThat(cents.a()).isCloseTo(euro.a(), within(1e-8 * euro.a()));
        assertThat(cents.earned().p())
                .isCloseTo(euro.earned().p(), within(1e-8 * euro.earned().p()));
        double gamma = 100 * euro.earned().gamma();
        assertThat(cents.earned().gamma()).isCloseTo(gamma, within(1e-8 * gamma));
        assertThat(cents.lossRatio()).isCloseTo(euro.lossRatio(), within(1e-8));
        for (int k = 0; k <= 3; k++) {
            double expected = 100 * euro.conditionalExpectedSpend(3, k, 50);
            assertThat(cents.conditionalExpectedSpend(3, k, 5000))
                    .isCloseTo(expected, within(1e-8 * Math.abs(expected)));
        }
    }

    /** The mean over customers of what is expected of them is what they spent, but for what the laws do not catch. */
    @Test
    void customersAreExpectedToSpendOnAverageWhatTheySpent() {
        Earnings spend = simulated(20_000, 7);
        HurdleGammaGamma model = HurdleGammaGamma.fit(spend).model();
        double expected = 0;
        double seen = 0;
        for (int row : all(spend)) {
            double x = spend.frequency(row);
            seen += x * spend.meanSpend(row);
            expected += x * model.conditionalExpectedSpend(x, spend.earningFrequency(row), spend.meanEarning(row));
        }
        assertThat(expected / seen).isCloseTo(1, within(0.02));
    }

    @Test
    void theNumberOfThreadsChangesNoBit() {
        Earnings large = simulated(40_000, 7);
        String one = Threads.with(1, () -> HurdleGammaGamma.fit(large).toText());
        assertThat(Threads.with(4, () -> HurdleGammaGamma.fit(large).toText())).isEqualTo(one);
    }
}
