package io.engagement.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import io.engagement.measure.ContractTerms;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.score.Explanation;
import io.engagement.score.Scorer;
import io.engagement.survival.ContractCovariateModel;
import io.engagement.survival.ContractLogs;
import io.engagement.survival.ShiftedBetaGeometric;
import io.engagement.survival.TenureGroups;
import io.engagement.survival.Tenures;
import io.engagement.testkit.ScorerContract;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Churn risk by a model of contracts with covariates. */
class ChurnRiskByCovariatesTest implements ScorerContract {
    private static final ContractTerms TERMS = ContractTerms.standard(TimeScale.MONTHS);
    private static final Measure PAYMENTS = Measure.count(Filter.purpose(Purpose.PURCHASE));
    private static final LogView VIEW = ContractLogs.view(150, 9);
    private static final ContractCovariateModel<ShiftedBetaGeometric> MODEL = model();

    private static ContractCovariateModel<ShiftedBetaGeometric> model() {
        MeasureTable table = MeasureTable.of(VIEW, TimeScale.WEEKS, List.of(PAYMENTS));
        return ShiftedBetaGeometric.fit(TenureGroups.of(VIEW, TERMS, List.of("payments"), id ->
                        new double[] {table.column(PAYMENTS).get(VIEW.row(id).orElseThrow())}))
                .model();
    }

    @Override
    public Scorer scorer() {
        return ChurnRiskScorer.of(MODEL, 3, PAYMENTS);
    }

    @Override
    public MeasureTable table() {
        return MeasureTable.of(VIEW, TimeScale.WEEKS, scorer().inputs());
    }

    @Override
    public LogView view() {
        return VIEW;
    }

    private Explanation explained(double renewals, double payments) {
        Map<Measure, double[]> columns = Map.of(
                TERMS.renewals(),
                new double[] {renewals, 2},
                TERMS.cancelled(),
                new double[] {0, 0},
                PAYMENTS,
                new double[] {payments, 1});
        MeasureTable table = MeasureTable.ofColumns(Instant.EPOCH, TimeScale.WEEKS, List.of(), columns);
        return scorer().prepare(table).explain(0);
    }

    @Test
    void theRiskIsThatOfTheCustomersOwnModel() {
        assertThat(explained(4, 2).value())
                .isCloseTo(1 - MODEL.of(2).survival(7) / MODEL.of(2).survival(4), within(1e-12));
        assertThat(explained(4, Double.NaN).value()).isNaN();
    }

    /** They begin at the model's typical customer, whatever the table. */
    @Test
    void explanationsBeginAtTheModelsTypicalCustomer() {
        double typical = 1 - MODEL.of(MODEL.typical()).survival(MODEL.base().typicalRenewals(), 3);
        assertThat(explained(4, 2).baseline()).isCloseTo(typical, within(1e-12));
    }

    @Test
    void measuresMustGoWithTheModel() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChurnRiskScorer.of(MODEL, 3))
                .withMessage("there must be a measure for each of the covariates [payments], there were 0");
        ContractCovariateModel<ShiftedBetaGeometric> plain = ShiftedBetaGeometric.fit(TenureGroups.builder("x")
                        .add(Tenures.ofSurvivors(100, 60, 50), 0)
                        .add(Tenures.ofSurvivors(100, 80, 70), 1)
                        .build())
                .model();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChurnRiskScorer.of(plain, 3, PAYMENTS))
                .withMessageContaining("does not say what a contract is");
    }
}
