package io.engagement.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.score.Contribution;
import io.engagement.score.Explanation;
import io.engagement.score.RowScorer;
import io.engagement.score.Scale;
import io.engagement.score.ScoreTable;
import io.engagement.score.Scorer;
import io.engagement.score.ScoringPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Scorer} promises, whatever it computes. A test of one's own implements it and gives the scorer:
 *
 * <pre>{@code
 * class SilenceTest implements ScorerContract {
 *     public Scorer scorer() {
 *         return Scorer.of("silence", Scale.INDEX, Measure.timeSinceLast(Filter.all()), days -> 100 * -Math.expm1(-days / 30));
 *     }
 * }
 * }</pre>
 *
 * <p>Scorers of what few customers do give a {@link #table()} of their own, with those without a score among them.
 */
public interface ScorerContract {
    /**
     * The scorer under test.
     *
     * @return of one definition
     */
    Scorer scorer();

    /**
     * Some hundred different customers.
     *
     * @return the scorer's inputs in a unit that it takes, at least 50 rows; those of the {@link #view()} unless told
     */
    default MeasureTable table() {
        return MeasureTable.of(view(), scorer().timeScale().orElse(TimeScale.DAYS), scorer().inputs());
    }

    /**
     * A log of the same scorer, for customers alone, in a plan and in a live store.
     *
     * @return a view of simulated customers, some without a purchase, unless told
     */
    default LogView view() {
        return SimulatedBase.shop();
    }

    /** Enough customers, and not all alike, so that the other tests can fail. */
    @Test
    default void theTableIsWorthTesting() {
        assertThat(table().size())
                .as("rows of table(): give one with at least 50 customers")
                .isGreaterThanOrEqualTo(50);
        assertThat(new HashSet<>(Arrays.asList(boxed(Doors.column(scorer(), table())))))
                .as("different scores of table(): give one whose customers this scorer tells apart")
                .hasSizeGreaterThan(1);
    }

    /** Lower-case letters, digits and underscores. */
    @Test
    default void theNameCanNameAColumnAndInputsDiffer() {
        assertThat(scorer().name())
                .as("name(), of lower-case letters, digits and underscores, as it names a column")
                .matches("[a-z][a-z0-9_]*");
        assertThat(scorer().inputs())
                .as("inputs(): one measure or more, each once")
                .isNotEmpty()
                .doesNotHaveDuplicates();
    }

    /** Three doors of one kernel. */
    @Test
    default void oneRowInBulkAndExplainedIsTheSameScoreToTheBit() {
        MeasureTable table = table();
        RowScorer rows = scorer().prepare(table);
        double[] bulk = Doors.column(scorer(), table);
        for (int row = 0; row < bulk.length; row++) {
            String who = Tables.row(table, row);
            Doors.assertSameBits(rows.score(row), bulk[row], "score(row) of " + who);
            Doors.assertSameBits(rows.explain(row).value(), bulk[row], "explain(row).value() of " + who);
        }
    }

    /** Where a range is split changes no bit. */
    @Test
    default void aRangeInPartsIsTheWholeAndTheRestIsLeftAlone() {
        RowScorer rows = scorer().prepare(table());
        double[] whole = Doors.column(scorer(), table());
        int size = whole.length;
        double[] parts = new double[size + 1];
        Arrays.fill(parts, -77);
        int cut = size / 3;
        rows.score(cut, size, parts);
        double[] untouched = new double[cut];
        Arrays.fill(untouched, -77);
        Shown.assertSame(Arrays.copyOf(parts, cut), untouched, "row", Advice.ONLY_ITS_RANGE);
        rows.score(0, 1, parts);
        rows.score(1, cut, parts);
        rows.score(cut, cut, parts);
        Shown.assertSame(Arrays.copyOf(parts, size), whole, "row", Advice.ONLY_ITS_RANGE);
        assertThat(parts[size]).as(Advice.ONLY_ITS_RANGE).isEqualTo(-77);
    }

    /** Beyond the table, or beyond the array. */
    @Test
    default void aRangeThatIsNotThereIsRefused() {
        RowScorer rows = scorer().prepare(table());
        int size = table().size();
        Advice.assertThrows(
                IndexOutOfBoundsException.class, Advice.BEYOND, () -> rows.score(0, size, new double[size - 1]));
        Advice.assertThrows(
                IndexOutOfBoundsException.class, Advice.BEYOND, () -> rows.score(0, size + 1, new double[size + 1]));
    }

    /** The same bits, in another order. */
    @Test
    default void theOrderOfCustomersChangesNoScore() {
        MeasureTable table = table();
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, table.size()).boxed().toList());
        Collections.shuffle(order, new Random(20_260_917));
        double[] straight = Doors.column(scorer(), table);
        double[] shuffled = Doors.column(scorer(), Tables.picked(table, table.size(), order::get));
        for (int row = 0; row < shuffled.length; row++) {
            Doors.assertSameBits(
                    shuffled[row],
                    straight[order.get(row)],
                    Tables.row(table, order.get(row)) + ", as row " + row
                            + " of a shuffled table (a score reads its own row only)");
        }
    }

    /** The same bits, in a table of one. */
    @Test
    default void aCustomersScoreDoesNotDependOnTheOthersInTheTable() {
        MeasureTable table = table();
        double[] all = Doors.column(scorer(), table);
        for (int row = 0; row < all.length; row++) {
            int only = row;
            Doors.assertSameBits(
                    Doors.column(scorer(), Tables.picked(table, 1, any -> only))[0],
                    all[row],
                    Tables.row(table, row) + ", without the others (a score reads its own row only)");
        }
    }

    /** Within 4 ulp of the largest term. */
    @Test
    default void baselineAndContributionsAddUpToTheScore() {
        MeasureTable table = table();
        RowScorer rows = scorer().prepare(table);
        for (int row = 0; row < table.size(); row++) {
            Doors.assertAddsUp(rows.explain(row), Tables.row(table, row));
        }
    }

    /** Largest first; a reason that argues against its score misleads. */
    @Test
    default void contributionsAreSortedAndTheMainReasonArguesForTheSideOfTheScore() {
        MeasureTable table = table();
        RowScorer rows = scorer().prepare(table);
        for (int row = 0; row < table.size(); row++) {
            String who = Tables.row(table, row);
            Explanation why = rows.explain(row);
            assertThat(why.scorer())
                    .as("scorer() of an explanation: give it the scorer's own name()")
                    .isEqualTo(scorer().name());
            assertThat(why.reason())
                    .as("reason of %s: say it in words; what does not exist by Explanation.undefined", who)
                    .isNotBlank()
                    .doesNotContain("NaN");
            double[] amounts = why.contributions().stream()
                    .mapToDouble(each -> -Math.abs(each.amount()))
                    .toArray();
            assertThat(amounts)
                    .as("amounts of %s, the largest first, by Explanation.of(..)", who)
                    .isSorted()
                    .doesNotContain(Double.NaN);
            if (!why.namesBaseline() && amounts.length > 0) {
                Contribution main = why.mainReason().orElseThrow();
                double middle =
                        scorer().scale() == Scale.PROBABILITY && why.value() != 0.5 && !why.comparesWithTypical()
                                ? 0.5
                                : why.baseline();
                assertThat(why.reason())
                        .as("reason of %s: it begins with the main one, in the words of its contribution", who)
                        .startsWith(main.sentence());
                if (Math.signum(main.amount()) != Math.signum(why.value() - middle)) {
                    throw Shown.broken(
                            "the main reason argues for the side of the score, from " + middle + " on, of " + who,
                            Shown.sum(why),
                            Advice.AMOUNTS);
                }
            }
        }
    }

    /** Also where a table shares explanations: no reason tells a customer's id, or what another customer did. */
    @Test
    default void customersOfTheSameReadingsAreExplainedAlikeAndEachByTheirOwn() {
        ScoringPlan plan = ScoringPlan.of(scorer());
        MeasureTable twins = Tables.withTwins(Tables.converted(table(), plan.timeScale()));
        RowScorer rows = scorer().prepare(twins);
        ScoreTable shared = plan.score(twins);
        for (int row = 0; row < twins.size() / 2; row++) {
            int twin = twins.size() - 1 - row;
            String who = Tables.row(twins, row);
            Explanation own = scorer().prepare(twins).explain(row);
            Shown.assertSame(rows.explain(row), own, Advice.ownReadings(who));
            Shown.assertSame(rows.explain(twin), own, Advice.alike(who, twin));
            Explanation kept = plan.score(twins).explain(row, scorer().name());
            Shown.assertSame(shared.explain(twin, scorer().name()), kept, Advice.alike(who + ", in a plan", twin));
            Shown.assertSame(shared.explain(row, scorer().name()), kept, Advice.ownReadings(who + ", in a plan"));
        }
    }

    /** A probability from 0 to 1, an index from 0 to 100; NaN has a reason. */
    @Test
    default void aScoreIsOnItsScaleOrDoesNotExistAndSaysWhy() {
        MeasureTable table = table();
        RowScorer rows = scorer().prepare(table);
        for (int row = 0; row < table.size(); row++) {
            String who = Tables.row(table, row);
            double score = rows.score(row);
            if (Double.isNaN(score)) {
                assertThat(rows.explain(row).contributions())
                        .as(Advice.NONE, who)
                        .isEmpty();
                assertThat(rows.explain(row).baseline()).as(Advice.NONE, who).isNaN();
            } else {
                assertThat(score)
                        .as(
                                "score of %s, on the scale %s: keep it there, or say another scale()",
                                who, scorer().scale())
                        .isBetween(scorer().scale().lowest(), scorer().scale().highest());
            }
        }
    }

    /** A table without an input. */
    @Test
    default void aMissingMeasureIsRefusedByName() {
        assertThat(scorer().inputs()).as("inputs(): one measure or more").isNotEmpty();
        Measure missing = scorer().inputs().get(0);
        Map<Measure, double[]> columns = Tables.columns(table(), 1, any -> 0);
        columns.remove(missing);
        MeasureTable without = MeasureTable.ofColumns(table().asOf(), table().timeScale(), List.of("a"), columns);
        Advice.assertThrows(
                IllegalArgumentException.class,
                "prepare(table) without an input is refused by its name: read it by table.column(measure)",
                () -> scorer().prepare(without),
                missing.name());
    }

    /** A scorer that wants a unit names both; any other gives the same scores. */
    @Test
    default void aTableInAnotherUnitIsRefusedOrConverted() {
        MeasureTable table = table();
        TimeScale other = table.timeScale() == TimeScale.HOURS ? TimeScale.DAYS : TimeScale.HOURS;
        MeasureTable converted = Tables.converted(table, other);
        if (scorer().timeScale().isPresent()) {
            Advice.assertThrows(
                    IllegalArgumentException.class,
                    "a table in another unit than timeScale(): refuse it and name both",
                    () -> scorer().prepare(converted),
                    other.name(),
                    scorer().timeScale().get().name());
        } else {
            double[] before = Doors.column(scorer(), table);
            double[] after = Doors.column(scorer(), converted);
            for (int row = 0; row < before.length; row++) {
                double size = Double.isNaN(before[row]) ? 1 : Math.max(1e-3, Math.abs(before[row]));
                assertThat(Double.isNaN(after[row]))
                        .as(Advice.CONVERT, Tables.row(table, row))
                        .isEqualTo(Double.isNaN(before[row]));
                assertThat(Double.isNaN(after[row]) ? 0 : Math.abs(after[row] - before[row]))
                        .as(Advice.CONVERT, Tables.row(table, row))
                        .isLessThanOrEqualTo(1e-9 * size);
            }
        }
    }

    /** Of the {@link #view()}, to the bit. */
    @Test
    default void aScoreIsTheSameInATableAloneInAPlanAndLive() {
        new Doors(scorer(), view()).assertOneScore();
    }

    /** No rows, no scores. */
    @Test
    default void aTableWithoutCustomersIsNoTrouble() {
        MeasureTable none = Tables.picked(table(), 0, any -> any);
        Throwable thrown = Shown.thrown(() -> scorer().prepare(none).score(0, 0, new double[0]));
        if (thrown != null) {
            throw Shown.unexpected("a table without rows: prepare(table) must not look at the first one", thrown);
        }
    }

    private static Double[] boxed(double[] values) {
        return Arrays.stream(values).boxed().toArray(Double[]::new);
    }
}
