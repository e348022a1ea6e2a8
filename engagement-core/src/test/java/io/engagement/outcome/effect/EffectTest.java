package io.engagement.outcome.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EffectTest {
    /** R: t.test of Hillstrom's spend, men's mail against none. */
    private static final Effect SPEND = new Effect(0.769827155894536, 0.145246560248687, 36671.1579773605);

    @Test
    void intervalAndProbabilityAreThoseOfRsTTest() {
        assertThat(SPEND.interval(0.95).lower()).isCloseTo(0.485139732568407, within(1e-12));
        assertThat(SPEND.interval(0.95).upper()).isCloseTo(1.05451457922067, within(1e-12));
        assertThat(SPEND.z()).isCloseTo(5.30014035841167, within(1e-11));
        assertThat(SPEND.pValue()).isCloseTo(1.16381496822548e-07, within(1e-17));
    }

    @Test
    void oneSidedProbabilitiesAreHalfOfTheTwoSidedAndSumToOne() {
        assertThat(SPEND.pValueOfIncrease()).isCloseTo(SPEND.pValue() / 2, within(1e-20));
        assertThat(SPEND.pValueOfIncrease() + SPEND.pValueOfDecrease()).isEqualTo(1);
        assertThat(SPEND.times(-1).pValueOfDecrease()).isEqualTo(SPEND.pValueOfIncrease());
    }

    @Test
    void theUnitOfMoneyChangesNoProbability() {
        assertThat(SPEND.times(1024).pValue()).isEqualTo(SPEND.pValue());
        assertThat(SPEND.times(-1024).interval(0.9).lower())
                .isEqualTo(-1024 * SPEND.interval(0.9).upper());
    }

    @Test
    void aKnownCostMovesTheEstimateAndNotItsError() {
        assertThat(SPEND.plus(-0.5))
                .isEqualTo(new Effect(SPEND.estimate() - 0.5, SPEND.standardError(), SPEND.degreesOfFreedom()));
    }

    @Test
    void infiniteDegreesOfFreedomAreTheNormalDistribution() {
        assertThat(Effect.normal(1.959963984540054, 1).pValue()).isCloseTo(0.05, within(1e-15));
    }

    @Test
    void whatIsUndefinedHasNeitherIntervalNorProbability() {
        Effect none = Effect.undefined();

        assertThat(none.isDefined()).isFalse();
        assertThat(none.interval(0.95).lower()).isNaN();
        assertThat(none.pValue()).isNaN();
        assertThat(none.pValueOfIncrease()).isNaN();
        assertThat(new Effect(0, 0, 3).pValue()).isNaN();
        assertThat(new Effect(1, 0, 3).pValue()).isZero();
        assertThat(new Effect(1, 0, 3).interval(0.95).upper()).isEqualTo(1);
    }

    @Test
    void errorsAndDegreesOfFreedomBelowZeroAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Effect(1, -1, 3))
                .withMessage("standardError must not be negative, was -1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Effect(1, 1, 0))
                .withMessage("degreesOfFreedom must be positive, was 0.0");
        assertThatIllegalArgumentException().isThrownBy(() -> SPEND.times(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> SPEND.plus(Double.POSITIVE_INFINITY));
        assertThatIllegalArgumentException().isThrownBy(() -> SPEND.interval(1.5));
    }
}
