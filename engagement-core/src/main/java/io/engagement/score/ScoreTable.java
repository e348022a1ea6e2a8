package io.engagement.score;

import static com.google.common.collect.Comparators.greatest;

import com.google.common.collect.Maps;
import io.engagement.internal.index.FirstResult;
import io.engagement.internal.text.Names;
import io.engagement.measure.Definition;
import io.engagement.measure.MeasureTable;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Scores of customers in columns, as of one instant, each with its reasons on demand. Immutable. */
public final class ScoreTable {
    private final MeasureTable table;
    private final List<String> names;
    private final List<Scale> scales;
    private final Map<String, List<Definition>> definitions;
    private final List<RowScorer> scorers;
    private final double[][] columns;
    private final Supplier<Map<String, Integer>> rows;

    /** All but rows and columns belongs to the plan: a live store makes a table for each customer who is asked for. */
    ScoreTable(
            MeasureTable table,
            List<String> names,
            List<Scale> scales,
            Map<String, List<Definition>> definitions,
            List<RowScorer> scorers,
            double[][] columns) {
        this.table = table;
        this.names = names;
        this.scales = scales;
        this.definitions = definitions;
        this.scorers = scorers;
        this.columns = columns;
        this.rows = new FirstResult<>(this::byId);
    }

    /**
     * The number of customers.
     *
     * @return rows, 0 or more
     */
    public int size() {
        return table.size();
    }

    /**
     * The instant as of which the scores hold.
     *
     * @return nothing later is in them
     */
    public Instant asOf() {
        return table.asOf();
    }

    /**
     * The scores' names.
     *
     * @return in the plan's order
     */
    public List<String> names() {
        return names;
    }

    /**
     * What a score's number means.
     *
     * @param name one of {@link #names()}
     * @return its scale
     * @throws IllegalArgumentException if there is no such score; the message names those that are there
     */
    public Scale scale(String name) {
        return scales.get(index(name));
    }

    /**
     * The definitions behind a score.
     *
     * @param name one of {@link #names()}
     * @return the definitions of its {@linkplain Scorer#definitions() models}
     * @throws IllegalArgumentException if there is no such score
     */
    public List<Definition> definitions(String name) {
        return definitions.getOrDefault(names.get(index(name)), List.of());
    }

    /**
     * Whose row it is.
     *
     * @param row from 0 to {@link #size()}, exclusive
     * @return the customer's id
     * @throws IndexOutOfBoundsException if there is no such row
     */
    public String customerId(int row) {
        return table.customerId(Objects.checkIndex(row, size()));
    }

    /**
     * The row of a customer.
     *
     * @param customerId whose, letter by letter
     * @return from 0 to {@link #size()}, exclusive, the first one if the table has several of this id; empty if there is no such
     *     customer
     */
    public OptionalInt row(String customerId) {
        Integer row = rows.get().get(Objects.requireNonNull(customerId, "customerId"));
        return row == null ? OptionalInt.empty() : OptionalInt.of(row);
    }

    /** Made when it is first asked for: tables of one row are made for every customer of a live store. */
    private Map<String, Integer> byId() {
        Map<String, Integer> byId = Maps.newHashMapWithExpectedSize(size());
        for (int row = 0; row < size(); row++) {
            byId.putIfAbsent(table.customerId(row), row);
        }
        return byId;
    }

    /**
     * One score of one customer.
     *
     * @param row from 0 to {@link #size()}, exclusive
     * @param name one of {@link #names()}
     * @return the score; NaN where it does not exist
     * @throws IllegalArgumentException if there is no such score; the message names those that are there
     * @throws IndexOutOfBoundsException if there is no such row
     */
    public double get(int row, String name) {
        return columns[index(name)][Objects.checkIndex(row, size())];
    }

    /**
     * One score of all customers.
     *
     * @param name one of {@link #names()}
     * @return a copy, by row; NaN where the score does not exist
     * @throws IllegalArgumentException if there is no such score; the message names those that are there
     */
    public double[] column(String name) {
        return columns[index(name)].clone();
    }

