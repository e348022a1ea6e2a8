package io.engagement.value;

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
import io.engagement.spend.GammaGamma;
import io.engagement.spend.Spending;
import io.engagement.testkit.ScorerContract;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Lifetime value by a model that counts purchases by period: expected periods times the spend of a period. */
class LifetimeValueByPeriodTest implements ScorerContract {
    private static final PeriodicBetaBernoulli MODEL = PeriodicBetaBernoulli.of(
                    BetaGeometricBetaBernoulli.of(0.5, 3, 0.4, 4), TimeScale.MONTHS)
            .withTypical(new PurchaseSummary(1, 4, 9));
    private static final PurchaseDefinition MONTHLY =
            PurchaseDefinition.standard().byPeriod(TimeScale.MONTHS);
    /** In the middle of a month. */
    private static final LogView VIEW =
            Simulation.withDefaults().withCustomers(150).withSeed(21).log().asOf(Instant.parse("2024-12-12T18:00:00Z"));

    private static final GammaGamma SPEND =
            GammaGamma.fit(Spending.of(VIEW, MONTHLY)).model();

    @Override
    public Scorer scorer() {
        return LifetimeValueScorer.of(MODEL, SPEND, Duration.ofDays(365), DiscountRate.annual(0.1))
                .withCosts(CostToServe.fit(VIEW, TimeScale.MONTHS));
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
    void theValueIsPeriodsTimesTheSpendOfAPeriod() {
        LifetimeValueScorer scorer = LifetimeValueScorer.ofAllFuture(MODEL, SPEND, DiscountRate.annual(0.1));
        MeasureTable table = MeasureTable.of(VIEW, TimeScale.MONTHS, scorer.inputs());
        double delta = DiscountRate.annual(0.1).rate(TimeScale.MONTHS);
        int compared = 0;
        for (int row = 0; row < table.size(); row++) {
            double x = table.column(MONTHLY.frequency()).get(row);
            double mean = table.column(MONTHLY.meanRepeatValue()).get(row);
            if (x > 0) {
                double periods = MODEL.discountedPurchases(
                        x,
                        table.column(MONTHLY.recency()).get(row),
                        table.column(MONTHLY.age()).get(row),
                        Double.POSITIVE_INFINITY,
                        delta);
                double value = periods * SPEND.conditionalExpectedSpend(x, mean);
                assertThat(scorer.prepare(table).score(row)).isCloseTo(value, within(1e-12 * value));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(30);
    }
}
