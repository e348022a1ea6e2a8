package io.engagement.customerbase.geometric;

import io.engagement.customerbase.PurchaseKernel;
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
    private final BetaGeometricKernel kernel;
    private final BetaGeometricAlive alive;
    private final double alpha;
    private final double r;
    private final double t;

    BetaGeometricNoPurchase(BetaGeometricKernel kernel, BetaGeometricAlive alive, double t) {
        this.kernel = kernel;
        this.alive = alive;
        this.alpha = kernel.now(0);
        this.r = kernel.shape(0);
        this.t = t;
    }

    @Override
    public double of(double frequency, double recency, double age) {
        double silent = FastPower.of(grown(age), -(r + frequency));
        double gone = alive.oddsGone(frequency, recency, age);
        return BetaGeometricAlive.isLongGone(gone) ? exact(frequency, recency, age) : noPurchase(gone, silent);
    }

    private double exact(double frequency, double recency, double age) {
        return kernel.probabilityNoPurchase(frequency, recency, age, t) + 0 * frequency;
    }

    private double grown(double age) {
        return (alpha + age + t) / (alpha + age);
    }

    private static double noPurchase(double oddsGone, double silent) {
        return (oddsGone + silent) / (1 + oddsGone);
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
                double odds = gone.before[i] * gone.grown[i];
                out[start + i] = BetaGeometricAlive.isLongGone(odds)
                        ? exact(frequency.get(start + i), recency.get(start + i), age.get(start + i))
                        : noPurchase(odds, silence.silent[i]);
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
