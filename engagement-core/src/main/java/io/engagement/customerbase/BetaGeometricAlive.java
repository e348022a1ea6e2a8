package io.engagement.customerbase;

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
    /** From here on constants are computed when they are needed. */
    private static final int COUNTS = 1024;
    /** A power above this, which is beyond what {@link FastPower} makes of tables, may make of the odds more than there is. */
    private static final double BEYOND = 0x1.0001p1000;
    /** Odds at the last purchase that no power up to there makes infinite. */
    private static final double MODERATE = 1e6;

    private final BetaGeometricKernel kernel;
    private final double alpha;
    /** Customers whose power is above this are computed alone. */
    private final double limit;

    private final double[] odds = new double[COUNTS];
    private final double[] exponent = new double[COUNTS];

    BetaGeometricAlive(BetaGeometricKernel kernel) {
        this.kernel = kernel;
        this.alpha = kernel.now(0);
        this.limit = kernel.dropOutOdds(1) <= MODERATE ? BEYOND : 0;
        // For x = 0 odds of 0 and a power of 1: alive for certain, without a branch.
        for (int x = 1; x < COUNTS; x++) {
            odds[x] = kernel.dropOutOdds(x);
            exponent[x] = kernel.shape(x);
        }
    }

    @Override
    public double of(double frequency, double recency, double age) {
        int x = (int) frequency;
        double grown =
                FastPower.of((alpha + age) / (alpha + recency), x < COUNTS ? exponent[x] : kernel.shape(frequency));
        return grown > limit
                ? alone(frequency, recency, age)
                : alive((x < COUNTS ? odds[x] : kernel.dropOutOdds(frequency)) * grown, frequency);
    }

    /** NaN for a customer without a purchase, whose x is NaN but was none in a table's index. */
    private static double alive(double odds, double frequency) {
        return 1 / (1 + odds) + 0 * frequency;
    }

    /** By logarithms: a factor of the odds, or they, may have left a double's range where P(alive) has not. */
    private double alone(double frequency, double recency, double age) {
        return kernel.probabilityAlive(frequency, recency, age) + 0 * frequency;
    }

    @Override
    public void of(MeasureColumn frequency, MeasureColumn recency, MeasureColumn age, int from, int to, double[] out) {
        Block block = new Block();
        for (int start = from; start < to; start += PowerBlock.SIZE) {
            int size = Math.min(PowerBlock.SIZE, to - start);
            block.fill(frequency, recency, age, start, size);
            alive(block, frequency, start, size, out);
            if (limit == 0 || block.powers.wereBeyond()) {
                mend(block, frequency, recency, age, start, size, out);
            }
        }
    }

    private void mend(
            Block block,
            MeasureColumn frequency,
            MeasureColumn recency,
            MeasureColumn age,
            int start,
            int size,
            double[] out) {
        for (int i = 0; i < size; i++) {
            int row = start + i;
            if (block.grown[i] > limit) {
                out[row] = alone(frequency.get(row), recency.get(row), age.get(row));
            }
        }
    }

    private static void alive(Block block, MeasureColumn frequency, int start, int size, double[] out) {
        for (int i = 0; i < size; i++) {
            out[start + i] = alive(block.before[i] * block.grown[i], frequency.get(start + i));
        }
    }

    /** P(dead)/P(alive), or infinite where it is large. */
    double oddsGone(double frequency, double recency, double age) {
        int x = (int) frequency;
        double grown = (alpha + age) / (alpha + recency);
        return x < COUNTS
                ? odds[x] * FastPower.of(grown, exponent[x])
                : kernel.dropOutOdds(frequency) * FastPower.of(grown, kernel.shape(frequency));
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
                before[i] = x < COUNTS ? odds[x] : kernel.dropOutOdds(frequency.get(start + i));
                exponents[i] = x < COUNTS ? exponent[x] : kernel.shape(frequency.get(start + i));
            }
        }
    }
}
