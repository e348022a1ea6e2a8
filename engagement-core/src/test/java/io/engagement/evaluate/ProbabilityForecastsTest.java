package io.engagement.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProbabilityForecastsTest {
    private static ProbabilityForecasts of(int size, long seed, double tilt) {
        Random random = new Random(seed);
        double[] said = new double[size];
        boolean[] happened = new boolean[size];
        for (int i = 0; i < size; i++) {
            double truth = random.nextDouble();
            happened[i] = random.nextDouble() < truth;
            said[i] = Math.pow(truth, tilt);
        }
        return ProbabilityForecasts.of(said, happened);
    }

    @Test
    void oneClassHasNoAreaAndItIsSaidWhy() {
        ProbabilityForecasts nobody = ProbabilityForecasts.of(new double[] {0.1, 0.2}, new boolean[2]);

        assertThat(nobody.auc().value()).isNaN();
        assertThat(nobody.auc().note()).hasValue("it happened to none of 2");
        assertThat(nobody.calibration().slope().note()).hasValue("it happened to none of 2");
        assertThat(nobody.gain(0.5).lift()).isNaN();
        assertThat(nobody.brier().value()).isCloseTo(0.025, within(1e-15));
    }

    @Test
    void fewOfAClassAreAHintOnly() {
        boolean[] happened = new boolean[100];
        Arrays.fill(happened, 0, 19, true);
        double[] said = IntStream.range(0, 100).mapToDouble(i -> i / 100.0).toArray();

        assertThat(ProbabilityForecasts.of(said, happened).auc().note())
                .hasValue("too few: it happened to 19 of 100, wanted are 20 of either kind");
        happened[19] = true;
        assertThat(ProbabilityForecasts.of(said, happened).auc().note()).isEmpty();
    }

    @Test
    void theLogLossIsInfiniteWhereTheImpossibleHappened() {
        ProbabilityForecasts forecasts =
                ProbabilityForecasts.of(new double[] {0, 0, 1, 0.5}, new boolean[] {true, false, false, true});

        assertThat(forecasts.logLoss().value()).isInfinite();
        assertThat(forecasts.logLoss().note()).hasValue("2 of 4 were given no probability of what happened");
        assertThat(forecasts.calibration().slope().note())
                .hasValue("3 were given exactly 0 or 1, of which there are no log-odds");
        assertThat(ProbabilityForecasts.of(new double[] {0, 1}, new boolean[] {false, true})
                        .logLoss()
                        .value())
                .isZero();
    }

    @Test
    void rightProbabilitiesAreSaidToBeRight() {
        ProbabilityForecasts right = of(20_000, 1, 1);

        assertThat(right.calibration().slope().value())
                .isCloseTo(1, within(3 * right.calibration().slope().standardError()));
        assertThat(right.calibration().intercept().value())
                .isCloseTo(0, within(3 * right.calibration().intercept().standardError()));
        assertThat(Math.abs(right.calibration().spiegelhalter().value())).isLessThan(3);
        assertThat(right.calibration().error().value())
                .isLessThan(right.calibration().errorBySampling(0.99));
        assertThat(right.calibration().errorBySampling(0.5))
                .isBetween(0.0, right.calibration().errorBySampling(0.95));
    }

    @Test
    void wrongProbabilitiesAreSaidToBeWrong() {
        ProbabilityForecasts tilted = of(20_000, 1, 2);

        assertThat(tilted.calibration().slope().interval().contains(1)).isFalse();
        assertThat(tilted.calibration().intercept().value())
                .isGreaterThan(10 * tilted.calibration().intercept().standardError());
        assertThat(tilted.calibration().spiegelhalter().value()).isGreaterThan(10);
        assertThat(tilted.calibration().error().value())
                .isGreaterThan(tilted.calibration().errorBySampling(1));
        assertThat(tilted.auc().value()).isEqualTo(of(20_000, 1, 1).auc().value());
    }

    /** A customer's rows that say the same are no more evidence than one of them. */
    @Test
    void theSameCustomersAgainMakeNoErrorSmaller() {
        Random random = new Random(5);
        int size = 500;
        double[] said = random.doubles(size).toArray();
        boolean[] happened = new boolean[size];
        IntStream.range(0, size).forEach(i -> happened[i] = random.nextDouble() < said[i]);
        double[] saidTwice =
                IntStream.range(0, 2 * size).mapToDouble(i -> said[i % size]).toArray();
        boolean[] happenedTwice = new boolean[2 * size];
        IntStream.range(0, 2 * size).forEach(i -> happenedTwice[i] = happened[i % size]);
        ProbabilityForecasts once = ProbabilityForecasts.of(said, happened);
        ProbabilityForecasts twice = ProbabilityForecasts.of(
                saidTwice,
                happenedTwice,
                IntStream.range(0, 2 * size).map(i -> i % size).toArray(),
                IntStream.range(0, 2 * size).map(i -> i / size).toArray());

        assertThat(twice.auc().value()).isCloseTo(once.auc().value(), within(1e-15));
        assertThat(twice.auc().standardError()).isCloseTo(once.auc().standardError(), within(1e-14));
        assertThat(twice.brier().standardError()).isCloseTo(once.brier().standardError(), within(1e-14));
        assertThat(twice.calibration().slope().standardError())
                .isCloseTo(once.calibration().slope().standardError(), within(1e-9));
        assertThat(twice.calibration().errorBySampling(0.5) / once.calibration().errorBySampling(0.5))
                .isBetween(0.9, 1.1);
        assertThat(twice.calibration().spiegelhalter().value()
                        / once.calibration().spiegelhalter().value())
                .isBetween(0.9, 1.5);
    }

    @Test
    void theSpreadOverOriginsIsToldFromFiveOn() {
        assertThat(spread(4)).isNaN();
        assertThat(spread(5)).isPositive();
    }

    private static double spread(int origins) {
        Random random = new Random(9);
        int size = 200 * origins;
        double[] said = random.doubles(size).toArray();
        boolean[] happened = new boolean[size];
        IntStream.range(0, size).forEach(i -> happened[i] = random.nextDouble() < said[i]);
        return ProbabilityForecasts.of(
                        said,
                        happened,
                        IntStream.range(0, size).map(i -> i % 200).toArray(),
                        IntStream.range(0, size).map(i -> i / 200).toArray())
                .brier()
                .spread();
    }

    @Test
    void theBootstrapAgreesWithTheFormulasAndRepeatsItself() {
        ProbabilityForecasts right = of(2_000, 3, 1);
        Random random = new Random(4);
        double[] noisy = new double[2_000];
        boolean[] happened = new boolean[2_000];
        double[] said = new double[2_000];
        for (int i = 0; i < 2_000; i++) {
            said[i] = random.nextDouble();
            happened[i] = random.nextDouble() < said[i];
            noisy[i] = Math.min(1, Math.max(0, said[i] + 0.3 * (random.nextDouble() - 0.5)));
        }
        ProbabilityForecasts first = ProbabilityForecasts.of(said, happened);
        ProbabilityForecasts second = ProbabilityForecasts.of(noisy, happened);

        List<PairedDifference> drawn = first.bootstrap(second, 200, 7);
        assertThat(drawn).extracting(PairedDifference::name).containsExactly("auc", "brier", "log_loss");
        assertThat(drawn.get(0).standardError() / first.aucDifference(second).standardError())
                .isBetween(0.8, 1.25);
        assertThat(drawn.get(1).standardError() / first.brierDifference(second).standardError())
                .isBetween(0.8, 1.25);
        assertThat(first.bootstrap(second, 200, 7)).isEqualTo(drawn);
        assertThat(first.bootstrap(second, 200, 8)).isNotEqualTo(drawn);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> first.aucDifference(right))
                .withMessageContaining("same customers, origins and outcomes");
    }

    @Test
    void scoresThatAreNoProbabilitiesAreRankedOnly() {
        ProbabilityForecasts order = ProbabilityForecasts.ofOrder(new double[] {7, -3}, new boolean[] {true, false});

        assertThat(order.auc().value()).isEqualTo(1);
        assertThat(order.brier().note()).hasValue("the scores are no probabilities");
        assertThatIllegalStateException().isThrownBy(order::calibration).withMessageContaining("no probabilities");
    }

    /** With one of a class at an origin there is no variance of that class there, and one in all shows none at all. */
    @Test
    void oneOfAClassHasNoStandardErrorOfItsOwn() {
        boolean[] one = {true, false, false, false};
        double[] said = {0.5, 0.2, 0.6, 0.4};
        assertThat(ProbabilityForecasts.of(said, one).auc().standardError()).isNaN();
        double[] twice = {0.5, 0.2, 0.6, 0.4, 0.5, 0.2, 0.6, 0.4};
        boolean[] both = {true, false, false, false, false, false, true, true};
        assertThat(ProbabilityForecasts.of(
                                twice, both, new int[] {0, 1, 2, 3, 0, 1, 2, 3}, new int[] {0, 0, 0, 0, 1, 1, 1, 1})
                        .auc()
                        .standardError())
                .isPositive();
    }

    @Test
    void netBenefitIsWhatActingGains() {
        ProbabilityForecasts forecasts =
                ProbabilityForecasts.of(new double[] {0.1, 0.6, 0.7, 0.8}, new boolean[] {false, true, false, true});

        // TP/n - FP/n t/(1 - t)
        assertThat(forecasts.netBenefit(0.5).value()).isEqualTo(2 / 4.0 - 1 / 4.0);
        assertThat(forecasts.netBenefit(0.75).value()).isEqualTo(1 / 4.0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> forecasts.netBenefit(1))
                .withMessage("threshold must be between 0 and 1, was 1.0");
    }

    @Test
    void whatIsNoProbabilityIsRefusedByItsPlace() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProbabilityForecasts.of(new double[] {0.5, Double.NaN}, new boolean[2]))
                .withMessage("probabilities must be from 0 to 1, was NaN at 1: of other scores take ofOrder");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProbabilityForecasts.of(new double[0], new boolean[0]))
                .withMessageContaining("there must be a score");
    }
}
