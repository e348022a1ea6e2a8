package io.engagement.customerbase.geometric;

import io.engagement.customerbase.PurchaseKernel;
import io.engagement.internal.math.FastPower;
import io.engagement.internal.math.PowerBlock;
import io.engagement.measure.MeasureColumn;

/**
 * P(alive) of BG/NBD for many customers: 1/(1 + odds), odds = a/(b+x-1) ((alpha+T)/(alpha+t_x))^(r+x), with what depends on
 * x in arrays.
 *
 * <p>Floor: 24 bytes read and 8 written a row; one power (a logarithm and an exponential), two divisions. What these cost
 * apart, together, is reached within 1.2 times.
 */
final class BetaGeometricAlive implements PurchaseKernel {
    /** Most counts with constants in arrays. */
    private static final int COUNTS = 1024;
    /** Beyond this exponent a power of a rounded quotient has lost more than 1e-12: all comes from the kernel. */
    private static final double STEEPEST = 2048;
    /** From these odds on P(alive) comes from the kernel, which holds what is as small as 1e-300. */
    private static final double LONG_GONE = 1e200;

    private final BetaGeometricKernel kernel;
    private final double alpha;
    private final int counts;
    private final double[] odds;
    private final double[] exponent;

    BetaGeometricAlive(BetaGeometricKernel kernel) {
        this.kernel = kernel;
        this.alpha = kernel.now(0);
        counts = (int) Math.min(Math.max(0, STEEPEST - kernel.shape(0)), COUNTS);
        odds = new double[counts];
        exponent = new double[counts];
        // For x = 0 odds of 0 and a power of 1: alive for certain, without a branch.
        for (int x = 1; x < counts; x++) {
            odds[x] = kernel.dropOutOdds(x);
            exponent[x] = kernel.shape(x);
        }
    }

    @Override
    public double of(double frequency, double recency, double age) {
        double gone = oddsGone(frequency, recency, age);
        return gone < LONG_GONE ? alive(gone, frequency) : exact(frequency, recency, age);
    }

    static boolean isLongGone(double odds) {
        return !(odds < LONG_GONE);
    }

    private double exact(double frequency, double recency, double age) {
        return kernel.probabilityAlive(frequency, recency, age) + 0 * frequency;
    }

    /** NaN for a customer without a purchase, whose x is NaN but was none in a table's index. */
    private static double alive(double odds, double frequency) {
        return 1 / (1 + odds) + 0 * frequency;
    }

    @Override
    public void of(MeasureColumn frequency, MeasureColumn recency, MeasureColumn age, int from, int to, double[] out) {
        Block block = new Block();
        for (int start = from; start < to; start += PowerBlock.SIZE) {
            int size = Math.min(PowerBlock.SIZE, to - start);
            block.fill(frequency, recency, age, start, size);
            alive(block, frequency, start, size, out);
            correct(frequency, recency, age, start, size, out);
        }
    }

    /** In a loop of its own, which the other one would be slower for. */
    private void correct(
            MeasureColumn frequency, MeasureColumn recency, MeasureColumn age, int start, int size, double[] out) {
        for (int row = start; row < start + size; row++) {
            if (out[row] < 1 / LONG_GONE) {
                out[row] = exact(frequency.get(row), recency.get(row), age.get(row));
            }
        }
    }

    private static void alive(Block block, MeasureColumn frequency, int start, int size, double[] out) {
        for (int i = 0; i < size; i++) {
            out[start + i] = alive(block.before[i] * block.grown[i], frequency.get(start + i));
        }
    }

    /** P(dead)/P(alive): infinite where that is beyond 1e308, or not to be had to 1e-12 from a power. */
    double oddsGone(double frequency, double recency, double age) {
        int x = (int) frequency;
        double grown = (alpha + age) / (alpha + recency);
        return x < counts ? odds[x] * FastPower.of(grown, exponent[x]) : Double.POSITIVE_INFINITY;
    }

    /** The two factors of the odds for a block of rows, the same bits as for one. For one thread. */
    final class Block {
        final double[] before = new double[PowerBlock.SIZE];
        final double[] grown = new double[PowerBlock.SIZE];
        private final double[] exponents = new double[PowerBlock.SIZE];
        final PowerBlock powers = new PowerBlock();

        void fill(MeasureColumn frequency, MeasureColumn recency, MeasureColumn age, int start, int size) {
            ratios(recency, age, start, size);
            byCount(frequency, start, size);
            powers.raise(grown, exponents, size);
        }

        private void ratios(MeasureColumn recency, MeasureColumn age, int start, int size) {
            for (int i = 0; i < size; i++) {
                grown[i] = (alpha + age.get(start + i)) / (alpha + recency.get(start + i));
            }
        }

        private void byCount(MeasureColumn frequency, int start, int size) {
            for (int i = 0; i < size; i++) {
                int x = (int) frequency.get(start + i);
                before[i] = x < counts ? odds[x] : Double.POSITIVE_INFINITY;
                exponents[i] = x < counts ? exponent[x] : 0;
            }
        }
    }
}
