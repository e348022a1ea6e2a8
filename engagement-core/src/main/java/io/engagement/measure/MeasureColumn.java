package io.engagement.measure;

import io.engagement.internal.math.Quantiles;
import java.util.Arrays;

/** One measure of all customers of a table. */
public final class MeasureColumn {
    private final double[] values;

    MeasureColumn(double[] values) {
        this.values = values;
    }

    /**
     * Number of rows.
     *
     * @return as many as the table has
     */
    public int size() {
        return values.length;
    }

    /**
     * A customer's value.
     *
     * @param row from 0 to {@code size() - 1}
     * @return the value, NaN where the measure does not exist
     */
    public double get(int row) {
        return values[row];
    }

    /**
     * The median of the values that exist.
     *
     * @return the middle one, the mean of the middle two, NaN if there is none
     */
    public double median() {
        double[] sorted =
                Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
        Arrays.parallelSort(sorted);
        return Quantiles.median(sorted);
    }
}
