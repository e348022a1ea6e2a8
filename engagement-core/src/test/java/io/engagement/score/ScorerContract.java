package io.engagement.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.simulate.Simulation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every scorer promises, whatever it computes. A scorer's test implements it and gives the scorer and a table of
 * some hundred different customers, those without a score among them.
 */
@SuppressWarnings("exports") // JUnit is no module's promise; tests of other packages need a public type
public interface ScorerContract {
    /** The scorer under test. */
    Scorer scorer();

    /** Holds the scorer's inputs in a unit that it takes: at least 50 rows. */
    MeasureTable table();

    /** A log for the object door; one without any purchase or contact in it is fine for no scorer. */
    default LogView view() {
        Simulation simulation = Simulation.withDefaults().withCustomers(60).withSeed(7);
        return simulation.log().asOf(simulation.end());
    }

    @Test
    default void theTableIsWorthTesting() {
        assertThat(table().size()).isGreaterThanOrEqualTo(50);
        assertThat(new HashSet<>(Arrays.asList(boxed(column(scorer(), table())))))
                .hasSizeGreaterThan(1);
    }

    @Test
    default void theNameCanNameAColumnAndInputsDiffer() {
        assertThat(scorer().name()).matches("[a-z][a-z0-9_]*");
        assertThat(scorer().inputs()).doesNotHaveDuplicates();
    }

    @Test
    default void oneRowInBulkAndExplainedIsTheSameScoreToTheBit() {
        RowScorer rows = scorer().prepare(table());
        double[] bulk = column(scorer(), table());
        for (int row = 0; row < bulk.length; row++) {
            assertSameBits(rows.score(row), bulk[row], row);
            assertSameBits(rows.explain(row).value(), bulk[row], row);
        }
    }

    @Test
    default void aRangeInPartsIsTheWholeAndTheRestIsLeftAlone() {
        RowScorer rows = scorer().prepare(table());
        double[] whole = column(scorer(), table());
        int size = whole.length;
        double[] parts = new double[size + 1];
        Arrays.fill(parts, -77);
        int cut = size / 3;
        rows.score(cut, size, parts);
        assertThat(Arrays.copyOf(parts, cut)).containsOnly(-77);
        rows.score(0, 1, parts);
        rows.score(1, cut, parts);
        rows.score(cut, cut, parts);
        assertThat(Arrays.copyOf(parts, size)).isEqualTo(whole);
        assertThat(parts[size]).isEqualTo(-77);
    }

