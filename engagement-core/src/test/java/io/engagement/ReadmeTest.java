package io.engagement;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.evaluate.Comparison;
import io.engagement.history.LogView;
import io.engagement.live.Feed;
import io.engagement.live.LiveStore;
import io.engagement.measure.ContractTerms;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.spi.Quantity;
import io.engagement.retention.ChurnRiskScorer;
import io.engagement.score.Scale;
import io.engagement.score.ScoreTable;
import io.engagement.score.Scorer;
import io.engagement.score.ScoringPlan;
import io.engagement.setup.CustomerBaseModels;
import io.engagement.simulate.Simulation;
import io.engagement.survival.ContractLogs;
import io.engagement.survival.ContractModel;
import io.engagement.survival.ShiftedBetaGeometric;
import io.engagement.survival.Tenures;
import io.engagement.value.ContractValueScorer;
import io.engagement.value.DiscountRate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of the README is this code, and prints what the README says that it prints. */
class ReadmeTest {
    private static final String BEGIN = "// README";
    private static final String END = "// end";

    private final Path directory;

    ReadmeTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void theReadmesOtherCodeIsTheCodeBelow() throws IOException {
        String readme = Files.readString(Path.of("..", "README.md"));
        neverStale(Simulation.withDefaults().interactions().get(0));
        whichModel(Simulation.withDefaults().withCustomers(400).log().asOf(Instant.parse("2025-01-01T00:00:00Z")));
        ownScorer(Simulation.withDefaults().log().asOf(Instant.parse("2025-01-01T00:00:00Z")));
        underContract(ContractLogs.view(60, 3));
        List<String> blocks = blocks();
        assertThat(blocks).hasSize(4).allSatisfy(block -> assertThat(readme).contains(block));
    }

    /** In a project of its own: a file and the library. */
    @Test
    void theFirstScreenRunsAsPastedAndPrintsWhatStandsBelowIt() throws IOException, InterruptedException {
        Matcher first = Pattern.compile("```java\n(.*?)```.*?```\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("..", "README.md")));
        assertThat(first.find()).isTrue();
        Path program = Files.writeString(directory.resolve("FirstScores.java"), first.group(1));
        Path out = directory.resolve("out.txt");
        Path err = directory.resolve("err.txt");
        int exitCode = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.toString())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start()
                .waitFor();
        assertThat(exitCode).as(Files.readString(err)).isZero();
        assertThat(Files.readString(out).replace(System.lineSeparator(), "\n")).isEqualTo(first.group(2));
    }

    private static void underContract(LogView today) {
        // README
        ContractTerms monthly = ContractTerms.standard(TimeScale.MONTHS);
        ContractModel staying =
                ShiftedBetaGeometric.fit(Tenures.of(today, monthly)).model();
        Measure paid = Measure.mean(Filter.purpose(Purpose.PURCHASE), Quantity.VALUE);
        ScoreTable scores = ScoringPlan.of(
                        ChurnRiskScorer.of(staying, 3), // the next three renewals
                        ContractValueScorer.of(staying, paid, DiscountRate.annual(0.1)))
                .score(today);
        // end
        assertThat(Arrays.stream(scores.column("contract_value"))).anyMatch(value -> value > 0);
    }

    private static void ownScorer(LogView today) {
        // README
        Scorer silence = Scorer.of(
                "silence",
                Scale.INDEX,
                Measure.timeSinceLast(Filter.ownInitiative()),
                silent -> 100 * (1 - Math.exp(-silent / 60)));
        ScoreTable scores = ScoringPlan.of(silence).score(today);
        // end
        assertThat(scores.get(0, "silence")).isBetween(0.0, 100.0);
    }

    private static void whichModel(LogView today) {
        // README
        Comparison comparison = Comparison.of(today, CustomerBaseModels.candidates());
        CustomerBaseModel best = comparison.best().model();
        String why = comparison.advice();
        // end
        assertThat(why).startsWith("Use " + comparison.best().name());
        assertThat(best.expectedPurchases(13)).isPositive();
    }

    private void neverStale(Interaction interaction) throws IOException {
        Scorer engagement = Scorer.of("engagement", Scale.INDEX, Measure.count(Filter.ownInitiative()), count -> count);
        Path file = directory.resolve("customers.live");
        long offset = 7;
        // README
        LiveStore.Builder how = LiveStore.of(engagement).withReorderWindow(Duration.ofMinutes(10));
        LiveStore store = how.open();
        Feed feed = store.feed("crm-events"); // a numbered source, such as a partition of Kafka
        feed.add(interaction, offset); // by one thread a feed, any number of feeds at once
        OptionalDouble now = store.score("c42", "engagement"); // as of this moment
        store.snapshot(file); // while interactions go on coming

        LiveStore restored = how.restore(file); // on this machine or another one
        long next = restored.feed("crm-events").position().orElse(-1) + 1; // go on reading here
        // end
        assertThat(now).isEmpty();
        assertThat(next).isEqualTo(8);
        assertThat(restored.report().taken()).isOne();
    }

    /** The code between the marks, as the README has it: without this method's indentation. */
    private static List<String> blocks() throws IOException {
        List<String> blocks = new ArrayList<>();
        StringBuilder block = new StringBuilder();
        boolean inside = false;
        for (String line : Files.readAllLines(Path.of("src/test/java/io/engagement/ReadmeTest.java"))) {
            if (line.strip().equals(BEGIN)) {
                inside = true;
                block.setLength(0);
            } else if (line.strip().equals(END)) {
                inside = false;
                blocks.add(block.toString());
            } else if (inside) {
                block.append(line.isBlank() ? "" : line.substring(8)).append('\n');
            }
        }
        return blocks;
    }
}
