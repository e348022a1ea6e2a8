package io.engagement.survival;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.Refits;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Simulated, and fitted again and again: the 95 % intervals hold the truth about 95 times of 100. */
class ContractRecoveryTest {
    private static final int REPETITIONS = 200;

    /** Four standard deviations of a binomial count around 190 of 200. */
    private static final int FEWEST = 178;

    @Test
    void intervalsOfShiftedBetaGeometricHoldTheTruth() {
        ShiftedBetaGeometric truth = ShiftedBetaGeometric.of(0.7, 2.1);
        int[] held = Refits.holdingTheTruth(
                REPETITIONS,
                List.of("alpha", "beta"),
                new double[] {0.7, 2.1},
                repetition -> ShiftedBetaGeometric.fit(truth.simulate(3_000, 8, 500 + repetition)));
        assertThat(Arrays.stream(held).min().orElseThrow())
                .as("held of %d: %s", REPETITIONS, Arrays.toString(held))
                .isGreaterThanOrEqualTo(FEWEST);
    }

    @Test
    void intervalsOfBetaDiscreteWeibullHoldTheTruth() {
        BetaDiscreteWeibull truth = BetaDiscreteWeibull.of(0.6, 2, 1.3);
        int[] held = Refits.holdingTheTruth(
                REPETITIONS,
                List.of("gamma", "delta", "c"),
                new double[] {0.6, 2, 1.3},
                repetition -> BetaDiscreteWeibull.fit(truth.simulate(20_000, 10, 900 + repetition)));
        assertThat(Arrays.stream(held).min().orElseThrow())
                .as("held of %d: %s", REPETITIONS, Arrays.toString(held))
                .isGreaterThanOrEqualTo(FEWEST);
    }
}
