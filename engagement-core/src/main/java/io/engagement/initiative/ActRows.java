package io.engagement.initiative;

import io.engagement.measure.Measure;
import io.engagement.measure.MeasureColumn;
import io.engagement.measure.MeasureTable;
import java.util.List;
import java.util.Objects;

/**
 * The customers of a table as an {@link AdditiveLogistic} sees them: for scorers. Immutable, thread-safe.
 */
public final class ActRows {
    private final AdditiveLogistic model;
    private final AdditiveKernel kernel;
    private final MeasureColumn[] columns;
    /** From the table's unit of time to the model's; 1 for what is no time. */
    private final double[] units;

    ActRows(AdditiveLogistic model, MeasureTable table) {
        this.model = model;
        kernel = model.kernel();
        List<Measure> inputs = model.inputs();
        columns = inputs.stream().map(table::column).toArray(MeasureColumn[]::new);
        double unit = table.timeScale().millis() / model.timeScale().millis();
        units = inputs.stream()
                .mapToDouble(input -> input.unit() == Measure.Unit.TIME ? unit : 1)
                .toArray();
    }

    private double[] read(int row, double[] workspace) {
        for (int i = 0; i < columns.length; i++) {
            workspace[i] = units[i] * columns[i].get(row);
        }
        return workspace;
    }

    /**
     * One row's customer.
     *
     * @param row of the table
     * @return the customer
     */
    public CustomerActs customer(int row) {
        return new CustomerActs(model, read(row, kernel.workspace()));
    }

    /**
     * Whether a customer has acted yet.
     *
     * @param row of the table
     * @return if there is an act
     */
    public boolean hasActed(int row) {
        return columns[ActReading.COUNT.place()].get(row) > 0;
    }

    /**
     * The log-odds of an act within the horizon.
     *
     * @param row of the table
     * @return ln(p/(1-p)), never NaN
     */
    public double logOdds(int row) {
        return kernel.logOdds(read(row, kernel.workspace()));
    }

    /**
     * The log-odds of some rows; nothing is allocated by row.
     *
     * @param from the first row
     * @param to after the last row
     * @param out receives them at the rows' places
     * @throws IndexOutOfBoundsException if rows are not in the table, or have no place
     */
    public void logOdds(int from, int to, double[] out) {
        Objects.checkFromToIndex(from, to, Math.min(out.length, columns[0].size()));
        double[] workspace = kernel.workspace();
        for (int row = from; row < to; row++) {
            out[row] = kernel.logOdds(read(row, workspace));
        }
    }
}
