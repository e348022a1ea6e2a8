package io.engagement.value;

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
import io.engagement.measure.spi.Quantity;
import io.engagement.score.Contribution;
import io.engagement.score.Explanation;
import io.engagement.score.RowScorer;
import io.engagement.score.Scorer;
import io.engagement.spend.GammaGamma;
import io.engagement.spend.HurdleGammaGamma;
import io.engagement.spend.NormalNormal;
import io.engagement.spend.SpendModel;
import io.engagement.testkit.ScorerContract;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LifetimeValueScorerTest {
    /** CDNOW's parameters, in weeks. */
    private static final BetaGeometricNbd MODEL = BetaGeometricNbd.of(0.2426, 4.4136, 0.7929, 2.4259, TimeScale.WEEKS)
            .withTypical(new PurchaseSummary(1, 3, 33));

    private static final GammaGamma SPEND = GammaGamma.of(6.2493, 3.7443, 15.444);
    private static final CostToServe COSTS = CostToServe.of(TimeScale.WEEKS, 0.5, 20);
    private static final Duration YEAR = TimeScale.YEARS.toDuration(1);
    private static final PurchaseDefinition DAYS = PurchaseDefinition.standard();
    private static final Measure COST =
            Measure.sum(Filter.purpose(Purpose.PURCHASE).negate(), Quantity.COST);
    private static final Measure EXPOSURE = Measure.timeSinceFirst(Filter.all());
    private static final double NONE = Double.NaN;

    private static final LifetimeValueScorer REVENUE =
            LifetimeValueScorer.of(MODEL, SPEND, YEAR, DiscountRate.annual(0.1));
    private static final LifetimeValueScorer PROFIT = REVENUE.withMargin(0.3).withCosts(COSTS);

    private static final PurchaseDefinition NET = DAYS.withRefunds(Filter.purpose(Purpose.RETURN));
    private static final LifetimeValueScorer HURDLE = LifetimeValueScorer.of(
            MODEL, HurdleGammaGamma.of(3, 1, SPEND, 0.5).withDefinition(NET), YEAR, DiscountRate.annual(0.1));

    @Nested
    class WithCosts implements ScorerContract {
        @Override
        public Scorer scorer() {
            return PROFIT;
        }

        @Override
        public MeasureTable table() {
            return random();
        }
    }

    @Nested
    class OfAllFuture implements ScorerContract {
        @Override
        public Scorer scorer() {
            return LifetimeValueScorer.ofAllFuture(MODEL, SPEND, DiscountRate.annual(0.15));
        }

        @Override
        public MeasureTable table() {
            return random();
        }
    }

    @Nested
    class OfNormalSpend implements ScorerContract {
        @Override
        public Scorer scorer() {
            return LifetimeValueScorer.of(MODEL, NormalNormal.of(30, 40, 50), YEAR, DiscountRate.annual(0.1))
                    .withMargin(0.4);
        }

        @Override
        public MeasureTable table() {
            return random();
        }
    }

    @Nested
    class OfSpendWithAHurdle implements ScorerContract {
        @Override
        public Scorer scorer() {
            return HURDLE.withCosts(COSTS);
        }

        @Override
        public MeasureTable table() {
            return netTable();
        }
    }

    private static MeasureTable netTable() {
        Random random = new Random(10);
        double[][] columns = new double[8][80];
        for (int row = 0; row < 80; row++) {
            boolean bought = row % 10 != 3;
            columns[0][row] = bought ? random.nextInt(12) : NONE;
            columns[2][row] = bought ? 40 * random.nextDouble() : NONE;
            columns[1][row] = columns[0][row] > 0 ? columns[2][row] * random.nextDouble() : columns[0][row];
            columns[3][row] = bought ? Math.max(0, columns[0][row] - row % 3) : NONE;
            columns[4][row] = bought ? Math.rint(columns[3][row] * random.nextDouble()) : NONE;
            columns[5][row] = columns[4][row] > 0 ? 100 * random.nextDouble() : NONE;
            columns[6][row] = 30 * random.nextDouble();
            columns[7][row] = bought ? columns[2][row] + random.nextDouble() : 3;
        }
        return netTable(columns);
    }

    private static MeasureTable netTable(double[]... columns) {
        return MeasureTable.ofColumns(
                Instant.EPOCH,
                TimeScale.WEEKS,
                List.of(),
                Map.of(
                        NET.frequency(),
                        columns[0],
                        NET.recency(),
                        columns[1],
                        NET.age(),
                        columns[2],
                        NET.valuedFrequency(),
                        columns[3],
                        NET.earningFrequency(),
                        columns[4],
                        NET.meanEarning(),
                        columns[5],
                        COST,
                        columns[6],
                        EXPOSURE,
                        columns[7]));
    }

    private static RowScorer oneOfHurdle(double... row) {
        double[][] columns = new double[row.length][];
        for (int index = 0; index < row.length; index++) {
            columns[index] = new double[] {row[index]};
        }
        return HURDLE.prepare(netTable(columns));
    }

    @Test
    void customersWhoseRefundsOutweighHaveAValueWhereTheSpendModelTakesThem() {
        HurdleGammaGamma spend = HurdleGammaGamma.of(3, 1, SPEND, 0.5);
        double purchases = value(
                LifetimeValueScorer.of(MODEL, NormalNormal.of(1, 1, 1), YEAR, DiscountRate.annual(0.1)),
                6,
                20,
                22,
                1,
                0,
                30);
        // Nothing was kept of six days, or of one, or of two of six.
        assertThat(oneOfHurdle(6, 20, 22, 6, 0, NONE, 0, 30).score(0))
                .isEqualTo(purchases * spend.conditionalExpectedSpend(6, 0, NONE), within(1e-12 * purchases * 50));
        assertThat(oneOfHurdle(6, 20, 22, 6, 4, 50, 0, 30).score(0))
                .isEqualTo(purchases * spend.conditionalExpectedSpend(6, 4, 50), within(1e-12 * purchases * 50));
        assertThat(oneOfHurdle(60, 20, 22, 60, 0, NONE, 0, 30).score(0)).isNegative();
        assertThat(oneOfHurdle(60, 20, 22, 60, 0, NONE, 0, 30).explain(0).contributions())
                .anySatisfy(each -> {
                    assertThat(each.name()).isEqualTo("expected_spend");
                    assertThat(each.value()).isNegative();
                    assertThat(each.sentence()).contains(": value -");
                });
        LifetimeValueScorer normal =
                LifetimeValueScorer.of(MODEL, NormalNormal.of(30, 40, 50), YEAR, DiscountRate.none());
        assertThat(value(normal, 3, 20, 30, -500, 0, 40)).isNegative();
        assertThat(value(normal, 3, 20, 30, 0, 0, 40)).isPositive();
        assertThat(one(normal, 3, 20, 30, NONE, 0, 40).score(0)).isPositive();
    }

    @Test
    void aHurdleReadsHowManyDaysBroughtSomething() {
        assertThat(HURDLE.inputs())
                .containsExactly(
                        NET.frequency(),
                        NET.recency(),
                        NET.age(),
                        NET.valuedFrequency(),
                        NET.earningFrequency(),
                        NET.meanEarning());
        HurdleGammaGamma wild = HurdleGammaGamma.of(3, 1, GammaGamma.of(2, 0.8, 15), 5);
        LifetimeValueScorer scorer = LifetimeValueScorer.of(MODEL, wild.withDefinition(NET), YEAR, DiscountRate.none());
        RowScorer none = scorer.prepare(netTable(
                new double[] {0},
                new double[] {0},
                new double[] {30},
                new double[] {0},
                new double[] {0},
                new double[] {NONE},
                new double[] {0},
                new double[] {30}));
        assertThat(none.explain(0).reason()).startsWith("The spend model has no expectation");
    }

    private static MeasureTable random() {
        Random random = new Random(9);
        double[][] columns = new double[6][80];
        for (int row = 0; row < 80; row++) {
            boolean bought = row % 10 != 3;
            columns[0][row] = bought ? random.nextInt(12) : NONE;
            columns[2][row] = bought ? 40 * random.nextDouble() : NONE;
            columns[1][row] = columns[0][row] > 0 ? columns[2][row] * random.nextDouble() : columns[0][row];
            columns[3][row] = columns[0][row] > 0 ? 100 * random.nextDouble() : NONE;
            columns[4][row] = 30 * random.nextDouble();
            columns[5][row] = bought ? columns[2][row] + random.nextDouble() : 3;
        }
        return table(columns);
    }

    private static MeasureTable table(double[]... columns) {
        return MeasureTable.ofColumns(
                Instant.EPOCH,
                TimeScale.WEEKS,
                List.of(),
                Map.of(
                        DAYS.frequency(),
                        columns[0],
                        DAYS.recency(),
                        columns[1],
                        DAYS.age(),
                        columns[2],
                        DAYS.meanRepeatValue(),
                        columns[3],
                        COST,
                        columns[4],
                        EXPOSURE,
                        columns[5]));
    }

    private static RowScorer one(LifetimeValueScorer scorer, double... row) {
        double[][] columns = new double[row.length][];
        for (int index = 0; index < row.length; index++) {
            columns[index] = new double[] {row[index]};
        }
        return scorer.prepare(table(columns));
    }

    private static double value(LifetimeValueScorer scorer, double... row) {
        return one(scorer, row).score(0);
    }

    @Property(seed = "20260917", tries = 200)
    void withoutDiscountMarginAndCostsItIsExpectedPurchasesTimesExpectedSpend(
            @ForAll @IntRange(min = 1, max = 60) int frequency,
            @ForAll @DoubleRange(min = 0.1, max = 100) double recency,
            @ForAll @DoubleRange(min = 0, max = 100) double silence,
            @ForAll @DoubleRange(min = 0, max = 500) double mean) {
        LifetimeValueScorer plain = LifetimeValueScorer.of(MODEL, SPEND, Duration.ofDays(273), DiscountRate.none());
        double expected = MODEL.expectedPurchases(frequency, recency, recency + silence, 39)
                * SPEND.conditionalExpectedSpend(frequency, mean);

        assertThat(value(plain, frequency, recency, recency + silence, mean, 0, 1))
                .isEqualTo(expected, within(1e-12 * expected));
    }

    @Property(seed = "20260917", tries = 200)
    void valueGrowsWithTheMarginAndTheHorizonAndFallsWithCostAndDiscount(
            @ForAll @IntRange(min = 0, max = 12) int frequency,
            @ForAll @DoubleRange(min = 5, max = 100) double recency,
            @ForAll @DoubleRange(min = 0, max = 10) double silence,
            @ForAll @DoubleRange(min = 0, max = 500) double mean) {
        double last = frequency == 0 ? 0 : recency;
        double age = last + silence;
        double[] customer = {frequency, last, age, frequency == 0 ? NONE : mean, 5, age};
        double[] dearer = {frequency, last, age, frequency == 0 ? NONE : mean, 50, age};

        assertThat(value(PROFIT.withMargin(0.4), customer)).isGreaterThan(value(PROFIT, customer));
        assertThat(value(PROFIT, dearer)).isLessThan(value(PROFIT, customer));
        assertThat(value(LifetimeValueScorer.of(MODEL, SPEND, YEAR, DiscountRate.annual(0.2)), customer))
                .isLessThan(value(REVENUE, customer));
        assertThat(value(LifetimeValueScorer.ofAllFuture(MODEL, SPEND, DiscountRate.annual(0.1)), customer))
                .isGreaterThan(value(REVENUE, customer));
    }

    @Test
    void costIsTheExpectedRateOverTheDiscountedHorizon() {
        double[] customer = {3, 20, 30, 35, 40, 60};
        double rate = (0.5 * 20 + 40) / (20 + 60);
        double annuity = DiscountRate.annual(0.1).annuity(TimeScale.WEEKS.of(YEAR), TimeScale.WEEKS);

        assertThat(value(PROFIT, customer)).isEqualTo(0.3 * value(REVENUE, customer) - rate * annuity, within(1e-12));
    }

    @Test
    void aCustomerOfOnePurchaseIsExpectedToSpendWhatANewOneDoes() {
        double expected = MODEL.discountedPurchases(
                        0,
                        0,
                        30,
                        TimeScale.WEEKS.of(YEAR),
                        DiscountRate.annual(0.1).rate(TimeScale.WEEKS))
                * SPEND.expectedSpend();

        assertThat(value(REVENUE, 0, 0, 30, NONE, 0, 30)).isEqualTo(expected, within(1e-12));
    }

    @Test
    void repeatPurchasesWithoutAValueSayNothingAboutSpend() {
        assertThat(one(REVENUE, 3, 20, 30, NONE, 0, 30).explain(0).contributions().stream()
                        .filter(each -> each.name().equals("expected_spend"))
                        .findFirst()
                        .orElseThrow()
                        .value())
                .isEqualTo(SPEND.expectedSpend());
    }

    @Test
    void costsAreAContributionOfTheirOwn() {
        Explanation why = one(PROFIT, 3, 20, 30, 35, 400, 60).explain(0);
        Contribution cost = why.contributions().stream()
                .filter(each -> each.name().equals("cost_to_serve"))
                .findFirst()
                .orElseThrow();

        double annuity = DiscountRate.annual(0.1).annuity(TimeScale.WEEKS.of(YEAR), TimeScale.WEEKS);
        assertThat(cost.amount()).isEqualTo((0.5 - 5.125) * annuity, within(1e-9));
        assertThat(cost.sentence())
                .matches("Costs 5.1[23] a week to serve and contact \\(typical 0.50\\): value -\\d+\\.\\d\\d");
        assertThat(why.contributions())
                .extracting(Contribution::name)
                .containsExactlyInAnyOrder("habit", "silence", "expected_spend", "cost_to_serve");
    }

    @Test
    void aCustomerWithoutAValueHearsWhy() {
        assertThat(one(PROFIT, NONE, NONE, NONE, NONE, 3, 4).explain(0).reason())
                .isEqualTo("No purchase yet: the first one gives a value");
        assertThat(one(PROFIT, 3, 20, 30, -5, 3, 40).explain(0).reason()).startsWith("Refunds outweigh");
        assertThat(one(PROFIT, 3, 20, 30, 5, NONE, NONE).explain(0).reason())
                .isEqualTo("No value yet, for want of the costs of past contacts: the first contact gives one");
        LifetimeValueScorer wild = LifetimeValueScorer.of(MODEL, GammaGamma.of(2, 0.8, 15), YEAR, DiscountRate.none());
        assertThat(one(wild, 0, 0, 30, NONE, 0, 30).explain(0).reason())
                .startsWith("The spend model has no expectation");
        assertThat(one(wild, 0, 0, 30, NONE, 0, 30).score(0)).isNaN();
        assertThat(one(wild, 3, 20, 30, 5, 0, 30).score(0)).isPositive();
        assertThat(one(wild, 3, 20, 30, 5, 0, 30).explain(0).baseline()).isNaN();
    }

    @Test
    void whatIsReadIsWhatTheModelsWereFittedTo() {
        PurchaseDefinition inStores = new PurchaseDefinition(Filter.department("stores"), ZoneOffset.UTC);
        LifetimeValueScorer changed = LifetimeValueScorer.of(
                        counting(inStores), SPEND.withDefinition(inStores), YEAR, DiscountRate.annual(0.1))
                .withCosts(COSTS)
                .withName("store_value");

        assertThat(changed.name()).isEqualTo("store_value");
        assertThat(changed.inputs())
                .containsExactly(
                        inStores.frequency(),
                        inStores.recency(),
                        inStores.age(),
                        inStores.meanRepeatValue(),
                        COST,
                        EXPOSURE);
        assertThat(REVENUE.inputs()).hasSize(4);
    }

    private static BetaGeometricNbd counting(PurchaseDefinition purchases) {
        return MODEL.withDefinition(purchases);
    }

    @Test
    void modelsOfDifferentPurchasesAreRefusedTogetherAndTheDifferenceIsNamed() {
        PurchaseDefinition use = new PurchaseDefinition(Filter.purpose(Purpose.USE), ZoneOffset.UTC);
        PurchaseDefinition berlin = new PurchaseDefinition(DAYS.filter(), ZoneId.of("Europe/Berlin"));
        PurchaseDefinition monthly = DAYS.byPeriod(TimeScale.MONTHS);
        refusedTogether(use, DAYS, "what counts as a purchase is purpose=USE here, purpose=PURCHASE there");
        refusedTogether(DAYS, use, "what counts as a purchase is purpose=PURCHASE here, purpose=USE there");
        refusedTogether(berlin, DAYS, "counted by day in Europe/Berlin here, by day in UTC there");
        refusedTogether(DAYS, monthly, "counted by day in UTC here, by calendar month in UTC there");
        assertThat(REVENUE.definitions()).containsExactly(DAYS);
        assertThat(HURDLE.definitions()).containsExactly(DAYS, NET);
        assertThat(LifetimeValueScorer.of(counting(NET), SPEND, YEAR, DiscountRate.none())
                        .inputs())
                .as("what is given back is a matter of spend")
                .isEqualTo(REVENUE.inputs());
    }

    private static void refusedTogether(PurchaseDefinition counted, PurchaseDefinition spent, String why) {
        for (SpendModel spend : List.of(SPEND, NormalNormal.of(30, 40, 50), HurdleGammaGamma.of(3, 1, SPEND, 0.5))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> LifetimeValueScorer.of(
                            counting(counted), spend.withDefinition(spent), YEAR, DiscountRate.annual(0.1)))
                    .withMessageContaining("bg-nbd and " + spend.name() + " have different definitions")
                    .withMessageContaining(why);
        }
    }

    @Test
    void scorersThatMakeNoSenseAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LifetimeValueScorer.of(MODEL, SPEND, Duration.ZERO, DiscountRate.none()))
                .withMessage("horizon must be positive, was PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LifetimeValueScorer.ofAllFuture(MODEL, SPEND, DiscountRate.none()))
                .withMessageContaining("positive discount rate");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> REVENUE.withMargin(1.2))
                .withMessage("margin must be between 0 and 1, was 1.2");
        assertThatIllegalArgumentException().isThrownBy(() -> REVENUE.withMargin(NONE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> REVENUE.withCosts(CostToServe.of(TimeScale.DAYS, 1, 1)))
                .withMessageContaining("WEEKS, were in DAYS");
    }
}