    /**
     * One score of one customer, and why.
     *
     * @param row from 0 to {@link #size()}, exclusive
     * @param name one of {@link #names()}
     * @return the explanation; its value has the bits of {@link #get(int, String)}
     * @throws IllegalArgumentException if there is no such score; the message names those that are there
     * @throws IndexOutOfBoundsException if there is no such row
     */
    public Explanation explain(int row, String name) {
        int index = index(name);
        return scales.get(index).keep(scorers.get(index).explain(Objects.checkIndex(row, size())));
    }

    /**
     * The rows with the highest scores.
     *
     * @param name one of {@link #names()}
     * @param most how many rows at most, not negative
     * @return rows by falling score, equal ones by row, those without a score last
     * @throws IllegalArgumentException if there is no such score, or {@code most} is negative
     */
    public List<Integer> top(String name, int most) {
        if (most < 0) {
            throw new IllegalArgumentException("most must not be negative, was " + most);
        }
        double[] scores = columns[index(name)];
        Comparator<Integer> byScore = Comparator.comparingDouble(row -> noneLowest(scores[row]));
        return IntStream.range(0, scores.length)
                .boxed()
                .collect(greatest(most, byScore.thenComparing(Comparator.reverseOrder())));
    }

    /**
     * Each customer's rank by a score: 1 for the highest. Equal scores share the best of their ranks, whatever the
     * order of rows: 1, 2, 2, 4.
     *
     * @param name one of {@link #names()}
     * @return by row; NaN where the score does not exist
     * @throws IllegalArgumentException if there is no such score
     */
    public double[] ranks(String name) {
        double[] scores = columns[index(name)];
        double[] sorted = Arrays.stream(scores)
                .filter(score -> !Double.isNaN(score))
                .sorted()
                .toArray();
        return Arrays.stream(scores)
                .map(score -> Double.isNaN(score) ? Double.NaN : 1 + above(sorted, score))
                .toArray();
    }

    /** How many of the sorted scores are above one of them. */
    private static int above(double[] sorted, double score) {
        int from = 0;
        int to = sorted.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (sorted[middle] > score) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return sorted.length - from;
    }

    /**
     * Bands of equal size by a score, such as deciles: 1 holds the highest. Equal scores fall into the band of their
     * shared rank, so that sizes may differ.
     *
     * @param name one of {@link #names()}
     * @param count how many bands, from 1
     * @return from 1 to {@code count} by row; NaN where the score does not exist
     * @throws IllegalArgumentException if there is no such score, or the count is below 1
     */
    public double[] bands(String name, int count) {
        if (count < 1) {
            throw new IllegalArgumentException("count of bands must be at least 1, was " + count);
        }
        double[] ranks = ranks(name);
        double known = Arrays.stream(ranks).filter(rank -> !Double.isNaN(rank)).count();
        return Arrays.stream(ranks)
                .map(rank -> Double.isNaN(rank) ? Double.NaN : 1 + Math.floor((rank - 1) * count / known))
                .toArray();
    }

    /**
     * The customers of each band of a score.
     *
     * @param name one of {@link #names()}
     * @param bands by name and bound
     * @return rows by name of the band, from the lowest to the highest, empty bands included; customers without a score
     *     are in none
     * @throws IllegalArgumentException if there is no such score
     */
    public Map<String, List<Integer>> bands(String name, Bands bands) {
        double[] scores = columns[index(name)];
        Map<String, List<Integer>> rowsOf = new LinkedHashMap<>();
        for (String band : bands.names()) {
            rowsOf.put(
                    band,
                    IntStream.range(0, scores.length)
                            .filter(row ->
                                    bands.band(scores[row]).filter(band::equals).isPresent())
                            .boxed()
                            .toList());
        }
        return Collections.unmodifiableMap(rowsOf);
    }

    /**
     * What has changed since an earlier table of the same scorers: who moved, by how much and why; who is new, who is
     * gone.
     *
     * @param earlier as of an instant that is not later
     * @return the comparison, which explains changes on demand
     * @throws IllegalArgumentException if the other table is later
     */
    public ScoreComparison compare(ScoreTable earlier) {
        return ScoreComparison.of(earlier, this);
    }

    /** Scores are finite or NaN, so that nothing else is as low. */
    private static double noneLowest(double score) {
        return Double.isNaN(score) ? Double.NEGATIVE_INFINITY : score;
    }

    private int index(String name) {
        int index = names.indexOf(name);
        if (index < 0) {
            throw Names.unknown("score", name, names);
        }
        return index;
    }
}
