package io.engagement.score;

import io.engagement.domain.TimeScale;
import io.engagement.history.CustomerHistory;
import io.engagement.measure.Definition;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/**
 * Names the measures that it reads and turns one row of them into one number on a declared scale.
 *
 * <p>Immutable. Most scorers of your own are one lambda, {@link #of(String, Scale, Measure, DoubleUnaryOperator)};
 * others implement this interface: {@link #prepare} checks the table once and returns a {@link RowScorer}.
 */
public interface Scorer {
    /**
     * The scorer's name: unique in a plan, and the name of the output's column.
     *
     * @return lower-case letters, digits and underscores
     */
    String name();

    /**
     * What the number means.
     *
     * @return the scale
     */
    Scale scale();

    /**
     * What the scorer reads.
     *
     * @return measures in a fixed order, none twice
     */
    List<Measure> inputs();

    /**
     * The unit in which the scorer wants times.
     *
     * @return the unit; empty if it takes any, converting by the table's unit when it is prepared
     */
    default Optional<TimeScale> timeScale() {
        return Optional.empty();
    }

    /**
     * What the scorer's models count: scorers of one plan may count differently, risk by use and value by purchases.
     *
     * @return the definitions that its models were fitted to, each once; empty without such models
     */
    default List<Definition> definitions() {
        return List.of();
    }

    /**
     * Checks that a table's times are in the scorer's unit. {@link #prepare} of a scorer with a unit begins with it.
     *
     * @param table the table
     * @throws IllegalArgumentException if the scorer wants another unit; the message names both
     */
    default void checkTimeScale(MeasureTable table) {
        TimeScale wanted = timeScale().orElse(table.timeScale());
        if (table.timeScale() != wanted) {
            throw new IllegalArgumentException(name() + " wants times in " + wanted + ", the table has them in "
                    + table.timeScale() + ": compute the table in " + wanted + ", or fit the model in "
                    + table.timeScale());
        }
    }

    /**
     * Binds the scorer to a table: checks units and columns once and hoists what is constant.
     *
     * @param table holds the {@linkplain #inputs() inputs}
     * @return an immutable, thread-safe scorer of the table's rows
     * @throws IllegalArgumentException if a column is missing or the table's time unit is not the scorer's
     */
    RowScorer prepare(MeasureTable table);

    /**
     * The score of one customer, as in a table of one row.
     *
     * @param one the customer's history as of an instant
     * @return the score, the same bits as in a table; NaN where it does not exist
     */
    default double score(CustomerHistory one) {
        return scale().keep(alone(one).score(0));
    }

    /**
     * One customer's score, and why. Scorers of fitted models know their typical customer and explain as in a table.
     * Lambda scorers compare with the median of the table, which here holds nobody else, so that everything is typical:
     * explain them from a {@link ScoreTable}.
     *
     * @param one the customer's history as of an instant
     * @return the explanation; its value has the bits of the score
     */
    default Explanation explain(CustomerHistory one) {
        return scale().keep(alone(one).explain(0));
    }

    private RowScorer alone(CustomerHistory one) {
        return prepare(MeasureTable.of(one, timeScale().orElse(TimeScale.DAYS), inputs()));
    }

    /**
     * A scorer of one measure in one lambda.
     *
     * <p>Whatever the table's unit, times reach the kernel in <em>days</em>. A NaN input gives NaN without calling the
     * kernel. A kernel may return NaN (no score); any other number off the scale is refused when it occurs. Explained
     * from the median of the table's customers.
     *
     * @param name lower-case letters, digits and underscores, beginning with a letter
     * @param scale what the kernel's result means
     * @param input what it reads
     * @param kernel from the measure to the score; without side effects
     * @return the scorer
     * @throws IllegalArgumentException if the name is not of that form
     */
    static Scorer of(String name, Scale scale, Measure input, DoubleUnaryOperator kernel) {
        Objects.requireNonNull(kernel, "kernel");
        ScorerHead head = new ScorerHead(name, scale, List.of(Objects.requireNonNull(input, "input")));
        return new LambdaScorer(head, table -> new UnaryRows(head, kernel, table));
    }

    /**
     * A scorer of two measures in one lambda; see {@link #of(String, Scale, Measure, DoubleUnaryOperator)}.
     *
     * @param name lower-case letters, digits and underscores, beginning with a letter
     * @param scale what the kernel's result means
     * @param first what its first argument is
     * @param second what its second argument is
     * @param kernel from the two measures to the score; without side effects
     * @return the scorer
     * @throws IllegalArgumentException if the name is not of that form, or both measures are equal
     */
    static Scorer of(String name, Scale scale, Measure first, Measure second, DoubleBinaryOperator kernel) {
        Objects.requireNonNull(kernel, "kernel");
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(second, "second");
        ScorerHead head = new ScorerHead(name, scale, List.of(first, second));
        return new LambdaScorer(head, table -> new BinaryRows(head, kernel, table));
    }

    /**
     * A scorer of several measures in one lambda; see {@link #of(String, Scale, Measure, DoubleUnaryOperator)}.
     *
     * @param name lower-case letters, digits and underscores, beginning with a letter
     * @param scale what the kernel's result means
     * @param inputs what it reads: 1 to 12 different measures
     * @param kernel from the measures, in the inputs' order, to the score; without side effects. It must neither keep nor
     *     change the array, which is used again for the next customer
     * @return the scorer
     * @throws IllegalArgumentException if the name is not of that form, there are no inputs, more than 12, or two are
     *     equal
     */
    static Scorer of(String name, Scale scale, List<Measure> inputs, ToDoubleFunction<double[]> kernel) {
        Objects.requireNonNull(kernel, "kernel");
        ScorerHead head = new ScorerHead(name, scale, inputs);
        return new LambdaScorer(head, table -> new VectorRows(head, kernel, table));
    }
}
