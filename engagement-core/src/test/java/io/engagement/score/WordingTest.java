package io.engagement.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.domain.TimeScale;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WordingTest {
    /** By decimal arithmetic on the shortest form of the number. */
    private static String exact(double value) {
        double size = Math.abs(value);
        if (size < 1) {
            return BigDecimal.valueOf(value).round(new MathContext(2)).toPlainString();
        }
        int decimals = size >= 100 ? 0 : size >= 10 ? 1 : 2;
        return BigDecimal.valueOf(value)
                .setScale(decimals, RoundingMode.HALF_UP)
                .toPlainString();
    }

    private static void assertExact(double value) {
        String figure = Wording.figure(value);
        assertThat(figure)
                .isEqualTo(
                        value == Math.rint(value)
                                ? BigDecimal.valueOf((long) value).toString()
                                : exact(value));
        assertThat(Wording.money(value))
                .isEqualTo(BigDecimal.valueOf(value)
                        .setScale(2, RoundingMode.HALF_UP)
                        .toPlainString());
    }

    @Property(seed = "1", tries = 3000, edgeCases = EdgeCasesMode.NONE)
    void figuresOfAnySizeAreThoseOfDecimalArithmetic(
            @ForAll @DoubleRange(min = -1, max = 1) double share, @ForAll @IntRange(min = -5, max = 14) int exponent) {
        double value = share * Math.pow(10, exponent);
        if (Math.abs(value) >= 1e-6) {
            assertExact(value);
        }
    }

    @Property(seed = "2", tries = 3000, edgeCases = EdgeCasesMode.NONE)
    void numbersOfFewDigitsAndTiesAreThoseOfDecimalArithmetic(
            @ForAll @IntRange(min = -100_000, max = 100_000) int digits, @ForAll @IntRange(max = 5) int decimals) {
        double value = BigDecimal.valueOf(digits, decimals).doubleValue();
        if (digits != 0) {
            assertExact(value);
            assertExact(Math.nextUp(value));
            assertExact(Math.nextDown(value));
        }
    }

    @Test
    void numbersThatRoundUpToMoreDigitsAndExtremeOnesAreWritten() {
        assertThat(Wording.figure(0.999)).isEqualTo("1.0");
        assertThat(Wording.figure(0.0996)).isEqualTo("0.10");
        assertThat(Wording.figure(9.999)).isEqualTo("10.00");
        assertThat(Wording.figure(-0.5)).isEqualTo("-0.5");
        assertThat(Wording.figure(1e-9)).isEqualTo("almost 0");
        assertThat(Wording.money(-0.001)).isEqualTo("0.00");
        assertThat(Wording.money(1e300)).startsWith("1000").endsWith(".00");
        assertThat(Wording.figure(Double.POSITIVE_INFINITY)).isEqualTo("Infinity");
        assertThat(Wording.figure(Double.NaN)).isEqualTo("unknown");
    }

    @Test
    void timesAreToldInTheUnitThatAPersonWouldChoose() {
        assertThat(
                        List.of(0.0, 0.29, 1 / 7.0, 1.4 / 7, 1.99, 2.0, 10.6, 12.94, 12.96, 45.0, 104.0, 104.4, 500.0)
                                .stream()
                                .map(weeks -> Wording.time(weeks, TimeScale.WEEKS)))
                .containsExactly(
                        "0 days",
                        "2 days",
                        "1 day",
                        "1.4 days",
                        "2.0 weeks",
                        "2 weeks",
                        "10.6 weeks",
                        "12.9 weeks",
                        "3.0 months",
                        "10.3 months",
                        "23.9 months",
                        "2.0 years",
                        "9.6 years");
        assertThat(List.of(23.99, 23.4, 1.0, 0.999, 0.5, 1 / 60.0, 0.001).stream()
                        .map(hours -> Wording.time(hours, TimeScale.HOURS)))
                .containsExactly(
                        "1 day", "23 hours", "1 hour", "1 hour", "30 minutes", "1 minute", "less than a minute");
        assertThat(Wording.time(Double.NaN, TimeScale.DAYS)).isEqualTo("unknown");
        assertThat(Wording.time(13.96, TimeScale.DAYS)).isEqualTo("2.0 weeks");
    }

    @Test
    void amountsCarryTheirSignAndNothingIsCalledNothing() {
        assertThat(Wording.signed(Scale.PROBABILITY, 0.412)).isEqualTo("+0.41");
        assertThat(Wording.signed(Scale.PROBABILITY, -0.118)).isEqualTo("-0.12");
        assertThat(Wording.signed(Scale.MONEY, -12.5)).isEqualTo("-12.50");
        assertThat(Wording.signed(Scale.MONEY, 0.004)).isEqualTo("almost unchanged");
        assertThat(Wording.signed(Scale.INDEX, 0.0049)).isEqualTo("almost unchanged");
        assertThat(Wording.signed(Scale.COUNT, 0)).isEqualTo("unchanged");
        assertThat(Wording.score(Scale.PROBABILITY, 0.999)).isEqualTo("0.999");
        assertThat(Wording.score(Scale.PROBABILITY, 0.9958)).isEqualTo("0.995");
        assertThat(Wording.score(Scale.PROBABILITY, 0.99998)).isEqualTo("0.99998");
        assertThat(Wording.score(Scale.PROBABILITY, Math.nextDown(1))).isEqualTo("almost 1");
        assertThat(Wording.score(Scale.PROBABILITY, 1)).isEqualTo("1");
        assertThat(List.of(1.0, 2.0, 38.0).stream().map(Wording::times)).containsExactly("once", "twice", "38 times");
    }

    @Test
    void aSilenceIsToldInUsualGapsOnlyWhereItIsLongerThanOneAndKnown() {
        assertThat(Words.usualGaps(5.3)).isEqualTo(" (5.3 usual gaps)");
        assertThat(Words.usualGaps(1)).isEmpty();
        assertThat(Words.usualGaps(Double.NaN)).isEmpty();
    }
}
