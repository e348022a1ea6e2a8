package io.engagement.customerbase;

import io.engagement.internal.math.FastPower;
import io.engagement.measure.MeasureColumn;

/**
 * P(alive) of BG/NBD for many customers: 1/(1 + odds), odds = a/(b+x-1) ((alpha+T)/(alpha+t_x))^(r+x), with what depends on
 * x in arrays.
 */
final class BetaGeometricAlive implements PurchaseKernel {
    /** From here on constants are computed when they are needed. */
    private static final int COUNTS = 1024;

    private final BetaGeometricKernel kernel;
    private final double alpha;
    private final double[] odds = new double[COUNTS];
    private final double[] exponent = new double[COUNTS];

    BetaGeometricAlive(BetaGeometricKernel kernel) {
        this.kernel = kernel;
        this.alpha = kernel.now(0);
        // For x = 0 odds of 0 and a power of 1: alive for certain, without a branch.
        for (int x = 1; x < COUNTS; x++) {
            odds[x] = kernel.dropOutOdds(x);
            exponent[x] = kernel.shape(x);
        }
    }

    @Override
    public double of(double frequency, double recency, double age) {
        return 1 / (1 + oddsGone(frequency, recency, age));
    }

    @Override
    public void of(MeasureColumn frequency, MeasureColumn recency, MeasureColumn age, int from, int to, double[] out) {
        for (int row = from; row < to; row++) {
            out[row] = of(frequency.get(row), recency.get(row), age.get(row));
        }
    }

    /** P(dead)/P(alive): infinite where P(alive) is below 1e-308. */
    double oddsGone(double frequency, double recency, double age) {
        double grown = (alpha + age) / (alpha + recency);
        if (!(frequency < COUNTS)) {
            return kernel.dropOutOdds(frequency) * FastPower.of(grown, kernel.shape(frequency));
        }
        int x = (int) frequency;
        return odds[x] * FastPower.of(grown, exponent[x]);
    }
}
