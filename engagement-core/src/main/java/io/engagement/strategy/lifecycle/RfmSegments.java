package io.engagement.strategy.lifecycle;

import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import io.engagement.internal.math.Search;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.spi.Quantity;
import io.engagement.table.Table;
import io.engagement.table.Tabular;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Customers by recency, frequency and money: of each a score from 1 to 5, where 5 means better than four fifths of the base, 4 than
 * three fifths, and so on; equal customers have equal scores. The {@linkplain RfmGroup groups} go by recency and the mean of the
 * other two. A description of the past, not a forecast. Immutable.
 */
public final class RfmSegments implements Tabular {
    private static final int FIFTHS = 5;

    private final List<String> customers;
    private final double[] days;
    private final double[] frequency;
    private final double[] money;
    private final int[][] scores;
    private final RfmGroup[] groups;

    private RfmSegments(List<String> customers, double[] days, double[] frequency, double[] money, int[][] scores) {
        this.customers = customers;
        this.days = days;
        this.frequency = frequency;
        this.money = money;
        this.scores = scores;
        this.groups = IntStream.range(0, customers.size())
                .mapToObj(i -> RfmGroup.of(scores[0][i], (scores[1][i] + scores[2][i]) / 2.0))
                .toArray(RfmGroup[]::new);
    }

    /**
     * The segments of a base.
     *
     * @param view all that is known
     * @param filter what counts, such as purchases
     * @return the customers with at least one
     */
    public static RfmSegments of(LogView view, Filter filter) {
        Measure last = Measure.timeSinceLast(filter);
        Measure count = Measure.count(filter);
        Measure sum = Measure.sum(filter, Quantity.VALUE);
        MeasureTable table = MeasureTable.of(view, TimeScale.DAYS, List.of(last, count, sum));
        int[] rows = IntStream.range(0, view.customers())
                .filter(row -> table.column(count).get(row) > 0)
                .toArray();
        double[] days = column(table, last, rows);
        double[] frequency = column(table, count, rows);
        double[] money = column(table, sum, rows);
        double[] recent = Arrays.stream(days).map(each -> -each).toArray();
        return new RfmSegments(
                Arrays.stream(rows).mapToObj(view::customerId).toList(), days, frequency, money, new int[][] {
                    scores(recent), scores(frequency), scores(money)
                });
    }

    private static double[] column(MeasureTable table, Measure measure, int[] rows) {
        return Arrays.stream(rows)
                .mapToDouble(row -> table.column(measure).get(row))
                .toArray();
    }

    /** By the share of the base that is strictly below. */
    private static int[] scores(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return Arrays.stream(values)
                .mapToInt(value -> 1 + (int) ((long) FIFTHS * Search.below(sorted, value) / values.length))
                .toArray();
    }

    /**
     * The segments by the levels of an attribute: each level's customers, scored within the whole base.
     *
     * @param view all that is known
     * @param filter what counts
     * @param attribute by which
     * @return the segments of each level
     * @throws IllegalArgumentException if the attribute is blank
     */
    public static Breakdown<RfmSegments> by(LogView view, Filter filter, String attribute) {
        RfmSegments all = of(view, filter);
        int[] place = new int[view.customers()];
        Arrays.fill(place, -1);
        for (int i = 0; i < all.size(); i++) {
            place[view.row(all.customers.get(i)).orElseThrow()] = i;
        }
        return Breakdown.of(
                view, attribute, row -> place[row] >= 0, rows -> all.only(rows, row -> place[row], view.customers()));
    }

    private RfmSegments only(IntPredicate rows, IntUnaryOperator place, int all) {
        int[] kept = IntStream.range(0, all)
                .filter(rows)
                .map(place)
                .filter(i -> i >= 0)
                .toArray();
        return new RfmSegments(
                Arrays.stream(kept).mapToObj(customers::get).toList(),
                Arrays.stream(kept).mapToDouble(i -> days[i]).toArray(),
                Arrays.stream(kept).mapToDouble(i -> frequency[i]).toArray(),
                Arrays.stream(kept).mapToDouble(i -> money[i]).toArray(),
                Arrays.stream(scores)
                        .map(of -> Arrays.stream(kept).map(i -> of[i]).toArray())
                        .toArray(int[][]::new));
    }

    /**
     * Number of customers.
     *
     * @return those with at least one interaction that counts
     */
    public int size() {
        return customers.size();
    }

    /**
     * A customer.
     *
     * @param index from 0 to {@code size() - 1}
     * @return the id; in their natural order
     */
    public String customerId(int index) {
        return customers.get(index);
    }

    /**
     * A customer's group.
     *
     * @param index from 0 to {@code size() - 1}
     * @return the group
     */
    public RfmGroup group(int index) {
        return groups[Objects.checkIndex(index, groups.length)];
    }

    /**
     * A customer's score of recency.
     *
     * @param index from 0 to {@code size() - 1}
     * @return from 1, longest ago, to 5
     */
    public int recencyScore(int index) {
        return scores[0][Objects.checkIndex(index, groups.length)];
    }

    /**
     * A customer's score of frequency.
     *
     * @param index from 0 to {@code size() - 1}
     * @return from 1, seldom, to 5
     */
    public int frequencyScore(int index) {
        return scores[1][Objects.checkIndex(index, groups.length)];
    }

    /**
     * A customer's score of money.
     *
     * @param index from 0 to {@code size() - 1}
     * @return from 1, little, to 5
     */
    public int moneyScore(int index) {
        return scores[2][Objects.checkIndex(index, groups.length)];
    }

    /** A row for each group. */
    @Override
    public Table table() {
        Table.Builder table = Table.builder()
                .column("segment")
                .column("customers")
                .column("share")
                .column("mean_days_since_last", "%.1f")
                .column("mean_frequency", "%.2f")
                .column("mean_money", "%.2f")
                .column("share_of_money");
        double all = Arrays.stream(money).sum();
        for (RfmGroup group : RfmGroup.values()) {
            int[] of =
                    IntStream.range(0, size()).filter(i -> groups[i] == group).toArray();
            table.row(
                    group,
                    of.length,
                    (double) of.length / size(),
                    mean(of, days),
                    mean(of, frequency),
                    mean(of, money),
                    Arrays.stream(of).mapToDouble(i -> money[i]).sum() / all);
        }
        return table.build();
    }

    private static double mean(int[] of, double[] column) {
        return Arrays.stream(of).mapToDouble(i -> column[i]).average().orElse(Double.NaN);
    }

    /** A line for each group. */
    @Override
    public String toString() {
        return table().toString();
    }
}
