package io.engagement.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A calendar moves the model of purchases. */
class SeasonsTest {
    @TempDir
    private Path folder = Path.of("");

    private String base = "";
    private LocalDate first = LocalDate.EPOCH;

    @BeforeEach
    void simulate() throws IOException {
        Path file = folder.resolve("base.csv");
        assertThat(Run.of("simulate", "--customers", "200", "--seed", "4", "--out", file.toString())
                        .exitCode())
                .isZero();
        base = file.toString();
        List<String> header = List.of(Files.readAllLines(file).get(0).split(",", -1));
        first = Files.readAllLines(file).stream()
                .skip(1)
                .map(line -> LocalDate.parse(line.split(",", -1)[header.indexOf("at")].substring(0, 10)))
                .min(LocalDate::compareTo)
                .orElseThrow();
    }

    /** A wave of a year in months. */
    private String calendar(int months) {
        StringBuilder text = new StringBuilder("from,wave\n");
        for (int month = 0; month < months; month++) {
            text.append(String.format(
                    Locale.ROOT, "%s,%.4f%n", first.plusMonths(month), Math.sin(2 * Math.PI * month / 12)));
        }
        return Run.file(
                        folder,
                        "calendar.csv",
                        text.append(first.plusMonths(months)).append(",\n").toString())
                .toString();
    }

    private Run fit(String calendar, String... more) {
        return Run.of(Stream.of(
                        List.of("fit", "--model", "pareto-nbd", "--seasons", calendar, "--input", base), List.of(more))
                .flatMap(List::stream)
                .toList());
    }

    @Test
    void aSeasonalFitIsSavedAndScores() {
        String saved = folder.resolve("model.txt").toString();
        Run fit = fit(calendar(60), "--save", saved);
        assertThat(fit.exitCode()).as(fit.err()).isZero();
        assertThat(fit.out()).contains("seasonal-pareto-nbd", "purchases.wave", "leaving.wave");
        Run score = Run.of("score", "--models", saved, "--input", base);
        assertThat(score.exitCode()).as(score.err()).isZero();
        assertThat(score.column("p_alive")).hasSizeGreaterThan(100).anyMatch(text -> !text.isEmpty());
    }

    @Test
    void itIsComparedWithTheOthers() {
        Run compare = Run.of("compare", "--seasons", calendar(60), "--input", base);
        assertThat(compare.exitCode()).as(compare.err()).isZero();
        assertThat(compare.out())
                .containsPattern("seasonal-pareto-nbd +[0-9.]+")
                .contains("bg-nbd");
    }

    @Test
    void whatIsNoCalendarIsRefusedByItsLine() {
        assertThat(refused("wave\n1\n")).contains("has no column 'from'; its columns are [wave]");
        assertThat(refused("from,wave\n2024-01-01,1\n2025-01-01,0.5\n"))
                .contains("does not tell where the calendar ends: add a last row with a date and without numbers");
        assertThat(refused("from,wave\n2024-01-01,high\n2025-01-01,\n"))
                .contains("line 2: column wave: 'high' is not allowed; it takes a number");
        assertThat(refused("from,wave\nspring,1\n2025-01-01,\n"))
                .contains("line 2: column from: 'spring' is not a date or time");
        assertThat(refused("from,wave\n2024-01-01,1\n2025-01-01,\n2026-01-01,\n"))
                .contains("line 4: the row before it");
        assertThat(refused("from,wave\n2025-01-01,1\n2024-01-01,\n"))
                .contains("each edge must be later than the one before");
    }

    private String refused(String text) {
        Run run = fit(Run.file(folder, "bad.csv", text).toString());
        assertThat(run.exitCode()).as(run.out()).isEqualTo(1);
        return run.err();
    }

    @Test
    void aCalendarThatDoesNotReachOverAllPurchasesIsRefused() {
        Run run = fit(calendar(3));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("the covariates must end no earlier than the purchases");
    }

    @Test
    void modelsWithoutSeasonsAreRefusedThem() {
        Run other = Run.of("fit", "--model", "bg-nbd", "--seasons", calendar(60), "--input", base);
        assertThat(other.exitCode()).isEqualTo(2);
        assertThat(other.err()).contains("--seasons: bg-nbd takes none, pareto-nbd does");
        Run both = fit(calendar(60), "--covariates", "age");
        assertThat(both.exitCode()).isEqualTo(2);
        assertThat(both.err()).contains("a model takes one of these");
    }
}
