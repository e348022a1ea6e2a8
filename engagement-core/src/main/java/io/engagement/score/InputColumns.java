package io.engagement.score;

import io.engagement.domain.TimeScale;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureColumn;
import io.engagement.measure.MeasureTable;
import java.util.List;

/** What a model reads of a table's customers, row by row, with times in the model's unit. Immutable, thread-safe. */
public final class InputColumns {
    private final MeasureColumn[] columns;
    private final double[] factors;

    private InputColumns(MeasureColumn[] columns, double... factors) {
        this.columns = columns;
        this.factors = factors;
    }

    /**
     * Some of a table's columns.
     *
     * @param table in any unit of time
     * @param measures which ones
     * @param unit that the model counts time in
     * @return the columns
     * @throws IllegalArgumentException if the table lacks a measure
     */
    public static InputColumns of(MeasureTable table, List<Measure> measures, TimeScale unit) {
        double time = table.timeScale().millis() / unit.millis();
        return new InputColumns(
                measures.stream().map(table::column).toArray(MeasureColumn[]::new),
                measures.stream()
                        .mapToDouble(each -> each.unit() == Measure.Unit.TIME ? time : 1)
                        .toArray());
    }

    /**
     * How many columns there are.
     *
     * @return as many as measures
     */
    public int size() {
        return columns.length;
    }

    /**
     * Reads a row into an array that is used again.
     *
     * @param row from 0
     * @param own receives the numbers, in the order of the measures, at its beginning
     */
    public void read(int row, double[] own) {
        for (int i = 0; i < columns.length; i++) {
            own[i] = value(row, i);
        }
    }

    /**
     * Reads one number of a row.
     *
     * @param row from 0
     * @param measure its place among the measures
     * @return the number
     */
    public double value(int row, int measure) {
        return columns[measure].get(row) * factors[measure];
    }

    /**
     * Reads a row.
     *
     * @param row from 0
     * @return a new array, in the order of the measures
     */
    public double[] row(int row) {
        double[] own = new double[columns.length];
        read(row, own);
        return own;
    }
}
