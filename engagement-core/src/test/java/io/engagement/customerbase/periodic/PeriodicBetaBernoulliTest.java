package io.engagement.customerbase.periodic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.customerbase.PurchaseFamily;
import io.engagement.customerbase.PurchaseSummary;
import io.engagement.customerbase.Purchases;
import io.engagement.customerbase.geometric.BetaGeometricNbd;
import io.engagement.customerbase.nbd.Nbd;
import io.engagement.domain.TimeScale;
import io.engagement.evaluate.Comparison;
import io.engagement.fit.Fitted;
import io.engagement.history.LogView;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.score.Contribution;
import io.engagement.score.ScoreTable;
import io.engagement.score.ScoringPlan;
import io.engagement.setup.CustomerBaseModels;
import io.engagement.simulate.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** BG/BB by period is BG/BB of opportunities, wherever customers come from. */
class PeriodicBetaBernoulliTest {
    private static final BetaGeometricBetaBernoulli PLAIN =
            BetaGeometricBetaBernoulli.of(1.2035, 0.7497, 0.6567, 2.7834);
    private static final PeriodicBetaBernoulli MODEL = PeriodicBetaBernoulli.of(PLAIN, TimeScale.MONTHS);
    private static final Simulation SIMULATION =
            Simulation.withDefaults().withCustomers(400).withSeed(11);
    private static final LogView VIEW = SIMULATION.log().asOf(Instant.parse("2024-12-17T15:00:00Z"));

    @Test
    void aLogByPeriodIsReadAsItsOpportunities() {
        for (ZoneId zone : List.of(ZoneOffset.UTC, ZoneId.of("Pacific/Auckland"))) {
            for (TimeScale period : List.of(TimeScale.DAYS, TimeScale.WEEKS, TimeScale.MONTHS, TimeScale.YEARS)) {
                PurchaseDefinition days =
                        new PurchaseDefinition(PurchaseDefinition.standard().filter(), zone).byPeriod(period);
                Purchases purchases = Purchases.of(VIEW, period, days);
                PurchaseOpportunities expected = PurchaseOpportunities.of(
                        VIEW, days.filter(), PurchaseOpportunities.periods(ChronoUnit.valueOf(period.name()), zone));
                // Customers of the period that is not over are new, and have had no opportunity.
                double fresh = purchases.customers() - expected.customers();
                Purchases distinct = Purchases.of(
                                period,
                                column(purchases, purchases::frequency),
                                column(purchases, purchases::recency),
                                column(purchases, purchases::age))
                        .distinct();
                PurchaseOpportunities rows = expected.distinct();
                for (int i = 0; i < rows.size(); i++) {
                    int x = rows.frequency(i);
                    int last = rows.recency(i);
                    int n = rows.opportunities(i);
                    double there = 0;
                    for (int row = 0; row < distinct.size(); row++) {
                        there += distinct.frequency(row) == x && distinct.recency(row) == last && distinct.age(row) == n
                                ? distinct.weight(row)
                                : 0;
                    }
                    assertThat(there)
                            .as("%s %s: x %d, t_x %d, n %d", zone, period, x, last, n)
                            .isEqualTo(rows.weight(i) + (n == 0 ? fresh : 0));
                }
            }
        }
    }

    private static double[] column(Purchases purchases, IntToDoubleFunction value) {
        return IntStream.range(0, purchases.size()).mapToDouble(value).toArray();
    }

    @Test
    void theFitIsThatOfTheTableOfOpportunities() {
        PurchaseDefinition monthly = PurchaseDefinition.standard().byPeriod(TimeScale.MONTHS);
        Fitted<PeriodicBetaBernoulli> fitted = PeriodicBetaBernoulli.fit(Purchases.of(VIEW, TimeScale.MONTHS, monthly));
        Fitted<BetaGeometricBetaBernoulli> plain = BetaGeometricBetaBernoulli.fit(PurchaseOpportunities.of(
                VIEW, monthly.filter(), PurchaseOpportunities.periods(ChronoUnit.MONTHS, monthly.zone())));
        assertThat(fitted.logLikelihood()).isCloseTo(plain.logLikelihood(), within(1e-7));
        assertThat(fitted.estimates()).usingComparatorWithPrecision(1e-4).containsExactly(plain.estimates());
        assertThat(fitted.model().model().alpha()).isEqualTo(fitted.estimate("alpha"));
        assertThat(fitted.provenance().timeScale()).contains("MONTHS");
        assertThat(fitted.provenance().periodEnd()).contains(VIEW.asOf());
        assertThat(fitted.summary()).startsWith("bg-bb, maximum likelihood, time in months");
        assertThat(PeriodicBetaBernoulli.FAMILY.readFitted(fitted.toText()).toText())
                .isEqualTo(fitted.toText());
    }

