package io.engagement.customerbase;

import io.engagement.measure.MeasureColumn;

/** BG/NBD's probability of no purchase within a horizon. */
final class BetaGeometricNoPurchase implements PurchaseKernel {
    private final BetaGeometricKernel kernel;
    private final double horizon;

    BetaGeometricNoPurchase(BetaGeometricKernel kernel, double horizon) {
        this.kernel = kernel;
        this.horizon = horizon;
    }

    @Override
    public double of(double frequency, double recency, double age) {
        return Double.isNaN(frequency) ? Double.NaN : kernel.probabilityNoPurchase(frequency, recency, age, horizon);
    }

    @Override
    public void of(MeasureColumn frequency, MeasureColumn recency, MeasureColumn age, int from, int to, double[] out) {
        for (int row = from; row < to; row++) {
            out[row] = of(frequency.get(row), recency.get(row), age.get(row));
        }
    }
}
