package io.engagement.value;

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
import io.engagement.measure.spi.Quantity;
import io.engagement.score.Explanation;
import io.engagement.score.Scorer;
import io.engagement.survival.ContractLogs;
import io.engagement.survival.ShiftedBetaGeometric;
import io.engagement.testkit.ScorerContract;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContractValueScorerTest implements ScorerContract {
    /** High End customers of Fader and Hardie (2007), by year. */
    private static final ContractTerms YEARLY = ContractTerms.standard(TimeScale.YEARS);

    private static final ShiftedBetaGeometric MODEL =
            ShiftedBetaGeometric.of(0.6681, 3.8061).withTerms(YEARLY).withTypical(1);
    private static final Measure PAID = Measure.mean(Filter.purpose(Purpose.PURCHASE), Quantity.VALUE);
    private static final LogView VIEW = ContractLogs.view(150, 10);

    @Override
    public Scorer scorer() {
        return ContractValueScorer.of(MODEL, PAID, DiscountRate.annual(0.1));
    }

    @Override
    public MeasureTable table() {
        return MeasureTable.of(VIEW, TimeScale.WEEKS, scorer().inputs());
    }

    @Override
    public LogView view() {
        return VIEW;
    }

    private static Explanation explained(ContractValueScorer scorer, double renewals, double cancelled, double paid) {
        Map<Measure, double[]> columns = Map.of(
                YEARLY.renewals(),
                new double[] {renewals, 1, 1},
                YEARLY.cancelled(),
                new double[] {cancelled, 0, 0},
                PAID,
                new double[] {paid, 8, 8});
        return scorer.prepare(MeasureTable.ofColumns(Instant.EPOCH, TimeScale.YEARS, List.of(), columns))
                .explain(0);
    }

    /** At 10 % a year, DERL after seven renewals is 7.53, as the implementation of J. D. Maturen (2013) prints it. */
    @Test
    void theValueIsTheDiscountedExpectedResidualLifetimeTimesThePrice() {
        ContractValueScorer scorer = ContractValueScorer.of(MODEL, PAID, DiscountRate.annual(0.1));
        assertThat(explained(scorer, 7, 0, 10).value()).isCloseTo(75.30, within(0.01));
        assertThat(explained(scorer, 7, 0, 10).value())
                .isCloseTo(10 * MODEL.discountedRenewals(7, Integer.MAX_VALUE, 0.1), within(1e-6));
        assertThat(explained(scorer.withMargin(0.3), 7, 0, 10).value())
                .isCloseTo(0.3 * explained(scorer, 7, 0, 10).value(), within(1e-12));
        assertThat(explained(scorer, 5_000, 0, 10).value())
                .isCloseTo(10 * MODEL.discountedRenewals(5_000, Integer.MAX_VALUE, 0.1), within(1e-6));
    }

    @Test
    void aHorizonCutsTheRenewals() {
        ContractValueScorer scorer = ContractValueScorer.of(MODEL, PAID, DiscountRate.annual(0.1));
        assertThat(explained(scorer.withRenewals(1), 7, 0, 10).value())
                .as("the next renewal is not discounted")
                .isCloseTo(10 * MODEL.renewalProbability(7), within(1e-12));
        assertThat(explained(scorer.withRenewals(5), 7, 0, 10).value())
                .isBetween(
                        explained(scorer.withRenewals(1), 7, 0, 10).value(),
                        explained(scorer, 7, 0, 10).value());
    }

    @Test
    void theNextRenewalsCanBeAddedUpWithoutADiscount() {
        ContractValueScorer plain = ContractValueScorer.of(MODEL, PAID, DiscountRate.none(), 2);
        assertThat(explained(plain, 7, 0, 10).value())
                .isCloseTo(10 * (MODEL.survival(7, 1) + MODEL.survival(7, 2)), within(1e-12));
        ContractValueScorer five = ContractValueScorer.of(MODEL, PAID, DiscountRate.annual(0.1), 5);
        assertThat(explained(five, 7, 0, 10).value())
                .isEqualTo(explained(
                                ContractValueScorer.of(MODEL, PAID, DiscountRate.annual(0.1))
                                        .withRenewals(5),
                                7,
                                0,
                                10)
                        .value());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ContractValueScorer.of(MODEL, PAID, DiscountRate.none(), 0));
    }

    @Test
    void theGreatestNumberOfRenewalsIsAllOfThem() {
        ContractValueScorer all = ContractValueScorer.of(MODEL, PAID, DiscountRate.annual(0.1));
        ContractValueScorer next = ContractValueScorer.of(MODEL, PAID, DiscountRate.annual(0.1), Integer.MAX_VALUE);
        assertThat(explained(next, 7, 0, 10).value())
                .isEqualTo(explained(all, 7, 0, 10).value())
                .isEqualTo(explained(all.withRenewals(2).withRenewals(Integer.MAX_VALUE), 7, 0, 10)
                        .value());
        assertThatIllegalArgumentException()
                .as("all may be worth an infinite sum without a discount")
                .isThrownBy(() -> ContractValueScorer.of(MODEL, PAID, DiscountRate.none(), Integer.MAX_VALUE))
                .withMessageContaining("rate must be finite and at least");
    }

    @Test
    void whoHasCancelledOrNeverSignedUpOrNeverPaidHasNoValueAndHearsWhy() {
        ContractValueScorer scorer = ContractValueScorer.of(MODEL, PAID, DiscountRate.annual(0.1));
        assertThat(explained(scorer, Double.NaN, 1, 10).reason()).startsWith("Has cancelled");
        assertThat(explained(scorer, Double.NaN, Double.NaN, 10).reason()).startsWith("Never signed up");
        assertThat(explained(scorer, 3, 0, Double.NaN).reason()).startsWith("No value yet, for want of mean value");
        assertThat(explained(scorer, 3, 0, Double.NaN).value()).isNaN();
    }

    @Test
    void theReasonsAreRenewalsAndPrice() {
        Explanation why = explained(
                ContractValueScorer.of(MODEL, PAID, DiscountRate.annual(0.1))
                        .withTypicalValue(8)
                        .withName("residual"),
                7,
                0,
                10);
        assertThat(why.scorer()).isEqualTo("residual");
        assertThat(why.contributions()).hasSize(2);
        assertThat(why.contributions()).anySatisfy(each -> assertThat(each.sentence())
                .matches("Renewed 7 times \\(typical 1\\): value \\+\\S+"));
    }

    @Test
    void whatCannotBeAddedUpIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ContractValueScorer.of(MODEL, PAID, DiscountRate.none()))
                .withMessageContaining("rate must be finite and at least");
        ContractValueScorer scorer = ContractValueScorer.of(MODEL, PAID, DiscountRate.annual(0.1));
        assertThatIllegalArgumentException().isThrownBy(() -> scorer.withRenewals(0));
        assertThatIllegalArgumentException().isThrownBy(() -> scorer.withMargin(1.1));
    }
}
