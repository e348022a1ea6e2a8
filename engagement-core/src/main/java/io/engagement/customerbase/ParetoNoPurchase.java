package io.engagement.customerbase;

import io.engagement.measure.MeasureColumn;

/** P(no purchase within t) of Pareto/NBD for many customers. */
final class ParetoNoPurchase implements PurchaseKernel {
    private final ParetoAlive alive;
    private final double t;

    ParetoNoPurchase(ParetoAlive alive, double t) {
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
