package io.engagement.customerbase;

import io.engagement.internal.math.FastPower;
import io.engagement.internal.math.PowerBlock;
import io.engagement.measure.MeasureColumn;

/**
 * P(no purchase within t) of BG/NBD for many customers.
 *
 * <p>Floor: 24 bytes read and 8 written a row; two powers (a logarithm and an exponential each), three divisions. What
 * these cost apart, together, is reached within 1.2 times.
 */
final class BetaGeometricNoPurchase implements PurchaseKernel {
    /** Odds of drop-out beyond which nothing else counts; of infinite ones the quotient would be NaN. */
    private static final double CERTAIN = 1e300;

    private final BetaGeometricAlive alive;
    private final double alpha;
    private final double r;
    private final double t;

    BetaGeometricNoPurchase(BetaGeometricKernel kernel, BetaGeometricAlive alive, double t) {
        this.alive = alive;
        this.alpha = kernel.now(0);
        this.r = kernel.shape(0);
        this.t = t;
    }

    @Override
    public double of(double frequency, double recency, double age) {
        double silent = FastPower.of(grown(age), -(r + frequency));
        return noPurchase(alive.oddsGone(frequency, recency, age), silent);
    }

    private double grown(double age) {
        return (alpha + age + t) / (alpha + age);
    }

    private static double noPurchase(double oddsGone, double silent) {
        double odds = Math.min(oddsGone, CERTAIN);
        return (odds + silent) / (1 + odds);
    }

    @Override
    public void of(MeasureColumn frequency, MeasureColumn recency, MeasureColumn age, int from, int to, double[] out) {
        BetaGeometricAlive.Block gone = alive.new Block();
        Silence silence = new Silence();
        for (int start = from; start < to; start += PowerBlock.SIZE) {
            int size = Math.min(PowerBlock.SIZE, to - start);
            gone.fill(frequency, recency, age, start, size);
            silence.fill(frequency, age, start, size, gone.powers);
            for (int i = 0; i < size; i++) {
                out[start + i] = noPurchase(gone.before[i] * gone.grown[i], silence.silent[i]);
            }
        }
    }

    /** The probability of silence while alive for a block of rows. For one thread. */
    private final class Silence {
        private final double[] silent = new double[PowerBlock.SIZE];
        private final double[] exponents = new double[PowerBlock.SIZE];

        void fill(MeasureColumn frequency, MeasureColumn age, int start, int size, PowerBlock powers) {
            for (int i = 0; i < size; i++) {
                silent[i] = grown(age.get(start + i));
                exponents[i] = -(r + frequency.get(start + i));
            }
            powers.raise(silent, exponents, size);
        }
    }
}
