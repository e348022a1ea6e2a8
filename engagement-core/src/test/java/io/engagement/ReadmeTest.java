package io.engagement;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.contract.ContractLogs;
import io.engagement.contract.ContractModel;
import io.engagement.contract.ShiftedBetaGeometric;
import io.engagement.contract.Tenures;
import io.engagement.customerbase.BetaGeometricNbd;
import io.engagement.customerbase.Comparison;
import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.CustomerBaseModels;
import io.engagement.customerbase.Purchases;
import io.engagement.dialogue.DiscountedGammaPoisson;
import io.engagement.dialogue.EngagementScorer;
import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.live.Feed;
import io.engagement.live.LiveStore;
import io.engagement.measure.ContractTerms;
import io.engagement.measure.EngagementDefinition;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.retention.ChurnRiskScorer;
import io.engagement.retention.RetentionRiskScorer;
import io.engagement.score.Scale;
import io.engagement.score.ScoreTable;
import io.engagement.score.Scorer;
import io.engagement.score.ScoringPlan;
import io.engagement.simulate.Simulation;
import io.engagement.value.ContractValueScorer;
import io.engagement.value.Discount;
import io.engagement.value.GammaGamma;
import io.engagement.value.LifetimeValueScorer;
import io.engagement.value.SpendSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of the README is this code, and prints what the README says that it prints. */
class ReadmeTest {
    private static final String BEGIN = "// README";
    private static final String END = "// end";

    private final List<String> printed = new ArrayList<>();
    private final Path directory;

    ReadmeTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void theReadmesCodeIsTheCodeBelowAndPrintsWhatItSays() throws IOException {
        String readme = Files.readString(Path.of("..", "README.md"));
        threeScores(Simulation.withDefaults().interactions());
        neverStale(Simulation.withDefaults().interactions().get(0));
        whichModel(Simulation.withDefaults().withCustomers(400).log().asOf(Instant.parse("2025-01-01T00:00:00Z")));
        ownScorer(Simulation.withDefaults().log().asOf(Instant.parse("2025-01-01T00:00:00Z")));
        underContract(ContractLogs.view(60, 3));
        List<String> blocks = blocks();
        assertThat(blocks).hasSize(5).allSatisfy(block -> assertThat(readme).contains(block));
        assertThat(printed).isNotEmpty().allSatisfy(line -> assertThat(readme).contains(line));
    }

    private void threeScores(List<Interaction> crm) {
        // README
        InteractionLog.Builder log = InteractionLog.builder();
        log.add(Interaction.of(
                        "c42", Instant.parse("2024-11-05T10:15:00Z"), Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE)
                .withValue(29.90));
        crm.forEach(log::add); // your own rows, in any order
        LogView today = log.build().asOf(Instant.parse("2025-01-01T00:00:00Z"));

        EngagementDefinition counts = EngagementDefinition.withDefaults();
        PurchaseDefinition days = PurchaseDefinition.standard();
        BetaGeometricNbd buying =
                BetaGeometricNbd.fit(Purchases.of(today, TimeScale.WEEKS, days)).model();
        GammaGamma spend = GammaGamma.fit(SpendSummary.of(today, days)).model();

        ScoreTable scores = ScoringPlan.of(
                        EngagementScorer.of(
                                DiscountedGammaPoisson.fit(today, counts).model()),
                        RetentionRiskScorer.of(buying, Duration.ofDays(90)),
                        LifetimeValueScorer.of(buying, spend, Duration.ofDays(3 * 365), Discount.annual(0.1)))
                .score(today);

        for (int row : scores.top("lifetime_value", 3)) {
            print(scores.customerId(row), scores.explain(row, "retention_risk").reason());
        }
        // end
    }

    private static void underContract(LogView today) {
        // README
        ContractTerms monthly = ContractTerms.standard(TimeScale.MONTHS);
        ContractModel staying =
                ShiftedBetaGeometric.fit(Tenures.of(today, monthly)).model();
        Measure paid = Measure.mean(Filter.purpose(Purpose.PURCHASE), Measure.Quantity.VALUE);
        ScoreTable scores = ScoringPlan.of(
                        ChurnRiskScorer.of(staying, 3), // the next three renewals
                        ContractValueScorer.of(staying, paid, Discount.annual(0.1)))
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
        Comparison comparison = CustomerBaseModels.compare(today, CustomerBaseModels.candidates());
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

    private void print(String customer, String reason) {
        printed.add(customer + ": " + reason);
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
