package io.engagement.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    /** Five points, two of which violate the order: 1, 0 pool to a half. */
    @Test
    void isotonicRegressionPoolsAdjacentViolators() {
        Calibration calibration =
                Calibration.isotonic(new double[] {4, 1, 3, 2, 5}, new boolean[] {true, false, false, true, true});

        assertThat(calibration.applyAsDouble(1)).isEqualTo(0);
        assertThat(calibration.applyAsDouble(2)).isEqualTo(0.5);
        assertThat(calibration.applyAsDouble(2.7)).isEqualTo(0.5);
        assertThat(calibration.applyAsDouble(3)).isEqualTo(0.5);
        assertThat(calibration.applyAsDouble(3.5)).isEqualTo(0.75);
        assertThat(calibration.applyAsDouble(4)).isEqualTo(1);
        assertThat(calibration.applyAsDouble(-9)).isEqualTo(0);
        assertThat(calibration.applyAsDouble(9)).isEqualTo(1);
        assertThat(calibration.applyAsDouble(Double.NaN)).isNaN();
        assertThat(calibration.size()).isEqualTo(5);
    }

    @Test
    void equalScoresAreOnePointWithTheMeanOfTheirOutcomes() {
        Calibration calibration =
                Calibration.isotonic(new double[] {1, 1, 1, 2, 2}, new boolean[] {true, false, false, true, false});

        assertThat(calibration.applyAsDouble(1)).isEqualTo(1 / 3.0);
        assertThat(calibration.applyAsDouble(2)).isEqualTo(0.5);
    }

    /** The optimum's characterisation: the mean of fitted values over all points is the mean of outcomes. */
    @Property(seed = "20260917", tries = 200)
    void isotonicRegressionNeverFallsAndKeepsTheMean(
            @ForAll @Size(30) List<@DoubleRange(min = -5, max = 5) Double> drawn,
            @ForAll @Size(30) boolean[] outcomes) {
        double[] scores = drawn.stream().mapToDouble(Double::doubleValue).toArray();
        Calibration calibration = Calibration.isotonic(scores, outcomes);
        double sum = 0;
        int happened = 0;
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        for (int index = 0; index < 30; index++) {
            sum += calibration.applyAsDouble(scores[index]);
            happened += outcomes[index] ? 1 : 0;
            if (index > 0) {
                assertThat(calibration.applyAsDouble(sorted[index]))
                        .isGreaterThanOrEqualTo(calibration.applyAsDouble(sorted[index - 1]));
            }
        }
        assertThat(sum).isEqualTo(happened, within(1e-9));
    }

    @Test
    void plattScalingFindsTheLogisticCurveThatMadeTheOutcomes() {
        Random random = new Random(11);
        double[] scores = random.doubles(40_000, -3, 5).toArray();
        boolean[] outcomes = new boolean[scores.length];
        for (int index = 0; index < scores.length; index++) {
            outcomes[index] = random.nextDouble() < 1 / (1 + Math.exp(1.5 - 0.8 * scores[index]));
        }
        Calibration calibration = Calibration.platt(scores, outcomes);

        for (double score = -3; score <= 5; score++) {
            assertThat(calibration.applyAsDouble(score))
                    .isEqualTo(1 / (1 + Math.exp(1.5 - 0.8 * score)), within(0.015));
        }
        assertThat(calibration.applyAsDouble(Double.NaN)).isNaN();
    }

    /** The gradient of the likelihood in the intercept: fitted and smoothed outcomes have one sum. */
    @Test
    void plattScalingIsAtItsMaximumEvenForOutcomesThatAreSeparated() {
        double[] scores = {1, 2, 3, 4};
        Calibration calibration = Calibration.platt(scores, new boolean[] {false, false, true, true});
        double sum = 0;
        for (double score : scores) {
            sum += calibration.applyAsDouble(score);
        }

        assertThat(sum).isEqualTo(2 * 0.75 + 2 * 0.25, within(1e-9));
        assertThat(calibration.applyAsDouble(1)).isBetween(0.05, 0.3);
    }

    @Test
    void oneScoreForAllGivesTheSmoothedShare() {
        Calibration calibration = Calibration.platt(new double[] {2, 2, 2}, new boolean[] {true, true, true});

        assertThat(calibration.applyAsDouble(2)).isEqualTo(4 / 5.0, within(1e-9));
    }

    @Test
    void pairsThatAreNoneAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Calibration.isotonic(new double[0], new boolean[0]))
                .withMessageContaining("were 0 and 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Calibration.platt(new double[2], new boolean[1]))
                .withMessageContaining("were 2 and 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Calibration.isotonic(new double[] {1, Double.NaN}, new boolean[2]))
                .withMessage("scores must be finite, was NaN at 1");
    }
}
