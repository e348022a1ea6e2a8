package io.engagement.customerbase;

import io.engagement.internal.math.FastPower;
import io.engagement.measure.MeasureColumn;

/** P(no purchase within t) of BG/NBD for many customers. */
final class BetaGeometricNoPurchase implements PurchaseKernel {
    private final BetaGeometricKernel kernel;
    private final BetaGeometricAlive alive;
    private final double t;

    BetaGeometricNoPurchase(BetaGeometricKernel kernel, BetaGeometricAlive alive, double t) {
        this.kernel = kernel;
        this.alive = alive;
        this.t = t;
    }

    @Override
    public double of(double frequency, double recency, double age) {
        double odds = alive.oddsGone(frequency, recency, age);
        double now = kernel.now(age);
        double silent = FastPower.of((now + t) / now, -kernel.shape(frequency));
        // Of infinite odds the quotient would be NaN.
        return odds > 1e300 ? 1 : (odds + silent) / (1 + odds);
    }

    @Override
    public void of(MeasureColumn frequency, MeasureColumn recency, MeasureColumn age, int from, int to, double[] out) {
        for (int row = from; row < to; row++) {
            out[row] = of(frequency.get(row), recency.get(row), age.get(row));
        }
    }
}
