package io.engagement.customerbase;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.customerbase.geometric.BetaGeometricNbd;
import io.engagement.domain.TimeScale;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.score.Contribution;
import io.engagement.score.Explanation;
import io.engagement.score.Scorer;
import io.engagement.simulate.PurchaseProcess;
import io.engagement.simulate.SimulatedPurchases;
import io.engagement.simulate.SpendProcess;
import io.engagement.testkit.ScorerContract;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PurchaseScorerTest {
    private static final PurchaseDefinition DAYS = PurchaseDefinition.standard();
    private static final BetaGeometricNbd MODEL =
            BetaGeometricNbd.of(0.8, 8, 0.8, 4, TimeScale.WEEKS).withTypical(new PurchaseSummary(2, 15, 40));

    /** Every tenth customer never bought. */
    private static MeasureTable table() {
        SimulatedPurchases drawn =
                new PurchaseProcess(0.8, 8, 0.8, 4).draw(300, 20, 60, SpendProcess.withDefaults(), 4);
        double[] x = drawn.frequency();
        double[] recency = drawn.recency();
        double[] age = drawn.age();
        for (int row = 0; row < x.length; row += 10) {
            x[row] = recency[row] = age[row] = Double.NaN;
        }
        return table(x, recency, age);
    }

    private static MeasureTable table(double[] x, double[] recency, double[] age) {
        return MeasureTable.ofColumns(
                Instant.EPOCH,
                TimeScale.WEEKS,
                List.of(),
                Map.of(DAYS.frequency(), x, DAYS.recency(), recency, DAYS.age(), age));
    }

    @Nested
    class ProbabilityAlive implements ScorerContract {
        @Override
        public Scorer scorer() {
            return MODEL.probabilityAlive();
        }

        @Override
        public MeasureTable table() {
            return PurchaseScorerTest.table();
        }
    }

    @Nested
    class ExpectedPurchases implements ScorerContract {
        @Override
        public Scorer scorer() {
            return MODEL.expectedPurchases(Duration.ofDays(39 * 7));
        }

        @Override
        public MeasureTable table() {
            return PurchaseScorerTest.table();
        }
    }

    @Test
    void silenceIsTheReasonOfALostCustomer() {
        MeasureTable lost = table(new double[] {2}, new double[] {15}, new double[] {90});
        Explanation why = MODEL.probabilityAlive().prepare(lost).explain(0);
        Contribution main = why.contributions().get(0);
        assertThat(main.name()).isEqualTo("silence");
        assertThat(main.amount()).isNegative();
        assertThat(why.reason())
                .startsWith(
                        "Silent for 17.2 months, buys every 7.5 weeks as a rule (10 usual gaps): chance of being active -0.");
        assertThat(why.baseline()).isEqualTo(MODEL.alive().of(2, 15, 40));
    }

    /** The typical customer's times begin at the start of a day, too. */
    @Test
    void timesOfTheTypicalCustomerAreOfWholeDays() {
        Scorer alive =
                MODEL.withTypical(new PurchaseSummary(2, 0.4, 0.4 + 5.6 / 7)).probabilityAlive();
        Scorer fewer = MODEL.withTypical(new PurchaseSummary(0, 0, 0.6 / 7)).expectedPurchases(Duration.ofDays(30));

        assertThat(alive.prepare(table(new double[] {2}, new double[] {0.5}, new double[] {0.9}))
                        .explain(0)
                        .contributions())
                .anyMatch(each -> each.fact().endsWith("while the typical customer has been silent for 5 days"));
        assertThat(fewer.prepare(table(new double[] {1}, new double[] {20}, new double[] {60}))
                        .explain(0)
                        .contributions())
                .anyMatch(each -> each.fact().endsWith("(typical 1 in less than a day)"));
    }

    @Test
    void aCustomerWithoutAPurchaseIsToldSo() {
        double[] none = {Double.NaN};
        Explanation why = MODEL.expectedPurchases(Duration.ofDays(30))
                .prepare(table(none, none, none))
                .explain(0);
        assertThat(why.value()).isNaN();
        assertThat(why.reason()).isEqualTo("No purchase yet: the first one gives expected purchases");
    }
}
