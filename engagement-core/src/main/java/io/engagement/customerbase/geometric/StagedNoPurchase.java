package io.engagement.customerbase.geometric;

import io.engagement.customerbase.PurchaseKernel;
import io.engagement.internal.math.FastPower;

/** P(no purchase within t) of the BG family for many customers. */
final class StagedNoPurchase implements PurchaseKernel {
    private final StagedKernel kernel;
    private final StagedAlive alive;
    private final double t;

    StagedNoPurchase(StagedKernel kernel, StagedAlive alive, double t) {
        this.kernel = kernel;
        this.alive = alive;
        this.t = t;
    }

    @Override
    public double of(double frequency, double recency, double age) {
        double now = kernel.now(age);
        double gone = alive.oddsGone(frequency, recency, age);
        if (BetaGeometricAlive.isLongGone(gone)) {
            return kernel.probabilityNoPurchase(frequency, recency, age, t);
        }
        double still = alive.silence(frequency, age - recency, now);
        double silent = FastPower.of((now + t) / now, -kernel.shape(frequency))
                * alive.silence(frequency, age - recency + t, now + t);
        // Above 1 by rounding only.
        return Math.min(1, (gone + silent) / (gone + still));
    }
}
