package io.engagement.benchmarks.peers;

import io.engagement.cli.LogFile;
import io.engagement.customerbase.Purchases;
import io.engagement.customerbase.geometric.BetaGeometricNbd;
import io.engagement.dialogue.EngagementScorer;
import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import io.engagement.initiative.DiscountedGammaPoisson;
import io.engagement.measure.EngagementDefinition;
import io.engagement.retention.RetentionRiskScorer;
import io.engagement.score.ScoreTable;
import io.engagement.score.Scorer;
import io.engagement.score.ScoringPlan;
import io.engagement.spend.GammaGamma;
import io.engagement.spend.Spending;
import io.engagement.value.CostToServe;
import io.engagement.value.DiscountRate;
import io.engagement.value.LifetimeValueScorer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * All interactions to engagement, retention risk, lifetime value and P(alive), by models that are fitted to the file;
 * the purchase summary stands before them.
 */
final class LibraryScores {
    private static final Duration QUARTER = Duration.ofDays(90);
    private static final Duration THREE_YEARS = Duration.ofDays(3 * 365);
    /** Digits behind the point that no reader of a score needs more of. */
    private static final double DIGITS = 1e6;

    private LibraryScores() {}

    static void run(Path input, Path output, LocalDate asOf) throws IOException {
        LogView view = LogFile.read(
                        ZoneOffset.UTC, new PrintWriter(PrintWriter.nullWriter()), "--input", input.toString())
                .asOf(BaseFile.start(asOf));
        SummaryColumns summary = SummaryColumns.of(view);
        ScoreTable scores = ScoringPlan.of(scorers(view, summary)).score(view);
        double[][] columns = scores.names().stream().map(scores::column).toArray(double[][]::new);
        RowText.write(output, Peer.HEADER + "," + String.join(",", scores.names()), scores.size(), (row, out) -> {
            summary.append(row, out);
            for (double[] column : columns) {
                append(column[row], out.append(','));
            }
        });
    }

    private static Scorer[] scorers(LogView view, SummaryColumns summary) {
        EngagementDefinition counts = EngagementDefinition.withDefaults();
        BetaGeometricNbd buying = BetaGeometricNbd.fit(Purchases.of(summary.table(), SummaryColumns.DAYS))
                .model();
        GammaGamma spend = GammaGamma.fit(Spending.of(summary.table(), SummaryColumns.DAYS))
                .model();
        return new Scorer[] {
            EngagementScorer.of(DiscountedGammaPoisson.fit(view, counts).model()),
            RetentionRiskScorer.of(buying, QUARTER),
            LifetimeValueScorer.of(buying, spend, THREE_YEARS, DiscountRate.annual(0.1))
                    .withCosts(CostToServe.fit(view, TimeScale.DAYS)),
            buying.probabilityAlive()
        };
    }

    private static void append(double score, StringBuilder out) {
        if (!Double.isNaN(score)) {
            out.append(Math.round(score * DIGITS) / DIGITS);
        }
    }
}
