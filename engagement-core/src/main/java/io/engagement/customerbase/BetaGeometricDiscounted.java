package io.engagement.customerbase;

import io.engagement.measure.MeasureColumn;

/** BG/NBD's discounted expectation of purchases within a horizon. */
final class BetaGeometricDiscounted implements PurchaseKernel {
    private final BetaGeometricKernel kernel;
    private final double horizon;
    private final double delta;

    BetaGeometricDiscounted(BetaGeometricKernel kernel, double horizon, double delta) {
        this.kernel = kernel;
        this.horizon = horizon;
        this.delta = delta;
    }

    @Override
    public double of(double frequency, double recency, double age) {
        return Double.isNaN(frequency)
                ? Double.NaN
                : kernel.probabilityAlive(frequency, recency, age)
                        * kernel.discountedIfAlive(frequency, age, horizon, delta);
    }

    @Override
    public void of(MeasureColumn frequency, MeasureColumn recency, MeasureColumn age, int from, int to, double[] out) {
        for (int row = from; row < to; row++) {
            out[row] = of(frequency.get(row), recency.get(row), age.get(row));
        }
    }
}
