package io.engagement.initiative;

import io.engagement.measure.MeasureTable;
import io.engagement.score.InputColumns;
import java.util.Objects;

/**
 * The customers of a table as an {@link AdditiveLogistic} sees them: for scorers. Immutable, thread-safe.
 */
public final class ActRows {
    private final AdditiveLogistic model;
    private final AdditiveKernel kernel;
    private final InputColumns inputs;
    private final int size;

    ActRows(AdditiveLogistic model, MeasureTable table) {
        this.model = model;
        kernel = model.kernel();
        inputs = InputColumns.of(table, model.inputs(), model.timeScale());
        size = table.size();
    }

    private double[] read(int row, double[] workspace) {
        inputs.read(row, workspace);
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
        return inputs.value(row, ActReading.COUNT.place()) > 0;
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
        Objects.checkFromToIndex(from, to, Math.min(out.length, size));
        double[] workspace = kernel.workspace();
        for (int row = from; row < to; row++) {
            out[row] = kernel.logOdds(read(row, workspace));
        }
    }
}
