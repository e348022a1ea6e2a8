package io.engagement.score;

import io.engagement.domain.TimeScale;
import io.engagement.history.CustomerHistory;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/** Names the measures it reads and turns one row of them into one number on a declared scale. */
public interface Scorer {
    /** unique in a plan; column name of the output; lower case with underscores. */
    String name();

    Scale scale();

    /** what it reads; in a fixed order. */
    List<Measure> inputs();

    /** the unit in which it wants times; empty if it takes any (then it converts by table.timeScale() in prepare). */
    default Optional<TimeScale> timeScale() {
        return Optional.empty();
    }

    /** checks units and columns once, hoists constants; refuses a table of another time unit by name. Result is immutable, for many threads. */
    RowScorer prepare(MeasureTable table);

    /** the object door: a table of one row; same bits. NaN where the score does not exist. */
    default double score(CustomerHistory one) {
        throw new UnsupportedOperationException();
    }

    default Explanation explain(CustomerHistory one) {
        throw new UnsupportedOperationException();
    }

    /** a scorer in one lambda. NaN input gives NaN out without calling the kernel. */
    static Scorer of(String name, Scale scale, Measure input, DoubleUnaryOperator kernel) {
        throw new UnsupportedOperationException();
    }

    // + of(name, scale, Measure a, Measure b, DoubleBinaryOperator), of(name, scale, List<Measure>,
    // ToDoubleFunction<double[]>)
}
