package io.engagement.customerbase.geometric;

import io.engagement.customerbase.PurchaseKernel;
import io.engagement.internal.math.FastPower;

/**
 * P(alive) of the BG family for many customers: S/(S + odds), with what depends on x in arrays: the odds at the last
 * purchase and the polynomial S of the stages since then, which is 1 with one stage.
 */
final class StagedAlive implements PurchaseKernel {
    /** Most counts with constants in arrays. */
    private static final int COUNTS = 1024;
    /** Beyond this exponent a power of a rounded quotient has lost more than 1e-12: all comes from the kernel. */
    private static final double STEEPEST = 2048;

    private final StagedKernel kernel;
    private final double alpha;
    private final int counts;
    private final double[] odds;
    private final double[][] stages;

    StagedAlive(StagedKernel kernel) {
        this.kernel = kernel;
        this.alpha = kernel.now(0);
        counts = (int) Math.min(Math.max(0, (STEEPEST - kernel.shape(0)) / kernel.stages()), COUNTS);
        odds = new double[counts];
        stages = new double[counts][];
        for (int x = 0; x < counts; x++) {
            odds[x] = kernel.dropOutOdds(x);
            stages[x] = kernel.stageWeights(x);
        }
    }

    @Override
    public double of(double frequency, double recency, double age) {
        double gone = oddsGone(frequency, recency, age);
        return BetaGeometricAlive.isLongGone(gone)
                ? kernel.probabilityAlive(frequency, recency, age)
                : 1 / (1 + gone / silence(frequency, age - recency, alpha + age));
    }

    /**
     * Of having left at the last purchase, against not being through one stage since then; infinite where that is beyond 1e308,
     * or not to be had to 1e-12 from a power. NaN for NaN.
     */
    double oddsGone(double frequency, double recency, double age) {
        return frequency < counts
                ? odds[(int) frequency] * FastPower.of((alpha + age) / (alpha + recency), kernel.shape(frequency))
                : Double.POSITIVE_INFINITY + 0 * frequency;
    }

    /** How much likelier fewer than k stages are than none, after a silence. */
    double silence(double frequency, double silence, double now) {
        return StagedKernel.polynomial(stages[(int) frequency], silence / now);
    }
}
