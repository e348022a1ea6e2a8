package io.engagement.customerbase;

import io.engagement.measure.MeasureColumn;

/** P(no purchase within t) of {@link CorrelatedParetoNbd} for many customers. */
final class CorrelatedParetoNoPurchase implements PurchaseKernel {
    private final CorrelatedParetoAlive alive;
    private final double t;

    CorrelatedParetoNoPurchase(CorrelatedParetoAlive alive, double t) {
        this.alive = alive;
        this.t = t;
    }

    @Override
    public double of(double frequency, double recency, double age) {
        return alive.noPurchase(frequency, recency, age, t);
    }

    @Override
    public void of(MeasureColumn frequency, MeasureColumn recency, MeasureColumn age, int from, int to, double[] out) {
        for (int row = from; row < to; row++) {
            out[row] = of(frequency.get(row), recency.get(row), age.get(row));
        }
    }
}
