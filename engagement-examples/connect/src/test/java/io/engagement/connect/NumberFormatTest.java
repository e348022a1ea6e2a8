package io.engagement.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberFormatTest {
    private static final NumberFormat COMMA = NumberFormat.withDecimal(",");
    private static final NumberFormat POINT = NumberFormat.withDecimal(".");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10,84 | 10.84",
                "1.084 | 1084",
                "1.084,50 | 1084.5",
                "1 084,50 | 1084.5",
                "1\u00a0084,50 | 1084.5",
                "1\u202f084 | 1084",
                "1'084,50 | 1084.5",
                "1\u2019084,50 | 1084.5",
                "1.234.567,8 | 1234567.8",
                ",5 | 0.5",
                "-10,84 | -10.84",
                "\u221210,84 | -10.84",
                "10,84- | -10.84",
                "+7 | 7",
                "(10,84) | -10.84",
                "10,84 \u20ac | 10.84",
                "\u20ac 10,84 | 10.84",
                "-\u20ac10,84 | -10.84",
                "EUR 1.084,00 | 1084",
                "10,84 EUR | 10.84",
                "10,- | 10",
                "1.084,- \u20ac | 1084",
                "10,-- | 10",
                "10,\u2013 | 10",
                "-10,- | -10",
                "99 kr. | 99",
                "12 z\u0142 | 12",
                "7 | 7"
            })
    void withADecimalCommaAmountsOfPeopleAreRead(String text, double number) {
        assertThat(COMMA.read(text.strip())).isEqualTo(OptionalDouble.of(number));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,084.00 | 1084",
                "$1,084.50 | 1084.5",
                "($1,084.50) | -1084.5",
                "-$5 | -5",
                "$-5 | -5",
                "5.00 USD | 5",
                "US$ 5 | 5",
                "1,00,000.5 | 100000.5",
                "12,34,567 | 1234567",
                "CHF 1'084.50 | 1084.5",
                "1'084.- | 1084",
                "\u20b91,00,000.00 | 100000",
                "1,084.50- | -1084.5",
                "1e3 | 1000",
                "1.5E-3 | 0.0015"
            })
    void withADecimalPointToo(String text, double number) {
        assertThat(POINT.read(text.strip())).isEqualTo(OptionalDouble.of(number));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.84",
                "1.0845",
                "1,084.5",
                "1.08.4",
                "1,0,8",
                "12.34.567",
                "1.5E3",
                "10,---",
                ",-",
                "10,-5",
                "10,84 %",
                "--5",
                "(-5)",
                "-5-",
                "1 2",
                "1 234.567",
                "abc",
                "EUR",
                "",
                "-",
                "()",
                ",",
                ".",
                "1.",
                "1 000.000",
                "12 XYZ",
                "0x10"
            })
    void whatCouldBeMeantOtherwiseIsNoNumber(String text) {
        assertThat(COMMA.read(text)).as(text).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,084.00", "10,84", "$5", "(5)", "5-", "1 084"})
    void nothingOfThatIsReadUnasked(String text) {
        assertThat(NumberFormat.plain().read(text)).isEmpty();
        assertThat(NumberFormat.plain().allowed("1,5")).contains("--decimal .", "--decimal ,");
    }

    @Test
    void whatJavaWritesForAPlaceIsReadBack() {
        SplittableRandom random = new SplittableRandom(17);
        for (int i = 0; i < 20_000; i++) {
            double number = Math.round(random.nextDouble(-1e9, 1e9) * 100) / 100.0;
            assertThat(COMMA.read(String.format(Locale.GERMANY, "%,.2f", number)))
                    .hasValue(number);
            assertThat(POINT.read(String.format(Locale.US, "%,(.2f", number))).hasValue(number);
        }
    }

    @Test
    void onlyPointAndCommaAreBeforeDecimals() {
        assertThatThrownBy(() -> NumberFormat.withDecimal(";"))
                .isInstanceOf(MappingRefused.class)
                .hasMessage("--decimal must be . or , and was ';'");
    }

    @Test
    void theCurrencyBesideANumberIsKnown() {
        assertThat(currency("10,84 \u20ac")).hasValue("\u20ac");
        assertThat(currency("\u20ac 10 EUR")).hasValue("EUR");
        assertThat(currency("10,84")).isEmpty();
    }

    private static Optional<String> currency(String text) {
        return COMMA.amount(text).currency();
    }
}
