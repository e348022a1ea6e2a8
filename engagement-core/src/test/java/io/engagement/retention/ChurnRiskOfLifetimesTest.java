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
import io.engagement.measure.spi.Quantity;
import io.engagement.score.Contribution;
import io.engagement.score.Explanation;
import io.engagement.score.RowScorer;
import io.engagement.score.Scorer;
import io.engagement.survival.AcceleratedLifetime;
import io.engagement.survival.ContractLogs;
import io.engagement.survival.CoxModel;
import io.engagement.survival.KaplanMeier;
import io.engagement.survival.LifetimeDistribution;
import io.engagement.survival.Lifetimes;
import io.engagement.survival.NelsonAalen;
import io.engagement.survival.SurvivalModel;
import io.engagement.testkit.ScorerContract;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Churn risk by models of lifetimes in continuous time. */
class ChurnRiskOfLifetimesTest implements ScorerContract {
    private static final ContractTerms TERMS = ContractTerms.standard(TimeScale.MONTHS);
    private static final Measure PAYMENTS = Measure.count(Filter.purpose(Purpose.PURCHASE));
    private static final Measure PRICE = Measure.mean(Filter.purpose(Purpose.PURCHASE), Quantity.VALUE);
    private static final Duration QUARTER = Duration.ofDays(91);
    private static final LogView VIEW = ContractLogs.view(150, 9);
    private static final CoxModel COX = CoxModel.fit(lifetimes(true)).model();

    private static Lifetimes lifetimes(boolean withCovariates) {
        Random random = new Random(4);
        int size = 400;
        double[] time = new double[size];
        boolean[] ended = new boolean[size];
        double[] payments = new double[size];
        double[] price = new double[size];
        for (int i = 0; i < size; i++) {
            payments[i] = random.nextInt(20);
            price[i] = 5 + random.nextInt(40);
            time[i] = 1 + 200 * -Math.log(random.nextDouble()) * Math.exp(0.02 * payments[i] - 0.01 * price[i]);
            ended[i] = time[i] < 120;
            time[i] = Math.min(time[i], 120);
        }
        Lifetimes bare = Lifetimes.of(TimeScale.WEEKS, time, ended);
        return withCovariates ? bare.withCovariate("payments", payments).withCovariate("price", price) : bare;
    }

    @Override
    public Scorer scorer() {
        return ChurnRiskScorer.of(COX, TERMS, QUARTER, PAYMENTS, PRICE);
    }

    @Override
    public MeasureTable table() {
        return MeasureTable.of(VIEW, TimeScale.WEEKS, scorer().inputs());
    }

    @Override
    public LogView view() {
        return VIEW;
    }

    private static Explanation explained(Scorer scorer, double age) {
        Map<Measure, double[]> columns = Map.of(
                TERMS.age(),
                new double[] {age, 10, 10},
                TERMS.cancelled(),
                new double[] {0, 0, 0},
                PAYMENTS,
                new double[] {3, 5, 5},
                PRICE,
                new double[] {20, 12, 12});
        return scorer.prepare(MeasureTable.ofColumns(Instant.EPOCH, TimeScale.WEEKS, List.of(), columns))
                .explain(0);
    }

    @Test
    void theRiskIsThatOfEachModelGivenTheAge() {
        KaplanMeier curve = KaplanMeier.of(lifetimes(false));
        AcceleratedLifetime weibull = AcceleratedLifetime.fit(LifetimeDistribution.WEIBULL, lifetimes(true))
                .model();
        assertThat(explained(ChurnRiskScorer.of(curve, TERMS, QUARTER), 30).value())
                .isCloseTo(1 - curve.survival(43) / curve.survival(30), within(1e-12));
        NelsonAalen hazard = NelsonAalen.of(lifetimes(false));
        assertThat(explained(ChurnRiskScorer.of(hazard, TERMS, QUARTER), 30).value())
                .isCloseTo(1 - hazard.survival(43) / hazard.survival(30), within(1e-12));
        assertThat(explained(ChurnRiskScorer.of(weibull, TERMS, QUARTER, PAYMENTS, PRICE), 30)
                        .value())
                .isCloseTo(1 - weibull.survival(43, 3, 20) / weibull.survival(30, 3, 20), within(1e-12));
        assertThat(explained(scorer(), 30).value())
                .isCloseTo(1 - COX.survival(43, 3, 20) / COX.survival(30, 3, 20), within(1e-12));
    }

    @Test
    void theReasonsAreTheTenureAndTheCovariates() {
        assertThat(explained(scorer(), 30).contributions())
                .extracting(Contribution::name)
                .containsExactlyInAnyOrder(TERMS.age().name(), PAYMENTS.name(), PRICE.name());
        assertThat(explained(scorer(), 30).contributions())
                .anySatisfy(each -> assertThat(each.sentence()).startsWith("Mean value 20.00 (typical 22.00): risk -"));
    }

    @Test
    void reasonsOfAnyModelAreTheSameInATableAndAlone() {
        AcceleratedLifetime weibull = AcceleratedLifetime.fit(LifetimeDistribution.WEIBULL, lifetimes(true))
                .model();
        for (Scorer each : List.of(
                ChurnRiskScorer.of(KaplanMeier.of(lifetimes(false)), TERMS, QUARTER),
                ChurnRiskScorer.of(NelsonAalen.of(lifetimes(false)), TERMS, QUARTER),
                ChurnRiskScorer.of(weibull, TERMS, QUARTER, PAYMENTS, PRICE),
                scorer())) {
            RowScorer rows = each.prepare(MeasureTable.of(VIEW, TimeScale.WEEKS, each.inputs()));
            int compared = 0;
            for (int row = 0; row < VIEW.customers(); row++) {
                assertThat(each.explain(VIEW.history(row))).isEqualTo(rows.explain(row));
                compared += rows.explain(row).contributions().isEmpty() ? 0 : 1;
            }
            assertThat(compared).isPositive();
        }
    }

    @Test
    void beyondWhatWasObservedThereIsNoRiskAndTheReasonSaysSo() {
        assertThat(explained(scorer(), 115).reason())
                .isEqualTo("The model does not tell: nobody was observed for so long");
        assertThat(explained(ChurnRiskScorer.of(KaplanMeier.of(lifetimes(false)), TERMS, QUARTER), 115)
                        .value())
                .isNaN();
    }

    @Test
    void measuresAndHorizonMustGoWithTheModel() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChurnRiskScorer.of(COX, TERMS, QUARTER, PRICE))
                .withMessageContaining("[payments, price], there were 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChurnRiskScorer.of(COX, TERMS, Duration.ZERO, PAYMENTS, PRICE))
                .withMessageContaining("horizon must be positive");
        SurvivalModel curve = KaplanMeier.of(lifetimes(false));
        assertThatIllegalArgumentException().isThrownBy(() -> curve.survivalFrom(1, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> curve.survivalFrom(1, 1, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> COX.survivalFrom(1, Double.NaN, 2, 3));
    }
}
