package io.engagement.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import io.engagement.live.LiveStore;
import io.engagement.measure.ContractTerms;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.spi.Quantity;
import io.engagement.retention.ChurnRiskScorer;
import io.engagement.score.Contribution;
import io.engagement.score.Explanation;
import io.engagement.score.RowScorer;
import io.engagement.score.ScoreTable;
import io.engagement.score.Scorer;
import io.engagement.score.ScoringPlan;
import io.engagement.value.ContractValueScorer;
import io.engagement.value.DiscountRate;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reasons start from the model's typical customer: they are the same wherever one asks, and take no look at the base. */
class ContractReasonsTest {
    private static final ContractTerms MONTHLY = ContractTerms.standard(TimeScale.MONTHS);
    private static final LogView VIEW = ContractLogs.view(300, 11);
    private static final BetaDiscreteWeibull MODEL =
            BetaDiscreteWeibull.fit(Tenures.of(VIEW, MONTHLY)).model();
    private static final Measure PAID = Measure.mean(Filter.purpose(Purpose.PURCHASE), Quantity.VALUE);
    private static final Scorer RISK = ChurnRiskScorer.of(MODEL, 3);
    private static final Scorer VALUE =
            ContractValueScorer.of(MODEL, PAID, DiscountRate.annual(0.1)).withTypicalValue(20);

    @Test
    void aCustomersReasonsAreTheSameInATableAloneAndInALiveStore() {
        ScoreTable table = ScoringPlan.of(RISK, VALUE).score(VIEW);
        LiveStore store = LiveStore.of(RISK, VALUE)
                .withClock(Clock.fixed(ContractLogs.NOW, ZoneOffset.UTC))
                .open();
        store.addAll(VIEW);
        int told = 0;
        for (int row = 0; row < table.size(); row++) {
            ScoreTable live = store.score(VIEW.customerId(row)).orElseThrow();
            for (Scorer each : List.of(RISK, VALUE)) {
                Explanation why = table.explain(row, each.name());
                Explanation alone = each.explain(VIEW.history(row));
                assertThat(alone).isEqualTo(why);
                assertThat(live.explain(0, each.name())).isEqualTo(why);
                told += Double.isNaN(why.value()) || why.value() == why.baseline() ? 0 : 1;
            }
        }
        assertThat(told).as("reasons that tell of a difference").isGreaterThan(300);
    }

    @Test
    void withoutATypicalValueReasonsTellOfRenewalsOnly() {
        Scorer value = ContractValueScorer.of(MODEL, PAID, DiscountRate.annual(0.1));
        MeasureTable table = MeasureTable.of(VIEW, TimeScale.DAYS, value.inputs());
        RowScorer rows = value.prepare(table);
        double typical = MODEL.discountedRenewals(
                MODEL.typicalRenewals(),
                Integer.MAX_VALUE,
                Math.expm1(DiscountRate.annual(0.1).rate(TimeScale.MONTHS)));
        int row = 0;
        while (Double.isNaN(rows.score(row))) {
            row++;
        }
        Explanation why = rows.explain(row);
        assertThat(why.baseline()).isEqualTo(typical * table.column(PAID).get(row));
        assertThat(why.contributions()).extracting(Contribution::name).containsExactly("renewals");
        assertThat(why).isEqualTo(value.explain(VIEW.history(row)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ContractValueScorer.of(MODEL, PAID, DiscountRate.none(), 3)
                        .withTypicalValue(Double.NaN))
                .withMessage("typical value must be finite, was NaN");
    }

    @Test
    void scorersSayWhatAContractIs() {
        assertThat(RISK.definitions()).containsExactly(MONTHLY);
        assertThat(VALUE.definitions()).containsExactly(MONTHLY);
    }

    @Test
    void aModelWithoutTermsDoesNotScore() {
        BetaDiscreteWeibull plain = BetaDiscreteWeibull.of(0.7, 4, 1.3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChurnRiskScorer.of(plain, 3))
                .withMessageContaining("model.withTerms(");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ContractValueScorer.of(plain, PAID, DiscountRate.annual(0.1)))
                .withMessageContaining("the model bdw does not say what a contract is");
    }
}