    @Test
    default void aRangeThatIsNotThereIsRefused() {
        RowScorer rows = scorer().prepare(table());
        int size = table().size();
        assertThatThrownBy(() -> rows.score(0, size, new double[size - 1]))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> rows.score(0, size + 1, new double[size + 1]))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    default void theOrderOfCustomersChangesNoScore() {
        MeasureTable table = table();
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, table.size()).boxed().toList());
        Collections.shuffle(order, new Random(20_260_917));
        double[] straight = column(scorer(), table);
        double[] shuffled = column(scorer(), picked(table, table.size(), order::get));
        for (int row = 0; row < shuffled.length; row++) {
            assertSameBits(shuffled[row], straight[order.get(row)], row);
        }
    }

    @Test
    default void aCustomersScoreDoesNotDependOnTheOthersInTheTable() {
        double[] all = column(scorer(), table());
        for (int row = 0; row < all.length; row++) {
            int only = row;
            assertSameBits(column(scorer(), picked(table(), 1, any -> only))[0], all[row], row);
        }
    }

    @Test
    default void baselineAndContributionsAddUpToTheScore() {
        RowScorer rows = scorer().prepare(table());
        for (int row = 0; row < table().size(); row++) {
            Explanation why = rows.explain(row);
            if (!Double.isNaN(why.baseline())) {
                double sum = why.contributions().stream()
                        .mapToDouble(Contribution::amount)
                        .sum();
                double size = why.contributions().stream()
                        .mapToDouble(each -> Math.abs(each.amount()))
                        .reduce(Math.max(Math.abs(why.baseline()), Math.abs(why.value())), Math::max);
                assertThat(Math.abs(why.baseline() + sum - why.value()))
                        .as("row %d: %s", row, why)
                        .isLessThanOrEqualTo(4 * Math.ulp(size));
            }
        }
    }

    @Test
    default void contributionsAreSortedAndTheMainReasonArguesForTheSideOfTheScore() {
        RowScorer rows = scorer().prepare(table());
        for (int row = 0; row < table().size(); row++) {
            Explanation why = rows.explain(row);
            assertThat(why.scorer()).isEqualTo(scorer().name());
            assertThat(why.reason()).isNotBlank().doesNotContain("NaN");
            double[] amounts = why.contributions().stream()
                    .mapToDouble(each -> -Math.abs(each.amount()))
                    .toArray();
            assertThat(amounts).isSorted().doesNotContain(Double.NaN);
            if (!why.namesBaseline() && amounts.length > 0) {
                Contribution main = why.mainReason().orElseThrow();
                double middle = scorer().scale() == Scale.PROBABILITY && why.value() != 0.5 && !why.comparesWithTypical()
                        ? 0.5
                        : why.baseline();
                assertThat(why.reason()).startsWith(main.sentence());
                assertThat(Math.signum(main.amount())).as(why.toString()).isEqualTo(Math.signum(why.value() - middle));
            }
        }
    }

    @Test
    default void aScoreIsOnItsScaleOrDoesNotExistAndSaysWhy() {
        RowScorer rows = scorer().prepare(table());
        for (int row = 0; row < table().size(); row++) {
            double score = rows.score(row);
            if (Double.isNaN(score)) {
                assertThat(rows.explain(row).contributions()).isEmpty();
                assertThat(rows.explain(row).baseline()).isNaN();
            } else {
                assertThat(score)
                        .isBetween(scorer().scale().lowest(), scorer().scale().highest());
            }
        }
    }

    @Test
    default void aMissingMeasureIsRefusedByName() {
        Measure missing = scorer().inputs().get(0);
        Map<Measure, double[]> columns = columns(table(), 1, any -> 0);
        columns.remove(missing);
        MeasureTable without = MeasureTable.ofColumns(table().asOf(), table().timeScale(), List.of("a"), columns);
        assertThatThrownBy(() -> scorer().prepare(without))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(missing.name());
    }

    @Test
    default void aTableInAnotherUnitIsRefusedOrConverted() {
        MeasureTable table = table();
        TimeScale other = table.timeScale() == TimeScale.HOURS ? TimeScale.DAYS : TimeScale.HOURS;
        MeasureTable converted = converted(table, other);
        if (scorer().timeScale().isPresent()) {
            assertThatThrownBy(() -> scorer().prepare(converted))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(other.name())
                    .hasMessageContaining(scorer().timeScale().get().name());
        } else {
            double[] before = column(scorer(), table);
            double[] after = column(scorer(), converted);
            for (int row = 0; row < before.length; row++) {
                double size = Double.isNaN(before[row]) ? 1 : Math.max(1e-3, Math.abs(before[row]));
                assertThat(Double.isNaN(after[row])).isEqualTo(Double.isNaN(before[row]));
                assertThat(Double.isNaN(after[row]) ? 0 : Math.abs(after[row] - before[row]))
                        .as("row %d", row)
                        .isLessThanOrEqualTo(1e-9 * size);
            }
        }
    }

    @Test
    default void theObjectDoorGivesTheTablesScore() {
        LogView view = view();
        TimeScale scale = scorer().timeScale().orElse(TimeScale.DAYS);
        double[] scores = column(scorer(), MeasureTable.of(view, scale, scorer().inputs()));
        for (int row = 0; row < scores.length; row++) {
            assertSameBits(scorer().score(view.history(row)), scores[row], row);
            assertSameBits(scorer().explain(view.history(row)).value(), scores[row], row);
        }
    }

    @Test
    default void aTableWithoutCustomersIsNoTrouble() {
        MeasureTable none = picked(table(), 0, any -> any);
        scorer().prepare(none).score(0, 0, new double[0]);
    }

    private static double[] column(Scorer scorer, MeasureTable table) {
        double[] scores = new double[table.size()];
        scorer.prepare(table).score(0, scores.length, scores);
        return scores;
    }

    private static Double[] boxed(double[] values) {
        return Arrays.stream(values).boxed().toArray(Double[]::new);
    }

    private static void assertSameBits(double actual, double expected, int row) {
        assertThat(Double.doubleToLongBits(actual))
                .as("row %d: %s and %s", row, actual, expected)
                .isEqualTo(Double.doubleToLongBits(expected));
    }

    private static MeasureTable picked(MeasureTable table, int size, IntUnaryOperator from) {
        List<String> ids =
                IntStream.range(0, size).map(from).mapToObj(table::customerId).toList();
        return MeasureTable.ofColumns(table.asOf(), table.timeScale(), ids, columns(table, size, from));
    }

    private static Map<Measure, double[]> columns(MeasureTable table, int size, IntUnaryOperator from) {
        Map<Measure, double[]> columns = new LinkedHashMap<>();
        for (Measure measure : table.measures()) {
            columns.put(
                    measure,
                    IntStream.range(0, size)
                            .map(from)
                            .mapToDouble(table.column(measure)::get)
                            .toArray());
        }
        return columns;
    }

    private static MeasureTable converted(MeasureTable table, TimeScale other) {
        double factor = table.timeScale().millis() / other.millis();
        Map<Measure, double[]> columns = columns(table, table.size(), IntUnaryOperator.identity());
        columns.forEach((measure, column) -> {
            if (measure.unit() == Measure.Unit.TIME) {
                Arrays.setAll(column, row -> column[row] * factor);
            }
        });
        List<String> ids =
                IntStream.range(0, table.size()).mapToObj(table::customerId).toList();
        return MeasureTable.ofColumns(table.asOf(), other, ids, columns);
    }
}
