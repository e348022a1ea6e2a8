package io.engagement.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.customerbase.PurchaseSummary;
import io.engagement.customerbase.geometric.BetaGeometricNbd;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.score.Contribution;
import io.engagement.score.Explanation;
import io.engagement.score.RowScorer;
import io.engagement.score.Scorer;
import io.engagement.testkit.ScorerContract;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RetentionRiskScorerTest implements ScorerContract {
    /** CDNOW's parameters, in weeks. */
    private static final BetaGeometricNbd MODEL = BetaGeometricNbd.of(0.2426, 4.4136, 0.7929, 2.4259, TimeScale.WEEKS)
            .withTypical(new PurchaseSummary(1, 3, 33));

    private static final Duration QUARTER = Duration.ofDays(91);
    private static final PurchaseDefinition DAYS = PurchaseDefinition.standard();
    private static final double NONE = Double.NaN;

    @Override
    public Scorer scorer() {
        return RetentionRiskScorer.of(MODEL, QUARTER);
    }

    @Override
    public MeasureTable table() {
        Random random = new Random(5);
        double[][] columns = new double[3][300];
        for (int row = 0; row < 300; row++) {
            columns[0][row] = row % 10 == 3 ? NONE : random.nextInt(12);
            columns[2][row] = row % 10 == 3 ? NONE : 40 * random.nextDouble();
            columns[1][row] = columns[0][row] > 0 ? columns[2][row] * random.nextDouble() : columns[0][row];
        }
        return table(columns[0], columns[1], columns[2]);
    }

    private static MeasureTable table(double[] frequency, double[] recency, double[] age) {
        Map<Measure, double[]> columns = Map.of(DAYS.frequency(), frequency, DAYS.recency(), recency, DAYS.age(), age);
        return MeasureTable.ofColumns(Instant.EPOCH, TimeScale.WEEKS, List.of(), columns);
    }

    private static RowScorer one(double frequency, double recency, double age) {
        return RetentionRiskScorer.of(MODEL, QUARTER)
                .prepare(table(new double[] {frequency}, new double[] {recency}, new double[] {age}));
    }

    @Test
    void theRiskIsTheModelsProbabilityOfNoPurchase() {
        double risk = MODEL.probabilityNoPurchase(2, 30.43, 38.86, 13);
        assertThat(one(2, 30.43, 38.86).score(0)).isCloseTo(risk, within(2 * Math.ulp(risk)));
    }

    @Test
    void theReasonIsToldInTheCustomersTerms() {
        BetaGeometricNbd model = MODEL.withTypical(new PurchaseSummary(6, 30, 34));
        MeasureTable table = table(new double[] {6}, new double[] {30}, new double[] {61.25});
        Explanation why = RetentionRiskScorer.of(model, QUARTER).prepare(table).explain(0);

        assertThat(why.reason())
                .matches(
                        "Silent for 7\\.2 months, buys every 5 weeks as a rule \\(6\\.2 usual gaps\\): risk \\+0\\.\\d+.*");
    }

    /** What is told of who bought 38 times and stays away for five of their own gaps. */
    @Test
    void theMainReasonIsTheSilenceAndTheHabitFollowsAfterBut() {
        BetaGeometricNbd model = BetaGeometricNbd.of(1.2, 4.4136, 0.4, 2.4259, TimeScale.WEEKS)
                .withTypical(new PurchaseSummary(1, 3, 33));
        MeasureTable table = table(new double[] {37}, new double[] {37 * 1.99}, new double[] {37 * 1.99 + 10.6});
        Explanation why = RetentionRiskScorer.of(model, QUARTER).prepare(table).explain(0);

        assertThat(why.value()).isGreaterThan(0.5);
        assertThat(why.reason())
                .matches("Silent for 10\\.6 weeks, buys every 2\\.0 weeks as a rule \\(5\\.3 usual gaps\\): risk"
                        + " \\+0\\.\\d+; but bought 38 times \\(typical 2\\): -0\\.\\d+");
    }

    /** Habit is the risk at one own gap after the last purchase less the typical customer's, silence what is left. */
    @Test
    void theTwoStepsAreThoseOfTheModel() {
        Explanation why = one(4, 20, 38).explain(0);
        double typical = MODEL.probabilityNoPurchase(1, 3, 33, 13);
        double atOneGap = MODEL.probabilityNoPurchase(4, 20, 25, 13);

        assertThat(why.contributions())
                .filteredOn(each -> each.name().equals("habit"))
                .allSatisfy(each -> assertThat(each.amount()).isCloseTo(atOneGap - typical, within(1e-14)));
        assertThat(why.contributions())
                .filteredOn(each -> each.name().equals("silence"))
                .allSatisfy(each -> assertThat(each.amount()).isCloseTo(why.value() - atOneGap, within(1e-14)));
        assertThat(why.contributions()).hasSize(2);
    }

    @Test
    void visitsAreCalledVisits() {
        PurchaseDefinition visits = new PurchaseDefinition(Filter.purpose(Purpose.USE), ZoneOffset.UTC);
        RetentionRiskScorer scorer =
                RetentionRiskScorer.of(MODEL.withDefinition(visits), QUARTER).withAct("visit");
        MeasureTable table = MeasureTable.ofColumns(
                Instant.EPOCH,
                TimeScale.WEEKS,
                List.of(),
                Map.of(
                        visits.frequency(), new double[] {3, NONE},
                        visits.recency(), new double[] {9, NONE},
                        visits.age(), new double[] {30, NONE}));

        assertThat(scorer.prepare(table).explain(0).contributions())
                .extracting(Contribution::sentence)
                .anyMatch(each ->
                        each.startsWith("Silent for 4.8 months, one visit every 3 weeks as a rule (7 usual gaps): "))
                .anyMatch(each -> each.startsWith("4 visits (typical 2): risk -"));
        assertThat(scorer.prepare(table).explain(1).reason()).isEqualTo("No visit yet: the first one gives a risk");
    }

    @Test
    void aCustomerOfOnePurchaseHasNoPace() {
        assertThat(one(0, 0, 20).explain(0).contributions())
                .extracting(Contribution::sentence)
                .anyMatch(sentence -> sentence.startsWith(
                        "Bought once, silent for 4.6 months since, where 3 weeks between purchases are usual: risk +"));
    }

    @Test
    void aCustomerWithoutAPurchaseHasNoRiskAndHearsWhy() {
        RowScorer none = one(NONE, NONE, NONE);

        assertThat(none.score(0)).isNaN();
        assertThat(none.explain(0).reason()).isEqualTo("No purchase yet: the first one gives a risk");
    }

    @Test
    void theTypicalCustomerIsTheBaseline() {
        Explanation why = one(1, 3, 33).explain(0);

        assertThat(why.baseline()).isEqualTo(why.value());
        assertThat(why.reason()).matches("Bought twice in 7.6 months .*: risk 0.*, like the typical customer's");
        assertThat(why.namesBaseline()).isTrue();
    }

    @Test
    void useMayCountInsteadOfPurchases() {
        PurchaseDefinition visits = new PurchaseDefinition(Filter.purpose(Purpose.USE), ZoneOffset.UTC);
        RetentionRiskScorer scorer = RetentionRiskScorer.of(MODEL.withDefinition(visits), QUARTER)
                .withAct("visit")
                .withName("churn_risk");

        assertThat(scorer.name()).isEqualTo("churn_risk");
        assertThat(scorer.horizon()).isEqualTo(QUARTER);
        assertThat(scorer.inputs()).containsExactly(visits.frequency(), visits.recency(), visits.age());
    }

    @Test
    void aHorizonThatIsNotAheadIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RetentionRiskScorer.of(MODEL, Duration.ZERO))
                .withMessage("horizon must be positive, was PT0S");
        assertThatIllegalArgumentException().isThrownBy(() -> RetentionRiskScorer.of(MODEL, Duration.ofDays(-1)));
    }

    @Property(seed = "20260917", tries = 300)
    void riskGrowsWithSilence(
            @ForAll @IntRange(min = 0, max = 300) int frequency,
            @ForAll @DoubleRange(min = 0.1, max = 500) double recency,
            @ForAll @DoubleRange(min = 0, max = 500) double silence) {
        double last = frequency == 0 ? 0 : recency;

        assertThat(one(frequency, last, last + silence + 5).score(0))
                .isGreaterThanOrEqualTo(one(frequency, last, last + silence).score(0));
    }

    @Property(seed = "20260917", tries = 300)
    void riskFallsWithTheHorizon(
            @ForAll @IntRange(min = 0, max = 300) int frequency,
            @ForAll @DoubleRange(min = 0.1, max = 500) double recency,
            @ForAll @DoubleRange(min = 0, max = 500) double silence) {
        double last = frequency == 0 ? 0 : recency;
        MeasureTable table = table(new double[] {frequency}, new double[] {last}, new double[] {last + silence});

        assertThat(RetentionRiskScorer.of(MODEL, Duration.ofDays(30))
                        .prepare(table)
                        .score(0))
                .isGreaterThanOrEqualTo(RetentionRiskScorer.of(MODEL, Duration.ofDays(60))
                        .prepare(table)
                        .score(0));
    }

    @Property(seed = "20260917", tries = 100)
    void theUnitOfTimeChangesNoRisk(
            @ForAll @IntRange(min = 1, max = 100) int frequency,
            @ForAll @DoubleRange(min = 0.1, max = 200) double recency,
            @ForAll @DoubleRange(min = 0, max = 200) double silence) {
        Map<Measure, double[]> days = Map.of(
                DAYS.frequency(), new double[] {frequency},
                DAYS.recency(), new double[] {7 * recency},
                DAYS.age(), new double[] {7 * (recency + silence)});
        RowScorer inDays = RetentionRiskScorer.of(MODEL.convertedTo(TimeScale.DAYS), QUARTER)
                .prepare(MeasureTable.ofColumns(Instant.EPOCH, TimeScale.DAYS, List.of(), days));
        double weekly = one(frequency, recency, recency + silence).score(0);

        assertThat(Math.abs(inDays.score(0) - weekly)).isLessThanOrEqualTo(1e-10 * weekly);
    }
}
