package io.engagement.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PresentTest {
    private static final List<String> COMMANDS = List.of("score", "fit --model nbd", "compare");

    @TempDir
    private Path folder = Path.of("");

    private Run run(String command, Clock clock, String rows, String... more) {
        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        words.addAll(List.of(
                "--input", Run.file(folder, "in.csv", "customer,at\n" + rows).toString()));
        words.addAll(List.of("--set", "purpose=PURCHASE,initiator=CUSTOMER"));
        words.addAll(List.of(more));
        return Run.at(clock, words.toArray(String[]::new));
    }

    /** Purchases of two years. */
    private static String base(int rows) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rows; i++) {
            text.append("c" + i % 37 + "," + LocalDate.of(2023, 1, 2).plusDays(i * 727L / rows) + "\n");
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2204-06-01", "9999-12-31", "2026-12-03"})
    void aLastRowThatIsStillToComeIsNotThePresent(String at) {
        for (String command : COMMANDS) {
            Run run = run(command, Run.CLOCK, base(300) + "X," + at + "\n");
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.out()).isEmpty();
            assertThat(run.err())
                    .contains("the last interaction is still to come: customer X at " + at + "T00:00:00Z")
                    .contains("correct that row or leave it out, or tell with --as-of when the present is");
        }
    }

    @Test
    void untilADayAfterNowTheLastRowIsThePresent() {
        for (String command : COMMANDS) {
            assertThat(run(command, Run.CLOCK, base(300) + "X,2026-12-02\n").exitCode())
                    .as(command)
                    .isZero();
            assertThat(run(command, Run.CLOCK, base(300) + "X,2026-12-02T00:00:00.001\n")
                            .exitCode())
                    .isEqualTo(1);
        }
        Clock later = Clock.fixed(Instant.parse("2204-06-01T00:00:00Z"), ZoneOffset.UTC);
        assertThat(run("fit --model nbd", later, base(300) + "X,2204-06-01\n").exitCode())
                .isZero();
    }

    @Test
    void aPresentThatIsToldMayBeAny() {
        Run run = run("fit --model nbd", Run.CLOCK, base(300) + "X,2204-06-01\n", "--as-of", "2204-06-01");
        assertThat(run.exitCode()).isZero();
        Run before = run("fit --model nbd", Run.CLOCK, base(300) + "X,2204-06-01\n", "--as-of", "2024-12-31");
        assertThat(before.exitCode()).isZero();
        assertThat(before.err())
                .contains("1 of 301 interactions are later than 2024-12-31T00:00:00Z and ignored")
                .contains("note: far in time from all others");
    }

    @ParameterizedTest
    @CsvSource({"1900-01-01, 5", "1970-01-01, 3", "0001-01-01, 1", "2204-06-06, 1", "9999-12-31, 30"})
    void rowsThatAreFarFromAllOthersAreTold(String at, int count) {
        StringBuilder far = new StringBuilder();
        for (int i = 0; i < count; i++) {
            far.append("far" + i + "," + at + "\n");
        }
        Run run = run("fit --model nbd", Run.CLOCK, base(300) + far, "--as-of", "2025-01-01");
        assertThat(run.exitCode()).isZero();
        assertThat(run.err())
                .contains("note: far in time from all others, which are from 2023-01-02T00:00:00Z to 2024-12-2")
                .contains(": " + count + " of " + (300 + count) + " interactions (customer far0 at " + at);
    }

    @Test
    void rowsOnBothSidesAndInSeveralPlacesAreTold() {
        Run run = run(
                "fit --model nbd",
                Run.CLOCK,
                base(300) + "a,1900-01-01\nb,1970-01-01\nc,2204-01-01\nd,9999-01-01\n",
                "--as-of",
                "2025-01-01");
        assertThat(run.err())
                .contains("which are from 2023-01-02T00:00:00Z")
                .contains(": 4 of 304 interactions (customer a at 1900-01-01T00:00:00Z, customer b at ")
                .contains(" and others)");
    }

    @ParameterizedTest
    @CsvSource({"2017-06-01, 2", "2019-06-01, 1", "2024-12-31, 1", "1970-01-01, 60"})
    void whatIsNearOrNotRareIsNotTold(String at, int count) {
        String other = ("y," + at + "\n").repeat(count);
        String rows = at.startsWith("2017") ? other + "z,2012-01-01\n" + base(300) : other + base(300);
        Run run = run("fit --model nbd", Run.CLOCK, rows, "--as-of", "2025-01-01");
        assertThat(run.err().contains("far in time")).isEqualTo(at.startsWith("2017"));
    }

    @Test
    void realBasesHaveNoTimesThatAreFarFromOthers() {
        Run run = Run.of(
                "fit",
                "--model",
                "nbd",
                "--input",
                Run.shared("cdnow/cdnow_sample.csv"),
                "--map",
                "customer=sample_id,at=date,value=dollars",
                "--set",
                "purpose=PURCHASE,initiator=CUSTOMER");
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).doesNotContain("far in time");
    }
}
