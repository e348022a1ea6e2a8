package io.engagement.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.testkit.run.FullRun;
import java.math.BigDecimal;
import java.math.MathContext;
import java.text.Normalizer;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a spreadsheet would read into a text, it does not. */
class ExcelCellsTest {
    private static final ExcelCells CELLS = new ExcelCells(number -> Figures.digits(number, 4), ZoneOffset.UTC);

    @Test
    void textsThatWouldBecomeNumbersDatesOrTruthValuesAreKept() {
        for (String text : List.of(
                "0042",
                "1234567890123456",
                "1E5",
                "0503E000",
                "1.5e+10",
                "-5",
                "+49 170 1234",
                "1-2",
                "3/4",
                "12:30",
                "1.2.2026",
                "1 1/2",
                "10%",
                "(5)",
                "$5",
                "5 \u20AC",
                "1'000",
                "1,5",
                ".5",
                "\uFF11\uFF12",
                "\u0661\u0662",
                "MAR1",
                "1-Mar",
                "sept 2",
                "24 Dez",
                "M\u00E4rz 2026",
                "TRUE",
                "wahr",
                "#N/A",
                "2:30 pm",
                "5a",
                "1\u67082\u65E5",
                " 12",
                "12\u00A0",
                "5\t",
                "-2+3",
                "2026-01-31")) {
            assertThat(CELLS.text(text)).isEqualTo("=\"" + text + "\"");
        }
    }

    @Test
    void textsThatItTakesAsTheyAreStayAsTheyAre() {
        for (String text : List.of(
                "0",
                "42",
                "123456789012345",
                "c42",
                "cust-17",
                "A-1",
                "",
                "3f2a-77",
                "Anna",
                "marvin",
                "true story",
                "x",
                "a@b.de",
                "2026-01-31T10:00:00Z",
                "#1 customer of all")) {
            assertThat(CELLS.text(text)).isEqualTo(text);
        }
        assertThat(CELLS.text("=1")).isEqualTo("'=1");
        assertThat(CELLS.text("=\"0042\"")).isEqualTo("'=\"0042\"");
        assertThat(CELLS.text("0\"&A1&\"0")).isEqualTo("0\"&A1&\"0");
    }

    @Test
    void aLongNumberIsKeptInParts() {
        String text = "7".repeat(300);
        assertThat(CELLS.text(text)).isEqualTo("=\"" + "7".repeat(255) + "\"&\"" + "7".repeat(45) + "\"");
        assertThat(CELLS.text("7".repeat(255))).isEqualTo("=\"" + "7".repeat(255) + "\"");
    }

    @Test
    void wholeNumbersBeyondFifteenDigitsAreTextsAndTimesAreOfTheZone() {
        assertThat(CELLS.whole(999_999_999_999_999L)).isEqualTo("999999999999999");
        assertThat(CELLS.whole(-1_000_000_000_000_000L)).isEqualTo("=\"-1000000000000000\"");
        assertThat(CELLS.number(-12.5)).isEqualTo("-12,5");
        ExcelCells berlin = new ExcelCells(Double::toString, ZoneId.of("Europe/Berlin"));
        assertThat(berlin.time(Instant.parse("2026-07-01T08:00:00Z"))).isEqualTo("2026-07-01 10:00:00");
        assertThat(berlin.time(Instant.parse("2026-07-01T08:00:00.050Z"))).isEqualTo("2026-07-01 10:00:00,05");
        assertThat(CELLS.time(Instant.parse("-0005-07-01T08:00:00Z"))).isEqualTo("'-0005-07-01 08:00:00");
    }

    /** What is drawn is what a spreadsheet reads most into; what it makes of a cell is made here by hand. */
    @Test
    void noTwoIdsBecomeOneInASpreadsheet() {
        Random random = new Random(FullRun.seed(20261129));
        Map<Object, String> seen = new HashMap<>();
        List<String> alphabet = List.of(
                "0",
                "0",
                "1",
                "2",
                "5",
                "9",
                "E",
                "e",
                "+",
                "-",
                ".",
                ",",
                " ",
                "\u00A0",
                "/",
                ":",
                "'",
                "\"",
                "=",
                "%",
                "(",
                ")",
                "MAR",
                "mar",
                "true",
                "TRUE",
                "\uFF11",
                "\uFF0B",
                "a",
                "\t",
                "\u001b",
                "\\u001b",
                "999999999999999",
                "&",
                ";");
        for (int i = 0; i < FullRun.pick(2_000_000, 50_000); i++) {
            StringBuilder drawn = new StringBuilder();
            for (int k = random.nextInt(6); k >= 0; k--) {
                drawn.append(alphabet.get(random.nextInt(alphabet.size())));
            }
            String id = drawn.toString();
            String before = seen.put(read(CELLS.text(id)), id);
            assertThat(before == null || before.equals(id))
                    .as("%s and %s", before, id)
                    .isTrue();
        }
    }

    /** The text of a formula; a number of 15 digits; what else there is in one case, as it compares texts so. */
    private static Object read(String cell) {
        if (cell.startsWith("=")) {
            assertThat(cell).matches("=\"[^\"]*\"(&\"[^\"]*\")*");
            return cell.substring(2, cell.length() - 1);
        }
        assertThat(cell).doesNotContainPattern("\\A[\\s\"']*[=+\\-@\uFF0B]".replace("'", ""));
        String plain = Normalizer.normalize(cell, Normalizer.Form.NFKC).strip();
        if (plain.matches("[0-9]+")) {
            return new BigDecimal(plain).round(new MathContext(15)).stripTrailingZeros();
        }
        assertThat(plain).doesNotMatch("[0-9.,:/+%()\\- ]*[0-9][0-9.,:/+%()\\- ]*([eE][+-]?[0-9]+)?");
        assertThat(plain.toUpperCase(Locale.ROOT)).isNotEqualTo("TRUE").doesNotMatch("[0-9]*MAR[0-9]+");
        return cell;
    }

    @Test
    void formulasBehindBlanksQuotesAndInOtherWidthsAreHarmless() {
        List<String> beginnings = new ArrayList<>();
        for (String blank : List.of("", " ", "\u00A0", "\u3000", "\u200B", "\"", "'", "\u201C", "\"'", " \"")) {
            for (String sign :
                    List.of("=", "+", "-", "@", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20", "\uFE66", "\uFE62")) {
                beginnings.add(blank + sign);
            }
        }
        for (String beginning : beginnings) {
            String text = beginning + "cmd|' /C calc'!A0";
            assertThat(SpreadsheetText.of(text)).startsWith("'" + beginning.charAt(0));
            assertThat(CELLS.text(text)).startsWith("'" + beginning.charAt(0));
        }
        assertThat(SpreadsheetText.of("\ud83d=1")).isEqualTo("\\ud83d=1");
        assertThat(SpreadsheetText.of("\ud83d\ude00")).isEqualTo("\ud83d\ude00");
    }
}
