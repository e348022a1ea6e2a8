package io.engagement.internal.math;

/**
 * z^e for a block of numbers, the same bits as {@link FastPower#of}. The polynomials of a power go through loops of their
 * own, without tables, integers or branches, which the compiler turns into vector instructions; bits and tables are read
 * between them. For one thread.
 *
 * <p>Floor: 16 bytes read, 8 written and 32 passed on within the first-level cache a number; three loads of tables, four
 * moves between integer and floating-point registers; 15 multiplications and 13 additions, 4 or 8 numbers at a time.
 */
public final class PowerBlock {
    /** How many numbers there are at most: with the tables they fill a third of a first-level cache. */
    public static final int SIZE = 256;

    private final double[] f = new double[SIZE];
    private final double[] log = new double[SIZE];
    private final double[] shifted = new double[SIZE];
    private boolean beyond;

    /**
     * Replaces numbers by their powers.
     *
     * @param z positive and normal, become z^e
     * @param e exponents
     * @param size how many of them there are, at most {@link #SIZE}
     */
    public void raise(double[] z, double[] e, int size) {
        split(z, size);
        powers(e, size);
        beyond = false;
        for (int i = 0; i < size; i++) {
            z[i] = Math.abs(log[i]) < FastPower.LARGEST ? f[i] * FastPower.root(shifted[i]) : outOfRange(z[i], e[i]);
        }
    }

    private double outOfRange(double z, double e) {
        beyond = true;
        return FastPower.outOfRange(z, e);
    }

    /**
     * Whether a power of the last block was not between 2^-1000 and 2^1000.
     *
     * @return if so, or if one was NaN
     */
    public boolean wereBeyond() {
        return beyond;
    }

    private void split(double[] z, int size) {
        for (int i = 0; i < size; i++) {
            long bits = Double.doubleToRawLongBits(z[i]);
            log[i] = FastPower.whole(bits);
            f[i] = FastPower.fraction(bits);
        }
    }

    private void powers(double[] e, int size) {
        for (int i = 0; i < size; i++) {
            double power = FastPower.power(log[i], f[i], e[i]);
            log[i] = power;
            shifted[i] = power + FastPower.ROUND;
            f[i] = FastPower.rest(power);
        }
    }
}
