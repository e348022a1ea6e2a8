package io.engagement.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import io.engagement.measure.ContractTerms;
import io.engagement.measure.Covariates;
import io.engagement.measure.Fact;
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
        return ShiftedBetaGeometric.fit(TenureGroups.of(
                        VIEW, TERMS, Covariates.of(Fact.measured("payments", PAYMENTS.labelled("payments")))))
                .model();
    }

    @Override
    public Scorer scorer() {
        return ChurnRiskScorer.of(MODEL, 3);
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
                .isCloseTo(1 - MODEL.given(2).survival(7) / MODEL.given(2).survival(4), within(1e-12));
        assertThat(explained(4, Double.NaN).value()).isNaN();
    }

    /** They begin at the model's typical customer, whatever the table. */
    @Test
    void explanationsBeginAtTheModelsTypicalCustomer() {
        double typical =
                1 - MODEL.given(MODEL.typicalCovariates()).survival(MODEL.base().typicalRenewals(), 3);
        assertThat(explained(4, 2).baseline()).isCloseTo(typical, within(1e-12));
    }

    @Test
    void covariatesAreReasonsInTheirWords() {
        assertThat(explained(MODEL.typicalRenewals(), 3).contributions().toString())
                .contains("ayments 3 (typical ");
        assertThat(explained(4, Double.NaN).reason()).isEqualTo("No score yet, for want of payments");
    }

    @Test
    void aModelOfPlainNumbersIsRefused() {
        ContractCovariateModel<ShiftedBetaGeometric> plain = ShiftedBetaGeometric.fit(
                        TenureGroups.builder(Covariates.of(Fact.attribute("x")))
                                .add(Tenures.ofSurvivors(100, 60, 50), 0)
                                .add(Tenures.ofSurvivors(100, 80, 70), 1)
                                .build())
                .model();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChurnRiskScorer.of(plain, 3))
                .withMessageContaining("does not say what a contract is");
    }
}
