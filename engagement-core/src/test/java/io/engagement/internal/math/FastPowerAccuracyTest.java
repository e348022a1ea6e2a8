package io.engagement.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FastPowerAccuracyTest {
    /** StrictMath.pow is within one unit in the last place. */
    private static void assertClose(double z, double e) {
        double exact = StrictMath.pow(z, e);
        if (exact > 1e-290 && exact < 1e290) {
            double allowed = 1e-15 + 4e-16 * (Math.abs(e) + Math.abs(e * Math.log(z)));
            assertThat(Math.abs(FastPower.of(z, e) / exact - 1))
                    .as("%s^%s", z, e)
                    .isLessThanOrEqualTo(allowed);
        }
    }

    @Property(seed = "7301", tries = 20_000)
    void powersAreAsGoodAsThoseOfAnExponentialOfAProduct(
            @ForAll @DoubleRange(min = -12, max = 12) double log, @ForAll @DoubleRange(min = -60, max = 60) double e) {
        assertClose(Math.exp(log), e);
    }

    @Property(seed = "7302", tries = 20_000)
    void powersOfNumbersNearOneToo(
            @ForAll @DoubleRange(min = -0.02, max = 0.02) double offset,
            @ForAll @DoubleRange(min = 0, max = 5000) double e) {
        assertClose(1 + offset, e);
    }

    @Test
    void everyIntervalOfTheTableIsRight() {
        for (int i = 0; i < 4096; i++) {
            assertClose(1 + i / 4096.0, 3.7);
        }
    }

    @Test
    void whatIsOutOfRangeIsInfiniteOrZero() {
        assertThat(FastPower.of(2, 1100)).isInfinite();
        assertThat(FastPower.of(0.5, 1100)).isZero();
        assertThat(FastPower.of(2, 1010) / 0x1p1010).isCloseTo(1, within(1e-12));
        assertThat(FastPower.of(2, Double.NaN)).isNaN();
        assertThat(FastPower.of(1, 1e6)).isEqualTo(1);
    }

    @Property(seed = "7303", tries = 20_000)
    void complementsKeepTheirDigitsHoweverSmall(@ForAll @DoubleRange(min = -80, max = 6) double log) {
        double y = Math.exp(log);
        double exact = -StrictMath.expm1(-y);
        assertThat(Math.abs(FastPower.complement(-y * FastPower.UNIT) / exact - 1))
                .as("1 - e^-%s", y)
                .isLessThanOrEqualTo(1e-13);
    }

    @Test
    void complementsEndAtZeroAndOne() {
        assertThat(FastPower.complement(-0.0)).isZero();
        assertThat(FastPower.complement(0)).isZero();
        assertThat(FastPower.complement(-60 * FastPower.UNIT)).isEqualTo(1);
        assertThat(FastPower.complement(-1e9)).isEqualTo(1);
        assertThat(FastPower.complement(Double.NEGATIVE_INFINITY)).isEqualTo(1);
        assertThat(FastPower.complement(Double.NaN)).isNaN();
    }

    @Property(seed = "7304", tries = 200, edgeCases = EdgeCasesMode.NONE)
    void aBlockHoldsTheSameBits(
            @ForAll @Size(max = PowerBlock.SIZE) double[] numbers,
            @ForAll @DoubleRange(min = -2000, max = 2000) double e) {
        double[] powers = new double[PowerBlock.SIZE];
        double[] exponents = new double[PowerBlock.SIZE];
        for (int i = 0; i < numbers.length; i++) {
            powers[i] = Math.abs(numbers[i]) + 1e-3;
            exponents[i] = i % 3 == 0 ? e : i % 7 == 0 ? Double.NaN : e / 1000;
        }
        double[] z = powers.clone();
        new PowerBlock().raise(powers, exponents, numbers.length);
        for (int i = 0; i < numbers.length; i++) {
            assertThat(Double.doubleToLongBits(powers[i]))
                    .as("%s^%s", z[i], exponents[i])
                    .isEqualTo(Double.doubleToLongBits(FastPower.of(z[i], exponents[i])));
        }
    }
}
