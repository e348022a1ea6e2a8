package io.engagement.score;

import io.engagement.measure.MeasureColumn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The inputs of the typical customer, from whom explanations start: told by a model, which says the same of a customer in any
 * table, or the medians of a table, taken once, when the first row is explained.
 *
 * <p>Thread-safe.
 */
public final class Typical {
    private final List<MeasureColumn> columns;
    private volatile double @Nullable [] values;

    private Typical(List<MeasureColumn> columns, double @Nullable [] values) {
        this.columns = columns;
        this.values = values;
    }

    /**
     * A typical customer who is known.
     *
     * @param values their inputs
     * @return the typical customer
     */
    public static Typical of(double... values) {
        return new Typical(List.of(), values.clone());
    }

    /**
     * The median customer of a table.
     *
     * @param columns the inputs
     * @return the typical customer
     */
    public static Typical medians(List<MeasureColumn> columns) {
        return new Typical(List.copyOf(columns), null);
    }

    /**
     * The inputs.
     *
     * @return a copy
     */
    public double[] values() {
        double[] known = values;
        if (known == null) {
            // On several threads at once, each finds the same.
            known = columns.stream().mapToDouble(MeasureColumn::median).toArray();
            values = known;
        }
        return known.clone();
    }
}
