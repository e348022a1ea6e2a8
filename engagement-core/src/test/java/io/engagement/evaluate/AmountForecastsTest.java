package io.engagement.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.customerbase.CountDistribution;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AmountForecastsTest {
    private static final double[] EXPECTED = {1, 2, 3, 0.5};
    private static final double[] CAME = {0, 2, 5, 1};
    private static final AmountForecasts FORECASTS = AmountForecasts.of(EXPECTED, CAME);

    @Test
    void errorsAreThoseOfTheirFormulas() {
        assertThat(FORECASTS.bias().value()).isCloseTo(6.5 / 8 - 1, within(1e-15));
        assertThat(FORECASTS.meanAbsoluteError().value()).isEqualTo(3.5 / 4);
        assertThat(FORECASTS.rootMeanSquaredError().value()).isCloseTo(Math.sqrt(5.25 / 4), within(1e-15));
        // Ranks 2 3 4 1 and 1 3 4 2: 1 - 6 (1 + 1)/(4 x 15).
        assertThat(FORECASTS.rankCorrelation().value()).isCloseTo(0.8, within(1e-15));
        assertThat(FORECASTS.lift(0.25).value()).isEqualTo(2.5);
        assertThat(FORECASTS.crps().note()).hasValue("the scorer gives no distribution");
    }

    @Test
    void nothingThatCameHasNoBias() {
        AmountForecasts nothing = AmountForecasts.of(new double[] {1, 2}, new double[2]);

        assertThat(nothing.bias().value()).isNaN();
        assertThat(nothing.bias().note()).hasValue("nothing came");
        assertThat(nothing.lift(0.5).note()).hasValue("nothing came");
        assertThat(nothing.meanAbsoluteError().value()).isEqualTo(1.5);
    }

    /** The CRPS of a certain forecast is its absolute error; in general the sum of squares over the steps. */
    @Test
    void theScoreOfADistributionIsTheSumOverItsSteps() {
        CountDistribution half = CountDistribution.of(new double[] {0.5, 0.25, 0.25}, 0.75);
        CountDistribution two = CountDistribution.of(new double[] {0, 0, 1}, 2);
        AmountForecasts forecasts = AmountForecasts.of(new double[] {0.75, 2}, new double[] {1, 5})
                .withDistributions(row -> row == 0 ? half : two);

        // (0.5 - 0)^2 + (0.75 - 1)^2 and |2 - 5|
        assertThat(forecasts.crps().value()).isEqualTo((0.25 + 0.0625 + 3) / 2);
        assertThat(forecasts.coverage(0.8).value()).isEqualTo(0.5);
        assertThat(forecasts.logScore().value()).isCloseTo((Math.log(0.25) + Math.log(1e-12)) / 2, within(1e-14));
    }

    @Test
    void rightDistributionsCoverWhatTheyPromise() {
        Random random = new Random(1);
        double[] came = IntStream.range(0, 400)
                .mapToDouble(i -> 50 * Math.exp(random.nextGaussian()))
                .toArray();
        double[][] draws = IntStream.range(0, 400)
                .mapToObj(i -> IntStream.range(0, 300)
                        .mapToDouble(j -> 50 * Math.exp(random.nextGaussian()))
                        .toArray())
                .toArray(double[][]::new);
        AmountForecasts money = AmountForecasts.of(new double[400], came).withDraws(row -> draws[row]);

        assertThat(money.coverage(0.8).value()).isCloseTo(0.8, within(0.06));
        assertThat(money.coverage(0.95).value()).isCloseTo(0.95, within(0.03));
        assertThat(money.crps().value()).isLessThan(money.meanAbsoluteError().value());
        assertThat(money.logScore().note()).hasValue("draws give no probabilities");
    }

    /** By hand: ln 0.5 - ln 0.25 and ln 0.25 - ln 0.5 and nothing; the rows of the two are in different orders. */
    @Test
    void logScoresAreComparedRowByRow() {
        double[] came = {0, 1, 0};
        CountDistribution one = CountDistribution.of(new double[] {0.5, 0.25, 0.25}, 0.75);
        CountDistribution two = CountDistribution.of(new double[] {0.25, 0.5, 0.25}, 1);
        AmountForecasts first = AmountForecasts.of(new double[] {3, 2, 1}, came).withDistributions(row -> one);
        AmountForecasts second =
                AmountForecasts.of(new double[] {1, 2, 3}, came).withDistributions(row -> row == 2 ? one : two);
        PairedDifference difference = first.logScoreDifference(second);

        assertThat(difference.difference()).isCloseTo(0, within(1e-15));
        // (ln 2)^2 twice over n - 1 and n
        assertThat(difference.standardError()).isCloseTo(Math.log(2) / Math.sqrt(3), within(1e-15));
    }

    @Test
    void whatIsNotFiniteIsRefusedByItsPlace() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AmountForecasts.of(new double[] {1, Double.NaN}, new double[2]))
                .withMessage("expectations and amounts must be finite, were NaN and 0.0 at 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FORECASTS.coverage(0.5))
                .withMessage("level must be 0.8 or 0.95, was 0.5");
    }
}
