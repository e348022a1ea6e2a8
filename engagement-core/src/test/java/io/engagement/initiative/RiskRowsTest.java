package io.engagement.initiative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.SharedData;
import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.domain.TimeScale;
import io.engagement.evaluate.Comparison;
import io.engagement.evaluate.ProbabilityForecasts;
import io.engagement.history.LogView;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.measure.RetentionDefinition;
import io.engagement.retention.RetentionRiskScorer;
import io.engagement.score.Scorer;
import io.engagement.score.ScoringPlan;
import io.engagement.setup.CustomerBaseModels;
import io.engagement.setup.FitChoices;
import io.engagement.setup.ScoringSetup;
import io.engagement.testkit.run.FullRun;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The rows of {@code risk_value_rows.txt}, printed with {@code -Dengagement.full=true}: the risk that a set-up chooses, and the
 * additive model's alone, against the best model of a customer base, refitted. The file's figures of that one are rounded.
 */
class RiskRowsTest {
    private static final Set<String> QUICK = Set.of("journey_300/30", "retail_200/60");
    /** Of the file's three decimals, and of other searches for the same maximum; which model is best can differ, if hardly in this. */
    private static final double ALIKE = 0.0015;

    /** What the file tells of the best: AUC and Brier score. */
    private record Told(String row, double auc, double brier) {
        static Told of(String line) {
            String[] cells = line.split("\\s+", -1);
            return new Told(cells[0], best(cells[1]), best(cells[2]));
        }

        private static double best(String cell) {
            return Double.parseDouble(cell.split("/", -1)[1]);
        }
    }

    private record Figures(double auc, double brier, double logLoss, double calibration) {
        static Figures of(double[] risks, boolean[] lost) {
            ProbabilityForecasts forecasts = ProbabilityForecasts.of(risks, lost);
            return new Figures(
                    forecasts.auc().value(),
                    forecasts.brier().value(),
                    forecasts.logLoss().value(),
                    forecasts.calibration().error().value());
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.4f %.5f %.4f %.4f", auc, brier, logLoss, calibration);
        }
    }

    private record Judged(Told told, String bestName, Figures best, Figures chosen, Figures additive, String why) {
        boolean isAheadOrLevel() {
            return Math.round(1000 * chosen.brier()) <= Math.round(1000 * best.brier());
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%-14s | chosen %s | additive %s | best %s (%s) | %s",
                    told.row(),
                    chosen,
                    additive,
                    best,
                    bestName,
                    why);
        }
    }

    @Test
    void theRiskIsAheadOfTheBestModelOfACustomerBase() throws IOException {
        List<Judged> rows = new ArrayList<>();
        for (String line : Files.readAllLines(SharedData.file("reference/risk_value_rows.txt"))) {
            boolean isRow = line.matches("\\w+/\\d+ .*");
            if (isRow && (FullRun.isOn() || QUICK.contains(line.split(" ", 2)[0]))) {
                Judged row = judge(Told.of(line));
                rows.add(row);
                System.out.println(row);
            }
        }
        assertThat(rows).allSatisfy(RiskRowsTest::theBestIsTheOneThatTheFileTells);
        assertAccepted(rows);
    }

    private static void theBestIsTheOneThatTheFileTells(Judged row) {
        assertThat(row.best().auc()).isCloseTo(row.told().auc(), within(ALIKE));
        assertThat(row.best().brier()).isCloseTo(row.told().brier(), within(ALIKE));
    }

    private static void assertAccepted(List<Judged> rows) {
        int ahead = count(rows, row -> row.chosen().brier() < row.best().brier());
        System.out.printf(
                "of %d rows: Brier ahead %d, ahead or level %d; log loss ahead %d; AUC ahead %d; calibrated %d; the additive model"
                        + " alone: Brier ahead %d, log loss %d, calibrated %d%n",
                rows.size(),
                ahead,
                count(rows, Judged::isAheadOrLevel),
                count(rows, row -> row.chosen().logLoss() < row.best().logLoss()),
                count(rows, row -> row.chosen().auc() > row.best().auc()),
                count(rows, row -> row.chosen().calibration() <= 0.03),
                count(rows, row -> row.additive().brier() < row.best().brier()),
                count(rows, row -> row.additive().logLoss() < row.best().logLoss()),
                count(rows, row -> row.additive().calibration() <= 0.03));
        if (FullRun.isOn()) {
            assertThat(count(rows, Judged::isAheadOrLevel)).isGreaterThanOrEqualTo(10);
            assertThat(count(rows, row -> row.chosen().calibration() <= 0.03)).isGreaterThanOrEqualTo(6);
            assertThat(count(rows, row -> row.chosen().logLoss() < row.best().logLoss()))
                    .isGreaterThanOrEqualTo(10);
        } else {
            assertThat(rows).hasSize(QUICK.size()).allMatch(Judged::isAheadOrLevel);
        }
    }

    private static int count(List<Judged> rows, Predicate<Judged> which) {
        return (int) rows.stream().filter(which).count();
    }

    private static Judged judge(Told told) {
        EngagementRow row = EngagementRow.of(told.row());
        LogView view = row.view();
        PurchaseDefinition purchases = PurchaseDefinition.standard();
        Comparison comparison = Comparison.of(view, TimeScale.WEEKS, purchases, CustomerBaseModels.candidates());
        CustomerBaseModel best = comparison.best().model();
        ScoringSetup setup = ScoringSetup.fit(
                view, FitChoices.usual().withHorizon(row.horizon()).withBacktest(0));
        AdditiveLogistic additive = AdditiveLogistic.fit(view, RetentionDefinition.of(purchases, row.horizon()))
                .model();
        return new Judged(
                told,
                comparison.best().name(),
                figures(RetentionRiskScorer.of(best, row.horizon()), row),
                figures(setup.scorer("retention_risk"), row),
                figures(RetentionRiskScorer.of(additive), row),
                setup.riskAdvice().orElseThrow());
    }

    private static Figures figures(Scorer risk, EngagementRow row) {
        boolean[] stays = row.happened();
        boolean[] lost = new boolean[stays.length];
        IntStream.range(0, lost.length).forEach(i -> lost[i] = !stays[i]);
        return Figures.of(ScoringPlan.of(risk).score(row.view()).column("retention_risk"), lost);
    }
}
