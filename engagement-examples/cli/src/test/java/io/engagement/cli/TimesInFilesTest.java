package io.engagement.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Times of rows, as a run tells them. */
class TimesInFilesTest {
    private static final String PURCHASES = "purpose=PURCHASE,initiator=CUSTOMER";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void anEmptyTextIsNoTime() {
        Run run = fit("customer,at\na,2024-01-01\na,2024-02-01\n", "--as-of", "");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--as-of '' is not a date or time");
    }

    @Test
    void rowsAfterARefusedOneKeepTheirDates() {
        StringBuilder text = new StringBuilder("\"customer\",at\n");
        for (int i = 0; i < 6; i++) {
            text.append("a" + i + ",2024-01-01 00:00:00\nb" + i + ",2024-01-01 00:00:00\nx" + i
                    + ",0000-01-01 00:00:00\nc" + i + ",2024-01-01 00:00:00\nd" + i + ",2024-06-01 00:00:00\n");
        }
        Run run = fit(text.toString());
        assertThat(run.err()).contains("24 accepted").contains("6 refused");
        assertThat(run.out())
                .contains("\"start\": \"2024-01-01T00:00:00Z\"")
                .contains("\"end\": \"2024-06-01T00:00:00Z\"");
    }

    @Test
    void anExcelDateIsTheDayThatAnIsoDateIs() {
        Run run = fit(
                "customer,at\nA,45474\n",
                "--time-format",
                "days-since:1899-12-30",
                "--zone",
                "Asia/Jakarta",
                "--as-of",
                "2024-06-30T23:59:59");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("no interaction is at or before 2024-06-30T16:59:59Z");
    }

    @Test
    void aYearThatOverflowsIsRefusedByItsLine() {
        Run run = fit(
                "customer,at\na,+999999999-01-01T00:00:00Z\nb,2024-01-01T00:00:00Z\nb,2024-02-01T00:00:00Z\n",
                "--time-format",
                "yyyy-MM-dd'T'HH:mm:ssX");
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).contains("in.csv line 2: column at: '+999999999-01-01T00:00:00Z' is not a date or time");
    }

    private Run fit(String text, String... more) {
        List<String> words = new ArrayList<>(List.of("fit", "--model", "nbd", "--json", "--input"));
        words.add(Run.file(folder, "in.csv", text).toString());
        words.addAll(List.of("--set", PURCHASES, "--allow-refused", "1"));
        words.addAll(List.of(more));
        return Run.of(words);
    }
}
