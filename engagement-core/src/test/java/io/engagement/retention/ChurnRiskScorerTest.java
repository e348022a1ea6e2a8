package io.engagement.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import io.engagement.measure.ContractTerms;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.score.Explanation;
import io.engagement.score.RowScorer;
import io.engagement.score.ScoreTable;
import io.engagement.score.Scorer;
import io.engagement.score.ScoringPlan;
import io.engagement.survival.BetaDiscreteWeibull;
import io.engagement.survival.ContractLogs;
import io.engagement.survival.ContractModel;
import io.engagement.survival.CountedContracts;
import io.engagement.survival.ShiftedBetaGeometric;
import io.engagement.survival.Tenures;
import io.engagement.testkit.ScorerContract;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChurnRiskScorerTest implements ScorerContract {
    private static final ContractTerms MONTHLY = ContractTerms.standard(TimeScale.MONTHS);
    private static final BetaDiscreteWeibull MODEL =
            BetaDiscreteWeibull.of(0.7, 4, 1.3).withTerms(MONTHLY).withTypical(2);
    private static final LogView VIEW = ContractLogs.view(200, 8);

    @Override
    public Scorer scorer() {
        return ChurnRiskScorer.of(MODEL, 3);
    }

    @Override
    public MeasureTable table() {
        return MeasureTable.of(VIEW, TimeScale.DAYS, scorer().inputs());
    }

    @Override
    public LogView view() {
        return VIEW;
    }

    private static Explanation explained(double renewals, double cancelled) {
        Map<Measure, double[]> columns = Map.of(
                MONTHLY.renewals(), new double[] {renewals, 2, 2}, MONTHLY.cancelled(), new double[] {cancelled, 0, 0});
        return rows(columns).explain(0);
    }

    private static RowScorer rows(Map<Measure, double[]> columns) {
        return ChurnRiskScorer.of(MODEL, 3)
                .prepare(MeasureTable.ofColumns(Instant.EPOCH, TimeScale.DAYS, List.of(), columns));
    }

    @Test
    void theRiskIsTheModelsProbabilityOfLeaving() {
        assertThat(explained(5, 0).value()).isCloseTo(1 - MODEL.survival(5, 3), within(1e-15));
        ShiftedBetaGeometric rare = ShiftedBetaGeometric.of(1e-3, 1e3);
        Map<Measure, double[]> columns =
                Map.of(MONTHLY.renewals(), new double[] {3}, MONTHLY.cancelled(), new double[] {0});
        double risk = ChurnRiskScorer.of(rare.withTerms(MONTHLY), 1)
                .prepare(MeasureTable.ofColumns(Instant.EPOCH, TimeScale.DAYS, List.of(), columns))
                .score(0);
        assertThat(risk).as("a small risk").isCloseTo(1e-3 / 1003.001, within(1e-14));
    }

    private static MeasureTable running(double... renewals) {
        Map<Measure, double[]> columns =
                Map.of(MONTHLY.renewals(), renewals, MONTHLY.cancelled(), new double[renewals.length]);
        return MeasureTable.ofColumns(Instant.EPOCH, TimeScale.DAYS, List.of(), columns);
    }

    /** Beyond 4096 renewals risks are no longer kept. */
    @Test
    void theRiskIsTheFormulasToTheBitHoweverOftenItIsAskedFor() {
        double[] renewals =
                IntStream.range(0, 9_000).mapToDouble(i -> i % 4_500).toArray();
        ShiftedBetaGeometric loyal = ShiftedBetaGeometric.of(1e-9, 1e9);
        assertThat(loyal.logSurvival(4_000)).isBetween(-1e-14, -1e-16);
        for (ContractModel model : List.of(MODEL, ShiftedBetaGeometric.of(0.6681, 3.8061), loyal)) {
            RowScorer rows = ChurnRiskScorer.of(model.withTerms(MONTHLY), 3).prepare(running(renewals));
            double[] bulk = new double[renewals.length];
            rows.score(0, bulk.length, bulk);
            for (int row = 0; row < bulk.length; row++) {
                int n = (int) renewals[row];
                double expected = 0 - Math.expm1(model.logSurvival(n, 3));
                assertThat(Double.doubleToRawLongBits(bulk[row]))
                        .as("%s after %d renewals", model, n)
                        .isEqualTo(Double.doubleToRawLongBits(expected))
                        .isEqualTo(Double.doubleToRawLongBits(rows.score(row)));
            }
        }
    }

    @Test
    void theModelIsAskedOnceForEachNumberOfRenewals() {
        CountedContracts counted = new CountedContracts(MODEL);
        double[] renewals = IntStream.range(0, 10_000).mapToDouble(i -> i % 37).toArray();
        ChurnRiskScorer scorer = ChurnRiskScorer.of(counted, 3);
        for (Scorer each : List.of(scorer, scorer.withName("again"))) {
            each.prepare(running(renewals)).score(0, renewals.length, new double[renewals.length]);
            each.prepare(running(renewals)).explain(5);
        }
        assertThat(counted.asked()).as("S(n) and S(n + 3) of 37 numbers").isEqualTo(2 * 37);
    }

    /** The model here refuses a number of periods that has overflown. */
    @Test
    void asManyRenewalsAsTheModelCountsAreNotTooMany() {
        int last = Integer.MAX_VALUE;
        // Of a hundred, two leave within all periods that are counted.
        CountedContracts model =
                new CountedContracts(ShiftedBetaGeometric.of(0.01, 2e8).withTerms(MONTHLY));
        double[] renewals = {0, 1, 36, 5_000, last - 1.0, last};
        RowScorer ever = ChurnRiskScorer.of(model, last).prepare(running(renewals));
        RowScorer shorter = ChurnRiskScorer.of(model, last - 36).prepare(running(renewals));
        for (int row = 0; row < 4; row++) {
            double never = model.survival(last) / model.survival((int) renewals[row]);
            assertThat(ever.score(row)).as("after %s", renewals[row]).isCloseTo(1 - never, within(1e-12));
            assertThat(ever.explain(row).value()).isEqualTo(ever.score(row));
            assertThat(shorter.score(row)).isBetween(1e-3, ever.score(row));
        }
        assertThat(ever.score(5)).as("no period is left").isZero();
    }

    @Test
    void whoHasCancelledOrNeverSignedUpHasNoRiskAndHearsWhy() {
        assertThat(explained(Double.NaN, 1).value()).isNaN();
        assertThat(explained(Double.NaN, 1).reason())
                .isEqualTo("Has cancelled: there is no renewal to come, a new contract gives a risk");
        assertThat(explained(Double.NaN, Double.NaN).reason())
                .isEqualTo("Never signed up: the first contract gives a risk");
    }

    @Test
    void theReasonIsTheTenure() {
        assertThat(explained(5, 0).reason()).matches("Renewed 5 times \\(typical 2\\): risk -0\\.\\d+");
    }

    @Test
    void customersAreCountedAsTenuresCountsThem() {
        MeasureTable table = table();
        Tenures tenures = Tenures.of(VIEW, MONTHLY);
        int running = 0;
        double[] byRenewals = new double[tenures.longest() + 1];
        for (int row = 0; row < table.size(); row++) {
            double renewals = table.column(MONTHLY.renewals()).get(row);
            if (!Double.isNaN(renewals)) {
                byRenewals[(int) renewals]++;
                running++;
            }
        }
        assertThat(running).isBetween(100, 199);
        double noticed = 0;
        for (int renewals = 0; renewals <= tenures.longest(); renewals++) {
            // Who has cancelled in the period that is not over is still there to Tenures.
            assertThat(tenures.staying(renewals)).isGreaterThanOrEqualTo(byRenewals[renewals]);
            noticed += tenures.staying(renewals) - byRenewals[renewals];
        }
        assertThat(noticed).isLessThan(5);
    }

    /** What is said of customers, against what they then do: of those in a bin, so many leave. */
    @Test
    void risksComeTrue() {
        ShiftedBetaGeometric truth = ShiftedBetaGeometric.of(0.8, 3.5);
        Tenures watched = truth.simulate(60_000, 16, 5);
        double there = watched.customers();
        for (int renewals = 0; renewals < 12; renewals++) {
            double before = there;
            double left = 0;
            for (int period = renewals + 1; period <= renewals + 3; period++) {
                left += watched.left(period);
            }
            there -= watched.left(renewals + 1);
            double risk = ChurnRiskScorer.of(truth.withTerms(MONTHLY), 3)
                    .prepare(MeasureTable.ofColumns(
                            Instant.EPOCH,
                            TimeScale.DAYS,
                            List.of(),
                            Map.of(MONTHLY.renewals(), new double[] {renewals}, MONTHLY.cancelled(), new double[] {0})))
                    .score(0);
            assertThat(left / before)
                    .as("after %d renewals, seed 5", renewals)
                    .isCloseTo(risk, within(4.5 * Math.sqrt(risk * (1 - risk) / before)));
        }
    }

    @Test
    void itGoesIntoAPlanWithOthersAndTakesAnotherName() {
        ScoreTable scores = ScoringPlan.of(
                        scorer(), ChurnRiskScorer.of(MODEL, 1).withName("next"))
                .score(VIEW);
        int compared = 0;
        for (int row = 0; row < scores.size(); row++) {
            if (!Double.isNaN(scores.get(row, "next"))) {
                assertThat(scores.get(row, "churn_risk")).isGreaterThan(scores.get(row, "next"));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(100);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChurnRiskScorer.of(MODEL, 0))
                .withMessage("renewals must be at least 1, were 0");
    }
}
