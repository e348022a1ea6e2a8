package io.engagement.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.domain.TimeScale;
import org.junit.jupiter.api.Test;

class DiscountTest {
    @Test
    void anEffectiveAnnualRateOfTenPercentIsTheLogarithmOfOnePointOne() {
        assertThat(Discount.annual(0.10).annualRate()).isEqualTo(Math.log(1.1), within(1e-16));
    }

    @Test
    void aYearOfWeeksDiscountsAsMuchAsAYear() {
        Discount discount = Discount.annual(0.15);
        double weeks = TimeScale.YEARS.millis() / TimeScale.WEEKS.millis();

        assertThat(Math.exp(-discount.rate(TimeScale.WEEKS) * weeks)).isEqualTo(1 / 1.15, within(1e-15));
        assertThat(Discount.continuous(0.01, TimeScale.WEEKS).rate(TimeScale.WEEKS))
                .isEqualTo(0.01, within(1e-17));
    }

    @Test
    void anAnnuityIsTheHorizonAtRateNoughtAndTheInverseRateForever() {
        assertThat(Discount.none().annuity(39, TimeScale.WEEKS)).isEqualTo(39);
        assertThat(new Discount(0.1).annuity(Double.POSITIVE_INFINITY, TimeScale.YEARS))
                .isEqualTo(10);
        assertThat(new Discount(1e-12).annuity(39, TimeScale.YEARS)).isEqualTo(39, within(1e-8));
    }

    @Test
    void ratesThatAreNoneAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Discount(-0.1))
                .withMessage("annual rate must be finite and not negative, was -0.1");
        assertThatIllegalArgumentException().isThrownBy(() -> Discount.annual(-2));
        assertThatIllegalArgumentException().isThrownBy(() -> Discount.annual(Double.NaN));
    }
}
