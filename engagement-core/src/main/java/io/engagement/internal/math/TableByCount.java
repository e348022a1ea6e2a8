package io.engagement.internal.math;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntFunction;

/**
 * Functions of alpha + T, one for each count, tabulated on the cells of {@link CellPolynomial} when a cell is first asked
 * for. What a cell holds depends on the functions only, so that it does not matter who asks for it and when. For many
 * threads.
 */
public final class TableByCount {
    /** Higher counts are computed one by one. */
    public static final int COUNTS = 512;
    /** Cells above that of alpha: ages up to 2^40 alpha. */
    private static final int CELLS = 320;

    private final int firstCell;
    private final IntFunction<DoubleUnaryOperator> byCount;
    private final AtomicReferenceArray<Row> rows = new AtomicReferenceArray<>(COUNTS);

    public TableByCount(double alpha, IntFunction<DoubleUnaryOperator> byCount) {
        this.firstCell = CellPolynomial.cell(alpha);
        this.byCount = byCount;
    }

    /** The function of a count at alpha + T; NaN where an argument is. */
    public double of(double count, double now) {
        int cell = CellPolynomial.cell(now) - firstCell;
        if (!(count < COUNTS && cell < CELLS)) {
            return count + now < Double.POSITIVE_INFINITY
                    ? byCount.apply((int) count).applyAsDouble(now)
                    : Double.NaN;
        }
        int index = (int) count;
        Row row = rows.getPlain(index);
        double[] coefficients = row == null ? null : row.cells.getPlain(cell);
        return CellPolynomial.value(now, coefficients == null ? fill(index, cell) : coefficients, 0);
    }

    /** Two threads may both fill a cell: with the same bits. */
    private double[] fill(int count, int cell) {
        Row known = rows.get(count);
        Row row = known == null ? new Row(byCount.apply(count)) : known;
        if (known == null && !rows.compareAndSet(count, null, row)) {
            return fill(count, cell);
        }
        double[] coefficients = new double[CellPolynomial.SIZE];
        CellPolynomial.fill(row.function, firstCell + cell, coefficients, 0);
        row.cells.set(cell, coefficients);
        return coefficients;
    }

    /** The cells of one count. */
    private static final class Row {
        private final DoubleUnaryOperator function;
        private final AtomicReferenceArray<double[]> cells = new AtomicReferenceArray<>(CELLS);

        Row(DoubleUnaryOperator function) {
            this.function = function;
        }
    }
}