    @Test
    void quantitiesAreThoseOfOpportunities() {
        assertThat(MODEL.probabilityAlive(3, 5, 6)).isEqualTo(PLAIN.probabilityAlive(3, 5, 6));
        assertThat(MODEL.expectedPurchases(3, 5, 6, 5)).isEqualTo(PLAIN.expectedPurchases(3, 5, 6, 5));
        assertThat(MODEL.probabilityNoPurchase(3, 5, 6, 5)).isEqualTo(PLAIN.probabilityNoPurchase(3, 5, 6, 5));
        assertThat(MODEL.discountedPurchases(3, 5, 6, Double.POSITIVE_INFINITY, Math.log(1.1)))
                .isCloseTo(PLAIN.discountedPurchases(3, 5, 6, Integer.MAX_VALUE, 0.1), within(1e-12));
        assertThat(MODEL.discountedPurchases(0, 0, 5000, 36, 0.01))
                .isEqualTo(PLAIN.discountedPurchases(0, 0, 5000, 36, Math.expm1(0.01)));
        assertThat(MODEL.logLikelihood(3, 5, 6)).isEqualTo(PLAIN.logLikelihood(3, 5, 6));
    }

    @Test
    void horizonsAreRoundedToPeriodsAndShorterOnesRefused() {
        assertThat(MODEL.expectedPurchases(3, 5, 6, TimeScale.MONTHS.of(Duration.ofDays(90))))
                .as("90 days are three months")
                .isEqualTo(PLAIN.expectedPurchases(3, 5, 6, 3));
        assertThat(MODEL.expectedPurchases(0)).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MODEL.noPurchaseWithin(0.4))
                .withMessageContaining("whole number of MONTHS")
                .withMessageContaining("was 0.4");
        assertThatIllegalArgumentException().isThrownBy(() -> MODEL.purchasesWithin(1e12));
    }

    @Test
    void whatIsNotByPeriodIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PeriodicBetaBernoulli.fit(
                        Purchases.of(TimeScale.MONTHS, new double[] {4}, new double[] {2}, new double[] {7})))
                .withMessageContaining("PurchaseDefinition.byPeriod");
        assertThatIllegalArgumentException().isThrownBy(() -> MODEL.probabilityAlive(1, 1.5, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> MODEL.expectedPurchases(1, 1, 3.5, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> MODEL.probabilityNoPurchase(3, 1, 3, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> MODEL.discountedPurchases(3, 1, 3, 2, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> MODEL.purchaseDistribution(3, 1, 3, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> MODEL.simulate(new double[] {2.5}, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> MODEL.withTypical(new PurchaseSummary(2, 1, 3)));
        PurchaseDefinition monthly = PurchaseDefinition.standard().byPeriod(TimeScale.MONTHS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Purchases.of(VIEW, TimeScale.WEEKS, monthly))
                .withMessageContaining("purchases by MONTHS")
                .withMessageContaining("WEEKS");
    }

    @Test
    void itsScorersReadPurchasesByPeriodByThemselves() {
        ScoreTable scores = ScoringPlan.of(MODEL.probabilityAlive(), MODEL.expectedPurchases(Duration.ofDays(365)))
                .score(VIEW);
        PurchaseDefinition monthly = PurchaseDefinition.standard().byPeriod(TimeScale.MONTHS);
        MeasureTable table =
                MeasureTable.of(VIEW, TimeScale.DAYS, List.of(monthly.frequency(), monthly.recency(), monthly.age()));
        int compared = 0;
        for (int row = 0; row < table.size(); row++) {
            double x = table.column(monthly.frequency()).get(row);
            if (x > 0) {
                double recency = table.column(monthly.recency()).get(row);
                double age = table.column(monthly.age()).get(row);
                assertThat(scores.get(row, "p_alive"))
                        .isEqualTo(PLAIN.probabilityAlive((int) x, (int) recency, (int) age));
                assertThat(scores.get(row, "expected_purchases"))
                        .isEqualTo(PLAIN.expectedPurchases((int) x, (int) recency, (int) age, 12));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(50);
    }

    @Test
    void aCustomerByPeriodIsExplainedInPeriods() {
        PurchaseDefinition monthly = PurchaseDefinition.standard().byPeriod(TimeScale.MONTHS);
        Map<Measure, double[]> columns = Map.of(
                monthly.frequency(), new double[] {9},
                monthly.recency(), new double[] {10},
                monthly.age(), new double[] {12});
        assertThat(MODEL.withTypical(new PurchaseSummary(1, 1, 20))
                        .probabilityAlive()
                        .prepare(MeasureTable.ofColumns(Instant.EPOCH, TimeScale.MONTHS, List.of(), columns))
                        .explain(0)
                        .contributions())
                .extracting(Contribution::sentence)
                .satisfiesExactly(
                        habit -> assertThat(habit).startsWith("Bought in 10 months (typical 2): "),
                        silence -> assertThat(silence)
                                .startsWith("Silent for 8.7 weeks, buys every 4.3 weeks as a rule (2 usual gaps): "));
    }

    @Test
    void byPeriodAllModelsAreComparedOnOneOutcome() {
        PurchaseDefinition monthly = PurchaseDefinition.standard().byPeriod(TimeScale.MONTHS);
        Instant split = Instant.parse("2024-04-10T00:00:00Z");
        List<PurchaseFamily<?>> candidates = List.of(Nbd.FAMILY, BetaGeometricNbd.FAMILY, PeriodicBetaBernoulli.FAMILY);
        Comparison comparison = Comparison.of(VIEW, TimeScale.MONTHS, monthly, split, candidates);
        // April is not over at the split: eight opportunities, April to November.
        PeriodicBetaBernoulli early = PeriodicBetaBernoulli.fit(
                        Purchases.of(VIEW.asOf(split), TimeScale.MONTHS, monthly))
                .model();
        List<Measure> measures = List.of(monthly.frequency(), monthly.recency(), monthly.age());
        MeasureTable before = MeasureTable.of(VIEW.asOf(split), TimeScale.MONTHS, measures);
        MeasureTable after = MeasureTable.of(VIEW, TimeScale.MONTHS, measures);
        double error = 0;
        int judged = 0;
        for (int row = 0; row < before.size(); row++) {
            double x = before.column(monthly.frequency()).get(row);
            int now = VIEW.row(before.customerId(row)).orElseThrow();
            double age = before.column(monthly.age()).get(row);
            if (x >= 0 && after.column(monthly.age()).get(now) - age == 8) {
                double recency = before.column(monthly.recency()).get(row);
                double came = after.column(monthly.frequency()).get(now) - x;
                error += Math.abs(early.expectedPurchases(x, recency, age, 8) - came);
                judged++;
            }
        }
        assertThat(comparison.of("bg-bb").meanAbsoluteError()).isCloseTo(error / judged, within(1e-9));
        assertThat(comparison.of("bg-bb").model().name()).isEqualTo("bg-bb");
        assertThat(comparison.models()).allMatch(each -> each.failure().isEmpty());
        assertThat(comparison.toString()).contains(judged + " customers");
        assertThat(CustomerBaseModels.candidatesByPeriod())
                .hasSize(CustomerBaseModels.candidates().size() + 1)
                .extracting(PurchaseFamily::name)
                .contains("bg-bb");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Comparison.of(
                        VIEW, TimeScale.MONTHS, monthly, Instant.parse("2024-12-02T00:00:00Z"), candidates))
                .withMessage("no period of the hold-out is over");
    }
}
