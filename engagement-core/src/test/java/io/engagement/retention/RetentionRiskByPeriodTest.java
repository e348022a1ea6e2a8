package io.engagement.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.customerbase.PurchaseSummary;
import io.engagement.customerbase.periodic.BetaGeometricBetaBernoulli;
import io.engagement.customerbase.periodic.PeriodicBetaBernoulli;
import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.score.Scorer;
import io.engagement.simulate.Simulation;
import io.engagement.testkit.ScorerContract;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Retention risk by a model that counts purchases by period. */
class RetentionRiskByPeriodTest implements ScorerContract {
    private static final PeriodicBetaBernoulli MODEL = PeriodicBetaBernoulli.of(
                    BetaGeometricBetaBernoulli.of(0.5, 3, 0.4, 4), TimeScale.MONTHS)
            .withTypical(new PurchaseSummary(1, 4, 9));
    private static final PurchaseDefinition MONTHLY =
            PurchaseDefinition.standard().byPeriod(TimeScale.MONTHS);
    /** In the middle of a month. */
    private static final LogView VIEW =
            Simulation.withDefaults().withCustomers(150).withSeed(21).log().asOf(Instant.parse("2024-12-12T18:00:00Z"));

    @Override
    public Scorer scorer() {
        return RetentionRiskScorer.of(MODEL, Duration.ofDays(90));
    }

    @Override
    public MeasureTable table() {
        return MeasureTable.of(VIEW, TimeScale.MONTHS, scorer().inputs());
    }

    @Override
    public LogView view() {
        return VIEW;
    }

    @Test
    void purchasesAreReadByPeriodAsTheModelCountsThem() {
        assertThat(scorer().inputs()).containsExactly(MONTHLY.frequency(), MONTHLY.recency(), MONTHLY.age());
        assertThat(RetentionRiskScorer.of(MODEL.withDefinition(PurchaseDefinition.standard()), Duration.ofDays(90))
                        .withAct("visit")
                        .inputs())
                .isEqualTo(scorer().inputs());
    }

    @Test
    void theRiskIsThatOfThreeMonthsWithoutAPurchase() {
        MeasureTable table = table();
        int compared = 0;
        for (int row = 0; row < table.size(); row++) {
            double x = table.column(MONTHLY.frequency()).get(row);
            if (x > 0) {
                double recency = table.column(MONTHLY.recency()).get(row);
                double age = table.column(MONTHLY.age()).get(row);
                assertThat(scorer().prepare(table).score(row))
                        .isCloseTo(
                                MODEL.purchaseDistribution(x, recency, age, 3).probability(0), within(1e-12));
                assertThat(scorer().prepare(table).explain(row).contributions())
                        .anyMatch(each -> each.sentence().contains(" months"));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(30);
    }
}
