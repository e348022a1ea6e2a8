package io.engagement.customerbase;

import io.engagement.internal.math.FastPower;
import io.engagement.measure.MeasureColumn;

/**
 * P(alive) of the BG family for many customers: S/(S + odds), with what depends on x in arrays: the odds at the last
 * purchase and the polynomial S of the stages since then, which is 1 with one stage.
 */
final class StagedAlive implements PurchaseKernel {
    /** From here on constants are computed when they are needed. */
    private static final int COUNTS = 1024;
    /** Larger odds may be infinite where they should not be. */
    private static final double CERTAIN = 1e290;

    private final StagedKernel kernel;
    private final double alpha;
    private final double[] odds = new double[COUNTS];
    private final double[][] stages = new double[COUNTS][];

    StagedAlive(StagedKernel kernel) {
        this.kernel = kernel;
        this.alpha = kernel.now(0);
        for (int x = 0; x < COUNTS; x++) {
            odds[x] = kernel.dropOutOdds(x);
            stages[x] = kernel.stageWeights(x);
        }
    }

    @Override
    public double of(double frequency, double recency, double age) {
        double silent = silence(frequency, age - recency, alpha + age);
        double odds = oddsGone(frequency, recency, age) / silent;
        // By logarithms where a factor of the odds may have left a double's range though P(alive) has not.
        return odds < CERTAIN || Double.isNaN(frequency)
                ? 1 / (1 + odds)
                : kernel.probabilityAlive(frequency, recency, age);
    }

    @Override
    public void of(MeasureColumn frequency, MeasureColumn recency, MeasureColumn age, int from, int to, double[] out) {
        for (int row = from; row < to; row++) {
            out[row] = of(frequency.get(row), recency.get(row), age.get(row));
        }
    }

    /** Of having left at the last purchase, against not being through one stage since then; NaN for NaN. */
    double oddsGone(double frequency, double recency, double age) {
        double last = frequency < COUNTS ? odds[(int) frequency] : kernel.dropOutOdds(frequency);
        return last * FastPower.of((alpha + age) / (alpha + recency), kernel.shape(frequency));
    }

    /** How much likelier fewer than k stages are than none, after a silence. */
    double silence(double frequency, double silence, double now) {
        double[] weights = frequency < COUNTS ? stages[(int) frequency] : kernel.stageWeights(frequency);
        return StagedKernel.polynomial(weights, silence / now);
    }
}
