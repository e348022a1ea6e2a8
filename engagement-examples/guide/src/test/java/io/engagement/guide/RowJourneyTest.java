package io.engagement.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.score.Explanation;
import io.engagement.score.ScoreTable;
import io.engagement.setup.FitChoices;
import io.engagement.setup.ScoringSetup;
import io.engagement.simulate.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What the page on architecture tells of one row. */
class RowJourneyTest {
    private static Interaction bought(String at, double value) {
        return Interaction.of("c42", Instant.parse(at), Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE)
                .withValue(value);
    }

    @Test
    void theFiguresOfTheJourneyAreThoseOfTheRow() throws IOException {
        InteractionLog.Builder log = InteractionLog.builder();
        Simulation.withDefaults().interactions().forEach(log::add);
        log.add(bought("2024-06-02T08:00:00Z", 19.50));
        log.add(bought("2024-08-20T17:30:00Z", 45.00));
        log.add(bought("2024-11-05T10:15:00Z", 29.90));
        LogView today = log.build().asOf(Instant.parse("2025-01-01T00:00:00Z"));
        ScoringSetup setup = ScoringSetup.fit(today, FitChoices.usual().withBacktest(0));
        ScoreTable scores = setup.plan().score(today);
        Explanation why = scores.explain(scores.row("c42").orElseThrow(), "retention_risk");
        PurchaseDefinition days = PurchaseDefinition.standard();
        List<Measure> measures = List.of(days.frequency(), days.recency(), days.age(), days.meanRepeatValue());
        MeasureTable table = MeasureTable.of(today.history("c42").orElseThrow(), TimeScale.WEEKS, measures);
        String page = Files.readString(Path.of("architecture.md"));
        List<String> told = List.of(
                String.format(
                        Locale.ROOT,
                        "frequency %.0f, recency %.1f, age %.1f weeks, mean repeat value %.2f",
                        measures.stream()
                                .map(measure -> table.column(measure).get(0))
                                .toArray()),
                String.format(Locale.ROOT, "risk %.2f", why.value()),
                String.format(Locale.ROOT, "the %.2f is judged", why.value()),
                why.reason());
        assertThat(told).allMatch(page::contains);
    }
}
