package io.engagement.score;

import static com.google.common.collect.Comparators.greatest;

import io.engagement.measure.Definition;
import io.engagement.measure.MeasureTable;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** Scores of customers in columns, as of one instant, each with its reasons on demand. Immutable. */
public final class ScoreTable {
    private final MeasureTable table;
    private final List<String> names;
    private final List<Scale> scales;
    private final Map<String, List<Definition>> definitions;
    private final List<RowScorer> scorers;
    private final double[][] columns;

    /** All but rows and columns is the plan's, made once: a live store makes a table for each customer who is asked for. */
    ScoreTable(
            MeasureTable table,
            List<String> names,
            List<Scale> scales,
            Map<String, List<Definition>> definitions,
            List<RowScorer> rows,
            double[][] columns) {
        this.table = table;
        this.names = names;
        this.scales = scales;
        this.definitions = definitions;
        this.scorers = rows;
        this.columns = columns;
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
     * The instant of which the scores are.
     *
     * @return what happened later is not in them
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
     * What a score counts.
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

    /** Scores are finite or NaN, so that nothing else is as low. */
    private static double noneLowest(double score) {
        return Double.isNaN(score) ? Double.NEGATIVE_INFINITY : score;
    }

    private int index(String name) {
        int index = names.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException("there is no score " + name + ", there are " + names);
        }
        return index;
    }
}
