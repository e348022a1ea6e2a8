package com.example.crm;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.customerbase.geometric.BetaGeometricNbd;
import io.engagement.customerbase.nbd.Nbd;
import io.engagement.customerbase.pareto.ParetoNbd;
import io.engagement.evaluate.Backtest;
import io.engagement.evaluate.BacktestResult;
import io.engagement.evaluate.Comparison;
import io.engagement.evaluate.Outcome;
import io.engagement.history.LogView;
import io.engagement.measure.EngagementDefinition;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.score.Composite;
import io.engagement.score.Scale;
import io.engagement.score.Scorer;
import io.engagement.setup.FitChoices;
import io.engagement.setup.ScoringSetup;
import io.engagement.testkit.SimulatedBase;
import io.engagement.testkit.SmallLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Own code beside the library's, on customers whose future was kept back: the figures of the README. */
class BacktestTest {
    private static final LogView BASE = SimulatedBase.shop(500);
    private static final Duration MONTH = Duration.ofDays(30);
    private static final String SHOWN = readme();

    private static String readme() {
        try {
            return Files.readString(Path.of("README.md"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Scorer engagement(LogView known) {
        return ScoringSetup.fit(known, FitChoices.usual().withBacktest(0)).scorer("engagement");
    }

    private static double figure(BacktestResult result, String scorer, String name) {
        return result.of(scorer).figure(name).orElseThrow().value();
    }

    @Test
    void theClassifierBesideTheEngagementScore() {
        BacktestResult result = Backtest.of(Outcome.engages(EngagementDefinition.withDefaults()))
                .withOrigins(3, MONTH)
                .with("engagement", BacktestTest::engagement)
                .with("classifier", known -> ClassifierScorer.fit(known, MONTH))
                .run(BASE);
        assertThat(SHOWN).contains(result.table().toString());
        assertThat(figure(result, "classifier", "auc")).isBetween(0.8, figure(result, "engagement", "auc"));
        assertThat(figure(result, "classifier", "brier")).isGreaterThan(figure(result, "engagement", "brier"));
    }

    @Test
    void theLongestGapBesideSilenceAlone() {
        BacktestResult result = Backtest.of(Outcome.nothing(Filter.ownInitiative(), MONTH))
                .withOrigins(3, MONTH)
                .with(new OverdueScorer())
                .with(Scorer.of("silence", Scale.COUNT, Measure.timeSinceLast(Filter.ownInitiative()), days -> days))
                .with("no_engagement", known ->
                        Composite.mapped("no_engagement", Scale.INDEX, engagement(known), likely -> 100 - likely))
                .run(BASE);
        assertThat(SHOWN).contains(aucs(result));
        assertThat(figure(result, "overdue", "auc")).isBetween(0.75, figure(result, "no_engagement", "auc"));
    }

    /** All that an index has. */
    private static String aucs(BacktestResult result) {
        return Stream.of("overdue", "silence", "no_engagement")
                .map(name -> String.format(Locale.ROOT, "| `%s` | %.4f |\n", name, figure(result, name, "auc")))
                .collect(joining());
    }

    @Test
    void theFixedLifetimeBesideTheModelsOfTheLibrary() {
        Comparison comparison = Comparison.of(
                courses(),
                List.of(
                        new FixedLifetimeFamily(Duration.ofDays(182)),
                        Nbd.FAMILY,
                        BetaGeometricNbd.FAMILY,
                        ParetoNbd.FAMILY));
        assertThat(SHOWN).contains(comparison.toString().strip());
        assertThat(comparison.best().name()).isEqualTo("fixed-lifetime-nbd");
    }

    /** A thousand customers of courses that last half a year, who buy lessons as gamma-Poisson has it, and then no more. */
    private static LogView courses() {
        SplittableRandom random = new SplittableRandom(5);
        SmallLog log = SmallLog.from(Instant.parse("2025-01-01T00:00:00Z"));
        for (int customer = 0; customer < 1_000; customer++) {
            double start = random.nextDouble(500);
            double rate = -Math.log(random.nextDouble()) / 42; // exponential: gamma with r = 1, alpha = 42 days
            log.of("c" + customer).buys(start, 10);
            for (double day = start; (day -= Math.log(random.nextDouble()) / rate) < start + 182; ) {
                log.buys(day, 10);
            }
        }
        return log.asOf(540);
    }
}
