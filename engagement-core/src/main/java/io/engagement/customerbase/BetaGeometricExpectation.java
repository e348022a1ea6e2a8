package io.engagement.customerbase;

import io.engagement.internal.math.CellPolynomial;
import io.engagement.measure.MeasureColumn;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntFunction;

/**
 * Expected purchases of BG/NBD, discounted or not, for many customers: P(alive) times a function of x and alpha + T that
 * knows nothing of t_x. That function is tabulated for each x on the cells of {@link CellPolynomial} when a cell is first
 * asked for; what a cell holds depends on the model and the horizon only.
 *
 * <p>Floor: 24 bytes read and 8 written a row; one power, two divisions, and one polynomial of degree 11 whose 96 bytes of
 * coefficients lie in no order and are found by two indirections. What these cost apart, together, is reached within 1.6
 * times: the indirections are what is more.
 */
final class BetaGeometricExpectation implements PurchaseKernel {
    /** Customers who bought more often are computed one by one. */
    private static final int COUNTS = 512;
    /** Cells above that of alpha: ages up to 2^40 alpha. */
    private static final int CELLS = 320;

    private final BetaGeometricAlive alive;
    private final double alpha;
    private final int firstCell;
    private final IntFunction<DoubleUnaryOperator> byCount;
    private final AtomicReferenceArray<Row> rows = new AtomicReferenceArray<>(COUNTS);

    /**
     * A tabulated expectation.
     *
     * @param byCount for each x the expectation, if alive, as a function of alpha + T
     */
    BetaGeometricExpectation(
            BetaGeometricKernel kernel, BetaGeometricAlive alive, IntFunction<DoubleUnaryOperator> byCount) {
        this.alive = alive;
        this.alpha = kernel.now(0);
        this.firstCell = CellPolynomial.cell(alpha);
        this.byCount = byCount;
    }

    @Override
    public double of(double frequency, double recency, double age) {
        return alive.of(frequency, recency, age) * ifAlive(frequency, alpha + age);
    }

    @Override
    public void of(MeasureColumn frequency, MeasureColumn recency, MeasureColumn age, int from, int to, double[] out) {
        // Blocks of powers gain nothing here: row by row they are computed while coefficients are fetched.
        for (int row = from; row < to; row++) {
            out[row] = of(frequency.get(row), recency.get(row), age.get(row));
        }
    }

    private double ifAlive(double frequency, double now) {
        int cell = CellPolynomial.cell(now) - firstCell;
        if (!(frequency < COUNTS && cell < CELLS)) {
            return frequency + now < Double.POSITIVE_INFINITY
                    ? byCount.apply((int) frequency).applyAsDouble(now)
                    : Double.NaN;
        }
        int x = (int) frequency;
        Row row = rows.getPlain(x);
        double[] coefficients = row == null ? null : row.cells.getPlain(cell);
        return CellPolynomial.value(now, coefficients == null ? fill(x, cell) : coefficients, 0);
    }

    /** Two threads may both fill a cell: with the same bits. */
    private double[] fill(int x, int cell) {
        Row known = rows.get(x);
        Row row = known == null ? new Row(byCount.apply(x)) : known;
        if (known == null && !rows.compareAndSet(x, null, row)) {
            return fill(x, cell);
        }
        double[] coefficients = new double[CellPolynomial.SIZE];
        CellPolynomial.fill(row.function, firstCell + cell, coefficients, 0);
        row.cells.set(cell, coefficients);
        return coefficients;
    }

    /** The cells of one x. */
    private static final class Row {
        private final DoubleUnaryOperator function;
        private final AtomicReferenceArray<double[]> cells = new AtomicReferenceArray<>(CELLS);

        Row(DoubleUnaryOperator function) {
            this.function = function;
        }
    }
}
