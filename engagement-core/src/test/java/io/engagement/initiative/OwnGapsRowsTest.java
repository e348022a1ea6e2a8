package io.engagement.initiative;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.customerbase.Purchases;
import io.engagement.customerbase.geometric.BetaGeometricNbd;
import io.engagement.domain.TimeScale;
import io.engagement.evaluate.ProbabilityForecasts;
import io.engagement.history.LogView;
import io.engagement.measure.MeasureColumn;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.measure.RetentionDefinition;
import io.engagement.retention.RetentionRiskScorer;
import io.engagement.score.ScoringPlan;
import io.engagement.testkit.run.FullRun;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Risk by the customers' own gaps on rows of real data, the horizon of each being the longest that anybody is waited for: against
 * BG/NBD, which is asked for each customer's own time.
 */
class OwnGapsRowsTest {
    private static final PurchaseDefinition PURCHASES = PurchaseDefinition.standard();
    private static final double GAPS = 3;

    @Test
    void theAdditiveModelIsAheadOfTheModelOfPurchases() {
        List<String> rows = FullRun.isOn()
                ? List.of(
                        "journey_180/30",
                        "journey_300/30",
                        "journey_300/14",
                        "retail_200/60",
                        "retail_280/60",
                        "cdnow_365/90",
                        "starbucks_22/5")
                : List.of("journey_300/14");
        long ahead = rows.stream().map(EngagementRow::of).filter(this::isAhead).count();
        assertThat(ahead).isGreaterThanOrEqualTo(rows.size() - 1);
    }

    private boolean isAhead(EngagementRow row) {
        RetentionDefinition retention =
                RetentionDefinition.of(PURCHASES, row.horizon()).withOwnGaps(GAPS);
        LogView view = row.view();
        int[] all = IntStream.range(0, view.customers()).toArray();
        double gap = retention.baseGap(view);
        boolean[] stays = retention.stay(view, row.log().asOf(row.origin().plus(row.horizon())), gap, all);
        boolean[] lost = new boolean[stays.length];
        IntStream.of(all).forEach(i -> lost[i] = !stays[i]);
        ProbabilityForecasts additive = ProbabilityForecasts.of(additive(retention, view), lost);
        ProbabilityForecasts rival = ProbabilityForecasts.of(rival(row, TimeScale.WEEKS.ofMillis(gap)), lost);
        System.out.printf(
                Locale.ROOT,
                "%-14s lost %.3f | additive %s | bg-nbd %s%n",
                row,
                additive.baseRate(),
                words(additive),
                words(rival));
        return additive.logLoss().value() < rival.logLoss().value();
    }

    private static String words(ProbabilityForecasts said) {
        return String.format(
                Locale.ROOT,
                "AUC %.4f Brier %.4f log loss %.4f calibration %.3f",
                said.auc().value(),
                said.brier().value(),
                said.logLoss().value(),
                said.calibration().error().value());
    }

    private static double[] additive(RetentionDefinition retention, LogView view) {
        RetentionRiskScorer risk =
                RetentionRiskScorer.of(AdditiveLogistic.fit(view, retention).model());
        return ScoringPlan.of(risk).score(view).column("retention_risk");
    }

    private static double[] rival(EngagementRow row, double baseGap) {
        LogView view = row.view();
        BetaGeometricNbd model = BetaGeometricNbd.fit(Purchases.of(view, TimeScale.WEEKS, PURCHASES))
                .model();
        MeasureTable table = MeasureTable.of(
                view, TimeScale.WEEKS, List.of(PURCHASES.frequency(), PURCHASES.recency(), PURCHASES.age()));
        MeasureColumn frequency = table.column(PURCHASES.frequency());
        MeasureColumn recency = table.column(PURCHASES.recency());
        MeasureColumn age = table.column(PURCHASES.age());
        double longest = TimeScale.WEEKS.of(row.horizon());
        return IntStream.range(0, table.size())
                .mapToDouble(i -> {
                    double own = (recency.get(i) + 2 * baseGap) / (frequency.get(i) + 2);
                    return model.probabilityNoPurchase(
                            frequency.get(i), recency.get(i), age.get(i), Math.min(GAPS * own, longest));
                })
                .toArray();
    }
}
