package io.engagement;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.Purchases;
import io.engagement.customerbase.geometric.BetaGeometricNbd;
import io.engagement.dialogue.EngagementScorer;
import io.engagement.dialogue.MomentumScorer;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import io.engagement.initiative.DiscountedGammaPoisson;
import io.engagement.live.LiveStore;
import io.engagement.measure.ContractTerms;
import io.engagement.measure.EngagementDefinition;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.measure.spi.Quantity;
import io.engagement.retention.ChurnRiskScorer;
import io.engagement.retention.RetentionRiskScorer;
import io.engagement.score.Composite;
import io.engagement.score.Scale;
import io.engagement.score.ScoreTable;
import io.engagement.score.Scorer;
import io.engagement.score.ScoringPlan;
import io.engagement.spend.GammaGamma;
import io.engagement.spend.Spending;
import io.engagement.survival.AcceleratedLifetime;
import io.engagement.survival.BetaDiscreteWeibull;
import io.engagement.survival.ContractLogs;
import io.engagement.survival.LifetimeDistribution;
import io.engagement.survival.Tenures;
import io.engagement.value.ContractValueScorer;
import io.engagement.value.CostToServe;
import io.engagement.value.DiscountRate;
import io.engagement.value.LifetimeValueScorer;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A customer's reasons are the same in a table, alone and in a live store, and cost microseconds whatever the size of the base. */
class ReasonsEverywhereTest {
    private static final Duration QUARTER = Duration.ofDays(90);
    /** Generous: what a machine under load takes; the figures are printed. */
    private static final double MOST_MICROSECONDS = 1000;

    @Test
    void reasonsOfPurchasesValueAndEngagementAreTheSameInATableAloneAndLive() {
        LogView view = Bases.simulated(300, 11);
        same(view, ofPurchases(view));
    }

    @Test
    void reasonsOfContractsAndLifetimesAreTheSameInATableAloneAndLive() {
        LogView view = ContractLogs.view(300, 11);
        same(view, List.of(ofContracts(view).get(0), ofContracts(view).get(2)));
        same(view, List.of(ofContracts(view).get(1)));
    }

    @Test
    void explainingOneCustomerCostsMicrosecondsWhateverTheSizeOfTheBase() {
        for (int customers : new int[] {2_000, 40_000}) {
            LogView view = Bases.simulated(customers, 5);
            ofPurchases(view).forEach(scorer -> cost(view, scorer));
        }
        for (int customers : new int[] {1_000, 8_000}) {
            LogView view = ContractLogs.view(customers, 5);
            ofContracts(view).forEach(scorer -> cost(view, scorer));
        }
    }

    private static void same(LogView view, List<Scorer> scorers) {
        ScoreTable table = ScoringPlan.of(scorers.toArray(Scorer[]::new)).score(view);
        LiveStore store = LiveStore.of(scorers.toArray(Scorer[]::new))
                .withClock(Clock.fixed(view.asOf(), ZoneOffset.UTC))
                .open();
        store.addAll(view);
        for (int row = 0; row < table.size(); row++) {
            ScoreTable live = store.score(view.customerId(row)).orElseThrow();
            for (Scorer each : scorers) {
                assertThat(live.explain(0, each.name())).isEqualTo(table.explain(row, each.name()));
            }
        }
        for (Scorer each : scorers) {
            // A plan of its own: one customer alone is read in the scorer's unit, not in that of others.
            ScoreTable own = ScoringPlan.of(each).score(view);
            for (int row = 0; row < own.size(); row++) {
                assertThat(each.explain(view.history(row))).isEqualTo(own.explain(row, each.name()));
            }
        }
    }

    private static void cost(LogView view, Scorer scorer) {
        ScoreTable table = ScoringPlan.of(scorer).score(view);
        int asked = Math.min(1000, table.size());
        double explained = Double.POSITIVE_INFINITY;
        for (int turn = 0; turn < 20; turn++) {
            long start = System.nanoTime();
            int told = 0;
            for (int row = 0; row < asked; row++) {
                told += table.explain(row, scorer.name()).reason().length();
            }
            explained = Math.min(explained, (System.nanoTime() - start) / 1e3 / asked);
            assertThat(told).isPositive();
        }
        System.out.printf(
                "%s, %d customers: %.2f microseconds to explain one%n", scorer.name(), table.size(), explained);
        assertThat(explained).isLessThan(MOST_MICROSECONDS);
    }

    private static List<Scorer> ofPurchases(LogView view) {
        CustomerBaseModel model = BetaGeometricNbd.fit(
                        Purchases.of(view, TimeScale.WEEKS, PurchaseDefinition.standard()))
                .model();
        LifetimeValueScorer value = LifetimeValueScorer.of(
                model,
                GammaGamma.fit(Spending.of(view, PurchaseDefinition.standard())).model(),
                Duration.ofDays(3 * 365),
                DiscountRate.annual(0.1));
        DiscountedGammaPoisson initiative = DiscountedGammaPoisson.fit(view, EngagementDefinition.withDefaults())
                .model();
        Scorer risk = RetentionRiskScorer.of(model, QUARTER);
        Scorer loyalty = Composite.mapped("loyalty", Scale.INDEX, risk, each -> 100 * (1 - each));
        return List.of(
                risk,
                model.probabilityAlive(),
                model.expectedPurchases(QUARTER),
                value,
                value.withCosts(CostToServe.of(TimeScale.WEEKS, 0.2, 20)).withName("profit"),
                EngagementScorer.of(initiative),
                MomentumScorer.of(initiative),
                loyalty,
                Composite.weighted("health", Scale.INDEX, Map.of(loyalty, 1.0, EngagementScorer.of(initiative), 2.0)));
    }

    private static List<Scorer> ofContracts(LogView view) {
        ContractTerms monthly = ContractTerms.standard(TimeScale.MONTHS);
        BetaDiscreteWeibull model =
                BetaDiscreteWeibull.fit(Tenures.of(view, monthly)).model();
        AcceleratedLifetime lifetimes = AcceleratedLifetime.of(LifetimeDistribution.WEIBULL, TimeScale.DAYS, 6, 0.8)
                .withTypical(300);
        return List.of(
                ChurnRiskScorer.of(model, 3),
                ChurnRiskScorer.of(lifetimes, monthly, QUARTER).withName("leaving"),
                ContractValueScorer.of(
                                model,
                                Measure.mean(Filter.purpose(Purpose.PURCHASE), Quantity.VALUE),
                                DiscountRate.annual(0.1))
                        .withTypicalValue(20));
    }
}
