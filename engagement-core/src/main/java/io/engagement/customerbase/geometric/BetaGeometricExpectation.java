package io.engagement.customerbase.geometric;

import io.engagement.customerbase.PurchaseKernel;
import io.engagement.internal.math.TableByCount;
import io.engagement.measure.MeasureColumn;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntFunction;

/**
 * Expected purchases of BG/NBD, discounted or not, for many customers: P(alive) times a function of x and alpha + T that
 * knows nothing of t_x. That function is tabulated for each x on the cells of {@link TableByCount} when a cell is first
 * asked for; what a cell holds depends on the model and the horizon only.
 *
 * <p>Floor: 24 bytes read and 8 written a row; one power, two divisions, and one polynomial of degree 11 whose 96 bytes of
 * coefficients lie in no order and are found by two indirections. What these cost apart, together, is reached within 1.6
 * times: the indirections are what is more.
 */
final class BetaGeometricExpectation implements PurchaseKernel {
    private final BetaGeometricAlive alive;
    private final double alpha;
    private final TableByCount ifAlive;

    /**
     * A tabulated expectation.
     *
     * @param byCount for each x the expectation, if alive, as a function of alpha + T
     */
    BetaGeometricExpectation(
            BetaGeometricKernel kernel, BetaGeometricAlive alive, IntFunction<DoubleUnaryOperator> byCount) {
        this.alive = alive;
        this.alpha = kernel.now(0);
        this.ifAlive = new TableByCount(alpha, byCount);
    }

    @Override
    public double of(double frequency, double recency, double age) {
        return alive.of(frequency, recency, age) * ifAlive.of(frequency, alpha + age);
    }

    @Override
    public void of(MeasureColumn frequency, MeasureColumn recency, MeasureColumn age, int from, int to, double[] out) {
        // Blocks of powers gain nothing here: row by row they are computed while coefficients are fetched.
        for (int row = from; row < to; row++) {
            out[row] = of(frequency.get(row), recency.get(row), age.get(row));
        }
    }
}
