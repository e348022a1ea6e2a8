package io.engagement.customerbase;

import io.engagement.measure.MeasureColumn;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntFunction;

/**
 * Expected purchases of the BG family, discounted or not, for many customers: P(alive) times the mean, over the stage in
 * which the customer is, of a function of all stages so far and of alpha + T, which is tabulated.
 */
final class StagedExpectation implements PurchaseKernel {
    private final StagedKernel kernel;
    private final StagedAlive alive;
    private final TableByCount byStages;

    StagedExpectation(StagedKernel kernel, StagedAlive alive, IntFunction<DoubleUnaryOperator> byStages) {
        this.kernel = kernel;
        this.alive = alive;
        this.byStages = new TableByCount(kernel.now(0), byStages);
    }

    @Override
    public double of(double frequency, double recency, double age) {
        double now = kernel.now(age);
        double ifAlive = kernel.stages() == 1
                ? byStages.of(frequency, now)
                : kernel.mixed(frequency, recency, age, stages -> byStages.of(stages, now));
        return alive.of(frequency, recency, age) * ifAlive;
    }

    @Override
    public void of(MeasureColumn frequency, MeasureColumn recency, MeasureColumn age, int from, int to, double[] out) {
        for (int row = from; row < to; row++) {
            out[row] = of(frequency.get(row), recency.get(row), age.get(row));
        }
    }
}
