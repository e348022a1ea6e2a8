package io.engagement.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.domain.InitiatorCounts;
import io.engagement.history.LoadReport;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShownTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void whatIsNotSeenIsWrittenAsAnEscape() {
        assertThat(Shown.line("a\u001b[31mb\nc\u202ed\u2028e\u009bf\u200bg\ud83dh\r"))
                .isEqualTo("a\\u001b[31mb\\u000ac\\u202ed\\u2028e\\u009bf\\u200bg\\ud83dh\\u000d");
        assertThat(Shown.line("Łucja 日本 😀 \\n")).isEqualTo("Łucja 日本 😀 \\n");
        assertThat(Shown.lines("a\rb\n\\u000ac\n")).isEqualTo("a\\u000db\n\\u000ac\n");
        assertThat(Shown.line("\udb40\udc41")).isEqualTo("\\udb40\\udc41");
    }

    /** The library has a rule of its own, which it does not lend. */
    @Test
    void everyCharacterIsShownAsTheLibrarysReportShowsIt() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            String text = "a" + Character.toString(c) + "b";
            LoadReport report =
                    new LoadReport(0, 0, 0, InitiatorCounts.NONE, Map.of(text, new LoadReport.Refusal(1, List.of())));
            String shown = Shown.line(text);
            if (!report.summary().endsWith("  1 x " + shown + "\n")) {
                assertThat(report.summary()).as("character %x", c).endsWith("  1 x " + shown + "\n");
            }
        }
    }

    @Test
    void aLongTextKeepsItsBeginningAndItsEnd() {
        String line = Shown.line("there is no file " + "x".repeat(100_000) + ": look again");
        assertThat(line)
                .hasSizeLessThan(1_100)
                .startsWith("there is no file xxx")
                .contains("... (100029 characters) ...")
                .endsWith("xxx: look again");
        assertThat(Shown.value("😀".repeat(500)).codePoints().filter(Shown::isHidden))
                .isEmpty();
    }

    @Test
    void idsThatAreFormulasAreWrittenBehindAnApostropheAndNumbersAreNot() {
        Path file = Run.file(folder, "formula.csv", """
                customer_id,at,purpose,value,initiator
                "=cmd|' /C calc'!A0",2024-01-01,PURCHASE,5,CUSTOMER
                "=cmd|' /C calc'!A0",2024-02-01,PURCHASE,5,CUSTOMER
                +1+1,2024-01-05,PURCHASE,9,CUSTOMER
                +1+1,2024-02-05,PURCHASE,9,CUSTOMER
                @SUM(1),2024-01-05,PURCHASE,9,CUSTOMER
                -2+3,2024-03-05,PURCHASE,9,CUSTOMER
                "\t=1",2024-03-05,PURCHASE,9,CUSTOMER
                a-1,2024-03-05,PURCHASE,9,CUSTOMER
                """);
        Run safe = Run.of("score", "--input", file.toString());
        assertThat(safe.exitCode()).as(safe.err()).isZero();
        assertThat(safe.column("customer_id"))
                .containsExactlyInAnyOrder("'=cmd|' /C calc'!A0", "'+1+1", "'@SUM(1)", "'-2+3", "'=1", "a-1");
        assertThat(safe.err()).contains("note: 5 texts of column customer_id are written changed", "--raw");
        Run raw = Run.of("score", "--raw", "--input", file.toString());
        assertThat(raw.column("customer_id"))
                .containsExactlyInAnyOrder("=cmd|' /C calc'!A0", "+1+1", "@SUM(1)", "-2+3", "=1", "a-1");
        assertThat(raw.err()).doesNotContain("written changed");
        for (String column : Scores.NAMES) {
            assertThat(safe.column(column)).isEqualTo(raw.column(column));
        }
    }

    @Test
    void aNegativeNumberIsWrittenAsOne() {
        Path base = folder.resolve("base.csv");
        Run.of("simulate", "--customers", "60", "--out", base.toString());
        assertThat(Run.of("score", "--input", base.toString()).column(Scores.VALUE))
                .anyMatch(value -> value.startsWith("-"))
                .allMatch(value -> value.matches("(-?[0-9.]+)?"));
    }

    @Test
    void differentIdsStayDifferent() {
        List<String> ids = List.of("=1", "'=1", "''=1", "'a", "a", "\u001b", "\\u001b", "\\u005cu001b", "\\", "\\u00");
        assertThat(ids.stream().map(SpreadsheetText::of)).doesNotHaveDuplicates();
        assertThat(SpreadsheetText.of("'a")).isEqualTo("'a");
        assertThat(SpreadsheetText.of(" \u200b=1")).isEqualTo("' \u200b=1");
        assertThat(SpreadsheetText.of("\uFF1D1")).isEqualTo("'\uFF1D1");
    }

    @Test
    void aCellOfTwoLinesForgesNoMessage() {
        Path file = Run.file(folder, "logforge.csv", """
                customer_id,at,purpose
                a,"2024
                engagement: all rows fine
                wrote 999 rows to scores.csv",PURCHASE
                b,2024-01-01,PURCHASE
                b,2024-02-01,P\u001b]0;title\u0007
                """);
        Run run = Run.of("score", "--as-of", "2024-12-31", "--input", file.toString());
        assertThat(run.err().lines())
                .noneMatch(line -> line.startsWith("engagement: all rows fine") || line.startsWith("wrote "));
        assertThat(run.err()).contains("column at: '2024... (59 characters)'", "P\\u001b]0;TITLE\\u0007");
    }

    @Test
    void aLongCellIsNotEchoedWhole() {
        String cell = "2024" + "\nno date".repeat(1_000);
        Path file = Run.file(
                folder, "long.csv", "customer_id,at,purpose\na,\"" + cell + "\",PURCHASE\nb,2024-01-01,PURCHASE\n");
        Run run = Run.of("score", "--as-of", "2024-12-31", "--input", file.toString());
        assertThat(run.err().lines()).allMatch(line -> line.length() < 1_100);
        assertThat(run.err()).contains("long.csv line 2: column at: '2024... (8004 characters)'");
    }

    @Test
    void aFaultOfTheProgramIsOneLineAndItsStack() {
        StringWriter out = new StringWriter();
        Messages messages = new Messages(out);
        messages.println(new IllegalStateException("a\nb"));
        messages.print("two\nlines\n");
        assertThat(out.toString().lines())
                .containsExactly("java.lang.IllegalStateException: a\\u000ab", "two", "lines");
    }
}
