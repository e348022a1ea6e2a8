package io.engagement.internal.math;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class ConstantPowerAccuracyTest {
    /** StrictMath.pow is within one unit in the last place. */
    private static void assertClose(double z, double e) {
        assertThat(Math.abs(ConstantPower.of(e).at(z) / StrictMath.pow(z, e) - 1))
                .as("%s^%s", z, e)
                .isLessThanOrEqualTo(1e-15 * (1 + e));
    }

    @Property(seed = "7321", tries = 3000, edgeCases = EdgeCasesMode.NONE)
    void powersAreThoseOfPow(
            @ForAll @DoubleRange(min = -60, max = 44) double log, @ForAll @DoubleRange(min = 0.01, max = 4) double e) {
        assertClose(Math.exp(log), e);
    }

    @Test
    void everyIntervalOfTheTableIsRight() {
        ConstantPower power = ConstantPower.of(0.55);
        for (int i = 0; i < 4096; i++) {
            double z = 1 + i / 4096.0;
            assertThat(Math.abs(power.at(z) / StrictMath.pow(z, 0.55) - 1)).isLessThanOrEqualTo(1e-15);
            assertThat(Math.abs(power.at(Math.nextDown(z)) / StrictMath.pow(z, 0.55) - 1))
                    .isLessThanOrEqualTo(1e-15);
        }
    }

    @Test
    void anExponentOfOneGivesTheNumber() {
        for (double z : new double[] {0, 1e-300, 0.7, 1, 3, 1e18}) {
            assertClose(z == 0 ? 1 : z, 1);
        }
    }

    @Test
    void whatIsNotInTheTablesIsComputed() {
        ConstantPower power = ConstantPower.of(0.5);
        assertThat(power.at(0)).isZero();
        assertThat(power.at(Double.MIN_VALUE)).isEqualTo(Math.pow(Double.MIN_VALUE, 0.5));
        assertThat(power.at(0x1p100)).isEqualTo(0x1p50);
        assertThat(power.at(Double.POSITIVE_INFINITY)).isInfinite();
        assertThat(power.at(-1)).isNaN();
        assertThat(power.at(Double.NaN)).isNaN();
        assertThat(ConstantPower.of(7.5).at(3)).isEqualTo(Math.pow(3, 7.5));
        assertThat(ConstantPower.of(7.5).at(0)).isZero();
    }
}
