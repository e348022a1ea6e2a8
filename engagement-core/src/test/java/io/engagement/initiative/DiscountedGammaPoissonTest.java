package io.engagement.initiative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.domain.TimeScale;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.apache.commons.statistics.distribution.GammaDistribution;
import org.junit.jupiter.api.Test;

class DiscountedGammaPoissonTest {
    private static final DiscountedGammaPoisson MODEL = DiscountedGammaPoisson.of(0.4, 20, 30, 0.7, 1, TimeScale.DAYS);

    @Test
    void theProbabilityIsThatOfAPoissonProcessWithAGammaRate() {
        double effort = 2.5;
        double exposure = 33;
        double horizon = 30;
        // By quantiles: the mean over a million equally likely rates of the probability of at least one event.
        GammaDistribution rates = GammaDistribution.of(0.4 + Math.pow(effort, 0.7), 1 / (20 + exposure));
        int cells = 100_000;
        double sum = 0;
        for (int i = 0; i < cells; i++) {
            sum += -Math.expm1(-horizon * rates.inverseCumulativeProbability((i + 0.5) / cells));
        }
        assertThat(MODEL.probabilityOfAct(effort, exposure, horizon)).isCloseTo(sum / cells, within(1e-6));
    }

    @Test
    void theExpectedRateIsThePosteriorMean() {
        assertThat(MODEL.expectedRate(0, 0)).isCloseTo(0.4 / 20, within(1e-15));
        assertThat(MODEL.expectedRate(1, 10)).isCloseTo(1.4 / 30, within(1e-15));
    }

    @Test
    void effortHalvesInAHalfLifeAndExposureTendsToItsLimit() {
        assertThat(MODEL.effortAfter(8, 90)).isCloseTo(1, within(1e-12));
        assertThat(MODEL.exposureAfter(0, 30)).isCloseTo(30 / Math.log(2) / 2, within(1e-12));
        assertThat(MODEL.exposureAfter(MODEL.exposureAfter(3, 7), 5))
                .isCloseTo(MODEL.exposureAfter(3, 12), within(1e-12));
        assertThat(MODEL.exposureAfter(0, 1e6)).isCloseTo(30 / Math.log(2), within(1e-9));
    }

    @Test
    void theTimeUntilAnEffortHasFadedIsClosed() {
        assertThat(MODEL.timeUntilEffort(8, 1)).isCloseTo(90, within(1e-12));
        assertThat(MODEL.timeUntilEffort(1, 1)).isZero();
        assertThat(MODEL.timeUntilEffort(0.5, 1)).isZero();
    }

    @Property(seed = "1")
    void theProbabilityGrowsWithEffortAndHorizonAndFallsWithExposure(
            @ForAll @DoubleRange(max = 1e6) double effort,
            @ForAll @DoubleRange(max = 1e6) double exposure,
            @ForAll @DoubleRange(max = 1e6) double horizon) {
        double probability = MODEL.probabilityOfAct(effort, exposure, horizon);
        assertThat(probability).isBetween(0.0, 1.0);
        assertThat(MODEL.probabilityOfAct(effort * 2 + 0.1, exposure, horizon)).isGreaterThanOrEqualTo(probability);
        assertThat(MODEL.probabilityOfAct(effort, exposure * 2 + 0.1, horizon)).isLessThanOrEqualTo(probability);
        assertThat(MODEL.probabilityOfAct(effort, exposure, horizon * 2 + 0.1)).isGreaterThanOrEqualTo(probability);
    }

    @Test
    void nothingHappensInNoTime() {
        assertThat(MODEL.probabilityOfAct(5, 5, 0)).isZero();
        assertThat(MODEL.probabilityOfAct(Double.NaN, 5, 1)).isNaN();
    }

    @Test
    void theHalfLifeAsADurationIsAtLeastAMillisecond() {
        assertThat(MODEL.halfLifeDuration()).isEqualTo(Duration.ofDays(30));
        assertThat(DiscountedGammaPoisson.of(1, 1, 1e-12, 1, 1, TimeScale.HOURS).halfLifeDuration())
                .isEqualTo(Duration.ofMillis(1));
    }

    @Test
    void whatIsOutOfRangeIsRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DiscountedGammaPoisson.of(Double.NaN, 1, 1, 1, 1, TimeScale.DAYS))
                .withMessageContaining("r must be from 1.0E-15 to 1.0E15");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DiscountedGammaPoisson.of(1, 0, 1, 1, 1, TimeScale.DAYS))
                .withMessageContaining("alpha must be from");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DiscountedGammaPoisson.of(1, 1, Double.POSITIVE_INFINITY, 1, 1, TimeScale.DAYS))
                .withMessageContaining("halfLife must be from");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DiscountedGammaPoisson.of(1, 1, 1, 0, 1, TimeScale.DAYS))
                .withMessageContaining("effortExponent must be from");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DiscountedGammaPoisson.of(1, 1, 1, 1, -1, TimeScale.DAYS))
                .withMessageContaining("weightExponent");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MODEL.withTypical(-1, 1))
                .withMessageContaining("typicalEffort");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MODEL.withTypical(1, Double.NaN))
                .withMessageContaining("typicalExposure");
    }
}
