package io.engagement.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.testkit.run.FullRun;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {
    /** Always the same texts, in the full run new ones. */
    private static SplittableRandom random(long usual) {
        long seed = FullRun.seed(usual);
        System.out.println("seed of random texts: " + seed);
        return new SplittableRandom(seed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "+5",
                "12.5",
                ".5",
                "5.",
                "1e5",
                "1E-5",
                "-1.25e+3",
                "007",
                "1e999",
                "123456789012345678901"
            })
    void numbersAreThoseOfJavaWhereTheyAreWrittenInDigits(String text) {
        assertThat(Numbers.read(text)).hasValue(Double.parseDouble(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "-",
                "+.",
                "e5",
                "1e",
                "1e+",
                "1.e",
                "--1",
                "1.2.3",
                "1,5",
                "1_000",
                "12f",
                "12D",
                "1L",
                "0x1p3",
                "0X1P3",
                "0x10",
                "-0x1.8p1",
                "1p3",
                "nan",
                "inf",
                "infinity",
                "1 ",
                " 1",
                "\u00a01",
                "1\u0000",
                "\u0663",
                "\uff11",
                "\u00bd",
                "0b1"
            })
    void whatIsWrittenOtherwiseIsNoNumber(String text) {
        assertThat(Numbers.read(text)).isEqualTo(OptionalDouble.empty());
        assertThat(Numbers.readWhole(text)).isEqualTo(OptionalLong.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1e3", "9223372036854775808", "-9223372036854775809", "NaN"})
    void whatIsNotWholeOrTooLargeIsNoWholeNumber(String text) {
        assertThat(Numbers.readWhole(text)).isEqualTo(OptionalLong.empty());
    }

    @Test
    void everyTextOfAFewSignsIsReadAsJavaReadsItOrNotAtAll() {
        SplittableRandom random = random(16);
        String signs = "0123456789+-..eEdfxXpP_ NaI";
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int c = random.nextInt(7); c >= 0; c--) {
                text.append(signs.charAt(random.nextInt(signs.length())));
            }
            boolean isPlain = text.toString().matches("[+-]?((\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?|NaN)");
            assertThat(Numbers.read(text.toString()))
                    .as(text.toString())
                    .isEqualTo(
                            isPlain ? OptionalDouble.of(Double.parseDouble(text.toString())) : OptionalDouble.empty());
        }
    }
}
