package io.engagement.customerbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.customerbase.geometric.BetaGeometricNbd;
import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.simulate.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PurchasesTest {
    private static Purchases one(double x, double recency, double age) {
        return Purchases.of(TimeScale.DAYS, new double[] {0, x}, new double[] {0, recency}, new double[] {9, age});
    }

    private static void assertRefused(double x, double recency, double age, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> one(x, recency, age))
                .withMessage(message);
    }

    @Test
    void withOtherAgesAllElseIsTheSame() {
        Purchases longer = one(2, 3, 5).withWeights(new double[] {1, 4}).withAges(new double[] {10, 3});
        assertThat(longer.age(0)).isEqualTo(10);
        assertThat(longer.age(1)).isEqualTo(3);
        assertThat(longer.frequency(1)).isEqualTo(2);
        assertThat(longer.recency(1)).isEqualTo(3);
        assertThat(longer.weight(1)).isEqualTo(4);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> longer.withAges(new double[] {10, 2}))
                .withMessage("row 1: recency must be between 0 and the age 2.0, was 3.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> longer.withAges(new double[] {10}))
                .withMessage("ages must be as many as rows, were 1 for 2");
    }

    /** They end with the old ages. */
    @Test
    void withOtherAgesThereIsNoInstantAndNoTimes() {
        LogView view = Simulation.withDefaults().withCustomers(20).log().asOf(Instant.parse("2025-01-01T00:00:00Z"));
        Purchases known = Purchases.of(view, TimeScale.DAYS, PurchaseDefinition.standard())
                .withTimes(view);
        assertThat(known.times()).isPresent();
        assertThat(known.asOf()).isPresent();

        Purchases longer = known.withAges(IntStream.range(0, known.size())
                .mapToDouble(row -> known.age(row) + 1)
                .toArray());

        assertThat(longer.times()).isEmpty();
        assertThat(longer.asOf()).isEmpty();
    }

    @Test
    void whatCannotBeIsRefusedWithItsRow() {
        String whole = "row 1: frequency must be a whole number, not negative, was ";
        assertRefused(1.5, 1, 2, whole + 1.5);
        assertRefused(-1, 0, 2, whole + -1.0);
        assertRefused(Double.NaN, 0, 2, whole + "NaN");
        assertRefused(Double.POSITIVE_INFINITY, 0, 2, whole + "Infinity");
        assertRefused(1, 1, -2, "row 1: age must be finite and not negative, was -2.0");
        assertRefused(1, 1, Double.NaN, "row 1: age must be finite and not negative, was NaN");
        assertRefused(1, 1, Double.POSITIVE_INFINITY, "row 1: age must be finite and not negative, was Infinity");
        assertRefused(1, 3, 2, "row 1: recency must be between 0 and the age 2.0, was 3.0");
        assertRefused(1, Double.NaN, 2, "row 1: recency must be between 0 and the age 2.0, was NaN");
        assertRefused(
                1,
                0,
                2,
                "row 1: recency must be 0 where the frequency is 0, and only there: was 0.0 with frequency 1.0");
        assertRefused(
                0,
                1,
                2,
                "row 1: recency must be 0 where the frequency is 0, and only there: was 1.0 with frequency 0.0");
    }

    @Test
    void columnsOfDifferentLengthAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Purchases.of(TimeScale.DAYS, new double[1], new double[2], new double[1]))
                .withMessage("frequency, recency and age must have the same length, had 1, 2 and 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> one(1, 1, 2).withWeights(new double[3]))
                .withMessage("weights must be as many as rows, were 3 for 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> one(1, 1, 2).withWeights(new double[] {1, 0}))
                .withMessage("row 1: weight must be positive and finite, was 0.0");
    }

    @Test
    void theCallersArraysAreNotKept() {
        double[] x = {2};
        Purchases purchases = Purchases.of(TimeScale.DAYS, x, new double[] {1}, new double[] {5});
        x[0] = 7;
        assertThat(purchases.frequency(0)).isEqualTo(2);
    }

    @Test
    void equalRowsBecomeOneWithTheirWeights() {
        Purchases many = Purchases.of(
                        TimeScale.DAYS, new double[] {2, 0, 2, 0, 2}, new double[] {3, 0, 3, 0, 4}, new double[] {
                            9, 8, 9, 8, 9
                        })
                .withWeights(new double[] {1, 2, 3, 4, 5});
        Purchases distinct = many.distinct();
        assertThat(distinct.size()).isEqualTo(3);
        assertThat(distinct.customers()).isEqualTo(15);
        assertThat(distinct.frequency(0)).isZero();
        assertThat(distinct.weight(0)).isEqualTo(6);
        assertThat(distinct.recency(1)).isEqualTo(3);
        assertThat(distinct.weight(1)).isEqualTo(4);
        assertThat(distinct.weight(2)).isEqualTo(5);
        assertThat(distinct.age(2)).isEqualTo(9);
    }

    @Test
    void theTypicalCustomerIsTheMedianByWeight() {
        Purchases purchases =
                Purchases.of(TimeScale.DAYS, new double[] {0, 1, 5}, new double[] {0, 2, 6}, new double[] {7, 8, 9});
        assertThat(purchases.typical()).isEqualTo(new PurchaseSummary(1, 2, 8));
        assertThat(purchases.withWeights(new double[] {9, 1, 1}).typical()).isEqualTo(new PurchaseSummary(0, 0, 7));
    }

    @Test
    void thePeriodEndsAtTheInstantAndBeginsWithTheLongestKnown() {
        Instant end = Instant.parse("2026-01-11T00:00:00Z");
        assertThat(one(1, 1, 10).start()).isEmpty();
        assertThat(one(1, 1, 10).withAsOf(end).start()).contains(Instant.parse("2026-01-01T00:00:00Z"));
        double[] none = {};
        assertThat(Purchases.of(TimeScale.DAYS, none, none, none).withAsOf(end).start())
                .isEmpty();
    }

    @Test
    void customersWhoNeverBoughtAreLeftOut() {
        PurchaseDefinition days = PurchaseDefinition.standard();
        MeasureTable table = MeasureTable.ofColumns(
                Instant.EPOCH,
                TimeScale.WEEKS,
                List.of(),
                Map.of(
                        days.frequency(), new double[] {1, Double.NaN, 0},
                        days.recency(), new double[] {2, Double.NaN, 0},
                        days.age(), new double[] {5, Double.NaN, 6}));
        Purchases purchases = Purchases.of(table, days);
        assertThat(purchases.size()).isEqualTo(2);
        assertThat(purchases.timeScale()).isEqualTo(TimeScale.WEEKS);
        assertThat(purchases.asOf()).contains(Instant.EPOCH);
        assertThat(purchases.age(1)).isEqualTo(6);
    }

    @Test
    void aViewGivesWhatItsTableGives() {
        Simulation simulation = Simulation.withDefaults().withCustomers(40).withSeed(2);
        LogView view = simulation.log().asOf(simulation.end());
        PurchaseDefinition days = PurchaseDefinition.standard();
        MeasureTable table =
                MeasureTable.of(view, TimeScale.WEEKS, List.of(days.frequency(), days.recency(), days.age()));
        Fitted<BetaGeometricNbd> ofTable = BetaGeometricNbd.fit(Purchases.of(table, days));
        assertThat(ofTable.toText())
                .isEqualTo(BetaGeometricNbd.fit(Purchases.of(view, TimeScale.WEEKS, days))
                        .toText());
        assertThat(ofTable.provenance().interactions()).contains(view.initiators());
    }

    @Test
    void aTableOfNumbersDoesNotTellOfHowManyInteractionsItIs() {
        PurchaseDefinition days = PurchaseDefinition.standard();
        MeasureTable table = MeasureTable.ofColumns(
                Instant.EPOCH,
                TimeScale.WEEKS,
                List.of(),
                Map.of(
                        days.frequency(), new double[] {1, 3, 0},
                        days.recency(), new double[] {2, 4, 0},
                        days.age(), new double[] {5, 8, 6}));
        assertThat(BetaGeometricNbd.fit(Purchases.of(table, days)).provenance().interactions())
                .isEmpty();
    }

    @Test
    void regularityIsReadFromTheLogAndKeptInDistinctRows() {
        InteractionLog.Builder builder = InteractionLog.builder();
        for (int day : new int[] {0, 2, 10}) {
            builder.add(purchase("a", day));
        }
        for (int day : new int[] {0, 5, 10}) {
            builder.add(purchase("b", day));
        }
        builder.add(purchase("c", 0));
        LogView view = builder.build().asOf(Instant.parse("2026-01-21T00:00:00Z"));
        Purchases purchases = Purchases.of(view, TimeScale.DAYS, PurchaseDefinition.standard());
        assertThat(purchases.knowsLogGaps()).isTrue();
        assertThat(purchases.logGaps(0)).isCloseTo(Math.log(16), within(1e-12));
        assertThat(purchases.logGaps(1)).isCloseTo(Math.log(25), within(1e-12));
        assertThat(purchases.logGaps(2)).isZero();
        Purchases distinct = purchases.distinct();
        assertThat(distinct.size()).isEqualTo(2);
        assertThat(distinct.logGaps(1)).isCloseTo(0.5 * Math.log(16 * 25), within(1e-12));
        assertThat(Purchases.of(TimeScale.DAYS, new double[] {0}, new double[] {0}, new double[] {9})
                        .logGaps(0))
                .isNaN();
    }

    @Test
    void gapsThatNoPurchasesHaveAreRefused() {
        Purchases purchases = Purchases.of(TimeScale.DAYS, new double[] {2}, new double[] {10}, new double[] {20});
        assertThat(purchases.withLogGaps(new double[] {2 * Math.log(5)}).logGaps(0))
                .isEqualTo(2 * Math.log(5));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> purchases.withLogGaps(new double[] {4}))
                .withMessageStartingWith("row 0: the sum of the log gaps of 2.0 repeat purchases within 10.0");
        assertThatIllegalArgumentException().isThrownBy(() -> purchases.withLogGaps(new double[] {Double.NaN}));
        assertThatIllegalArgumentException().isThrownBy(() -> purchases.withLogGaps(new double[2]));
    }

    private static Interaction purchase(String customer, int day) {
        return Interaction.of(
                customer,
                Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofDays(day)),
                Channel.WEB,
                Initiator.CUSTOMER,
                Purpose.PURCHASE);
    }
}
