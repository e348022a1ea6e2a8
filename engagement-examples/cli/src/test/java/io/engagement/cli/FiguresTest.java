package io.engagement.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private static void assertExact(double value) {
        assertThat(Figures.tenDigits(value))
                .isEqualTo(BigDecimal.valueOf(value)
                        .round(new MathContext(10))
                        .stripTrailingZeros()
                        .toPlainString());
    }

    @Test
    void tenDigitsAreThoseOfDecimalArithmetic() {
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            double value = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(18) - 6);
            assertExact(value);
            assertExact(Math.rint(value * 1000) / 1000);
        }
    }

    @Test
    void powersOfTenTiesAndTheirNeighboursAreExact() {
        for (double power = 1e-7; power < 1e13; power *= 10) {
            for (double value : new double[] {power, power * 0.99999999995, power * 1.00000000005, power * 0.5}) {
                assertExact(value);
                assertExact(Math.nextUp(value));
                assertExact(-Math.nextDown(value));
            }
        }
        assertExact(0);
        assertExact(0.12345678905);
        assertExact(1234567.8905);
    }

    @Test
    void noScoreIsNoText() {
        assertThat(Figures.tenDigits(Double.NaN)).isEmpty();
    }
}
