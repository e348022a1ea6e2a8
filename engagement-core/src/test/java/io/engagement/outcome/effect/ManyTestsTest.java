package io.engagement.outcome.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.fit.Interval;
import org.junit.jupiter.api.Test;

class ManyTestsTest {
    private static final double[] TEN = {.001, .008, .039, .041, .042, .06, .074, .205, .212, .216};

    /** multiple.adjust, starbucks.cross.R (padj) */
    @Test
    void holmAndBenjaminiHochbergAreThoseOfRsPAdjust() {
        assertThat(ManyTests.holm(TEN))
                .containsExactly(
                        new double[] {.01, .072, .312, .312, .312, .312, .312, .615, .615, .615}, within(1e-12));
        assertThat(ManyTests.benjaminiHochberg(TEN))
                .containsExactly(
                        new double[] {.01, .04, .084, .084, .084, .1, 0.10571428571428572, .216, .216, .216},
                        within(1e-12));
    }

    @Test
    void adjustedProbabilitiesStandWhereTheirsStood() {
        assertThat(ManyTests.holm(.04, .01)).containsExactly(.04, .02);
        assertThat(ManyTests.benjaminiHochberg(.9, .01)).containsExactly(.9, .02);
        assertThat(ManyTests.holm()).isEmpty();
    }

    @Test
    void whatWasNotTestedDoesNotCount() {
        assertThat(ManyTests.holm(.02, Double.NaN, .03)).containsExactly(.04, Double.NaN, .04);
        assertThat(ManyTests.benjaminiHochberg(Double.NaN, .03)).containsExactly(Double.NaN, .03);
    }

    @Test
    void whatIsNoProbabilityIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ManyTests.holm(.1, 1.5))
                .withMessage("pValues must be from 0 to 1, one was 1.5");
        assertThatIllegalArgumentException().isThrownBy(() -> ManyTests.benjaminiHochberg(-.1));
    }

    /** evalue */
    @Test
    void eValuesAreThoseOfVanderWeeleAndDing() {
        assertThat(EValue.of(1.7214046168)).isCloseTo(2.8357785387581345, within(1e-12));
        assertThat(EValue.of(1.1)).isCloseTo(1.4316624790355403, within(1e-12));
        assertThat(EValue.of(0.8)).isCloseTo(1.8090169943749475, within(1e-12));
        assertThat(EValue.of(1)).isEqualTo(1);
        assertThat(EValue.of(Double.POSITIVE_INFINITY)).isInfinite();
    }

    @Test
    void theEValueOfAnIntervalIsThatOfItsNearerEnd() {
        assertThat(EValue.of(new Interval(1.1, 1.7214046168))).isEqualTo(EValue.of(1.1));
        assertThat(EValue.of(new Interval(0.5, 0.8))).isEqualTo(EValue.of(0.8));
        assertThat(EValue.of(new Interval(0.9, 1.2))).isEqualTo(1);
    }

    @Test
    void aRatioThatIsNotPositiveIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EValue.of(0))
                .withMessage("ratio must be positive, was 0.0");
        assertThatIllegalArgumentException().isThrownBy(() -> EValue.of(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> EValue.of(new Interval(-1, 2)));
    }
}
