package io.engagement.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.domain.TimeScale;
import org.junit.jupiter.api.Test;

class DiscountRateTest {
    @Test
    void anEffectiveAnnualRateOfTenPercentIsTheLogarithmOfOnePointOne() {
        assertThat(DiscountRate.annual(0.10).annualRate()).isEqualTo(Math.log(1.1), within(1e-16));
    }

    @Test
    void aYearOfWeeksDiscountsAsMuchAsAYear() {
        DiscountRate discount = DiscountRate.annual(0.15);
        double weeks = TimeScale.YEARS.millis() / TimeScale.WEEKS.millis();

        assertThat(Math.exp(-discount.rate(TimeScale.WEEKS) * weeks)).isEqualTo(1 / 1.15, within(1e-15));
        assertThat(DiscountRate.continuous(0.01, TimeScale.WEEKS).rate(TimeScale.WEEKS))
                .isEqualTo(0.01, within(1e-17));
    }

    @Test
    void anAnnuityIsTheHorizonAtRateNoughtAndTheInverseRateForever() {
        assertThat(DiscountRate.none().annuity(39, TimeScale.WEEKS)).isEqualTo(39);
        assertThat(DiscountRate.continuous(0.1, TimeScale.YEARS).annuity(Double.POSITIVE_INFINITY, TimeScale.YEARS))
                .isEqualTo(10);
        assertThat(DiscountRate.continuous(1e-12, TimeScale.YEARS).annuity(39, TimeScale.YEARS))
                .isEqualTo(39, within(1e-8));
    }

    @Test
    void ratesThatAreNoneAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DiscountRate.continuous(-0.1, TimeScale.YEARS))
                .withMessage("annual rate must be finite and not negative, was -0.1");
        assertThatIllegalArgumentException().isThrownBy(() -> DiscountRate.annual(-2));
        assertThatIllegalArgumentException().isThrownBy(() -> DiscountRate.annual(Double.NaN));
    }
}
