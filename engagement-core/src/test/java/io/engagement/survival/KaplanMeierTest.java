package io.engagement.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.domain.TimeScale;
import io.engagement.fit.Interval;
import org.junit.jupiter.api.Test;

class KaplanMeierTest {
    private static final Lifetimes ONE_LEFT = Lifetimes.builder(TimeScale.DAYS)
            .add(1, true)
            .add(2, true)
            .add(4, false)
            .build();

    @Test
    void beyondTheLastTimeNothingIsKnown() {
        KaplanMeier curve = KaplanMeier.of(ONE_LEFT);
        assertThat(curve.lastTime()).isEqualTo(4);
        assertThat(curve.survival(4)).isCloseTo(1 / 3.0, within(1e-15));
        assertThat(curve.survival(4.01)).isNaN();
        assertThat(curve.standardError(4.01)).isNaN();
        assertThat(curve.interval(4.01).lower()).isNaN();
        assertThat(curve.restrictedMean(4.01)).isNaN();
        assertThat(curve.restrictedMeanError(4.01)).isNaN();
        assertThat(NelsonAalen.of(ONE_LEFT).cumulativeHazard(4.01)).isNaN();
        assertThat(NelsonAalen.of(ONE_LEFT).standardError(4.01)).isNaN();
    }

    @Test
    void ifNobodyIsLeftTheCurveStaysAtNothing() {
        KaplanMeier curve = KaplanMeier.of(
                Lifetimes.builder(TimeScale.DAYS).add(2, true).add(4, true).build());
        assertThat(curve.survival(9)).isEqualTo(0);
        assertThat(curve.restrictedMean(9)).isCloseTo(3, within(1e-14));
        assertThat(curve.restrictedMeanError(9)).isCloseTo(Math.sqrt(0.5), within(1e-14));
    }

    @Test
    void ifNobodyLeftTheCurveStaysAtOne() {
        Lifetimes lifetimes = Lifetimes.builder(TimeScale.DAYS).add(4, false).build();
        assertThat(KaplanMeier.of(lifetimes).survival(3)).isEqualTo(1);
        assertThat(KaplanMeier.of(lifetimes).median()).isEmpty();
        assertThat(NelsonAalen.of(lifetimes).interval(3, 0.9)).isEqualTo(new Interval(0, 0));
    }

    @Test
    void theHazardsIntervalIsSymmetricInItsLogarithm() {
        NelsonAalen hazard = NelsonAalen.of(ONE_LEFT);
        Interval interval = hazard.interval(2, 0.95);
        double h = 1 / 3.0 + 1 / 2.0;
        double error = Math.sqrt(1 / 9.0 + 1 / 4.0);
        assertThat(hazard.standardError(2)).isCloseTo(error, within(1e-15));
        assertThat(interval.upper()).isCloseTo(h * Math.exp(1.959963984540054 * error / h), within(1e-12));
        assertThat(interval.lower() * interval.upper()).isCloseTo(h * h, within(1e-14));
        assertThat(hazard.survival(2)).isCloseTo(Math.exp(-h), within(1e-15));
    }

    @Test
    void quantilesAreTheFirstTimesWithSoManyGone() {
        KaplanMeier curve = KaplanMeier.of(ONE_LEFT);
        assertThat(curve.quantile(1 / 3.0)).hasValue(1);
        assertThat(curve.median()).hasValue(2);
        assertThat(curve.quantile(0.7)).isEmpty();
    }

    @Test
    void whatHasNoMeaningIsRefused() {
        KaplanMeier curve = KaplanMeier.of(ONE_LEFT);
        Lifetimes none = Lifetimes.builder(TimeScale.DAYS).build();
        assertThatIllegalArgumentException().isThrownBy(() -> KaplanMeier.of(none));
        assertThatIllegalArgumentException().isThrownBy(() -> NelsonAalen.of(none));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> curve.survival(Double.NaN))
                .withMessage("time must not be negative, was NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> curve.interval(1, 1, IntervalKind.LOG))
                .withMessage("level must be between 0 and 1, was 1.0");
        assertThatIllegalArgumentException().isThrownBy(() -> curve.quantile(0));
        assertThatIllegalArgumentException().isThrownBy(() -> curve.restrictedMean(0));
        assertThatIllegalArgumentException().isThrownBy(() -> curve.restrictedMeanError(Double.NaN));
    }

    @Test
    void aNelsonAalenHazardTellsWhoStaysForAnotherWhile() {
        SurvivalModel hazard = NelsonAalen.of(ONE_LEFT);
        assertThat(hazard.timeScale()).isEqualTo(TimeScale.DAYS);
        assertThat(hazard.covariates()).isEmpty();
        assertThat(hazard.survivalFrom(0, 2)).isCloseTo(Math.exp(-5 / 6.0), within(1e-15));
        assertThat(hazard.survivalFrom(1, 1)).isCloseTo(Math.exp(-1 / 2.0), within(1e-15));
        assertThat(hazard.survivalFrom(2, 2)).isEqualTo(1);
        assertThat(hazard.survivalFrom(2, 2.1)).isNaN();
        assertThat(hazard.survivalFrom(5, 0)).isNaN();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> hazard.survivalFrom(1, 1, 3))
                .withMessage("a Nelson-Aalen hazard has no covariates, were given 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> hazard.survivalFrom(1, -1))
                .withMessage("time must not be negative, was -1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> hazard.survivalFrom(-1, 3))
                .withMessage("time must not be negative, was -1.0");
    }
}
