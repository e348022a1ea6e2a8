package io.engagement.internal.math;

/**
 * z^e for loops over millions of rows: half the time of a logarithm and an exponential for one number, a quarter for
 * {@linkplain PowerBlock many at once}.
 *
 * <p>256 log2 z is a table's entry and a polynomial of degree 6 in |f| &lt; 2^-8; after the multiplication its whole part
 * picks a power of 2^(1/256) and its rest goes through a polynomial of degree 4. The relative error is below 1e-15 + 4e-16
 * (|e| + |ln z^e|) (tested), which an exponential of a product has too.
 */
public final class FastPower {
    static final int SIZE = 256;
    /** Powers are counted in 256ths of an octave: so many of them are a factor of e. */
    public static final double UNIT = SIZE / Math.log(2);

    /** Beyond 2^1000 and 2^-1000 the exponent bits of the result would not do. */
    static final double LARGEST = 1000.0 * SIZE;
    /** Adding it rounds a double to a whole number in its lowest bits. */
    static final double ROUND = 0x1.8p52;

    private static final double[] INVERSE = new double[SIZE];
    /** Of an interval's centre, less the interval's number: what a leading part of the bits is short of. */
    private static final double[] LOG = new double[SIZE];

    private static final double[] ROOT = new double[SIZE];
    /** Of 256 log2(1 + f), and of 2^(d/256). */
    private static final double L1 = UNIT;

    private static final double L2 = -UNIT / 2;
    private static final double L3 = UNIT / 3;
    private static final double L4 = -UNIT / 4;
    private static final double L5 = UNIT / 5;
    private static final double L6 = -UNIT / 6;
    private static final double E1 = 1 / UNIT;
    private static final double E2 = E1 * E1 / 2;
    private static final double E3 = E2 * E1 / 3;
    private static final double E4 = E3 * E1 / 4;

    private static final long MANTISSA = (1L << 52) - 1;
    private static final long ONE = 1023L << 52;
    /** Leading bits of 1: exponent and number of the interval. */
    private static final int LEADING = 1023 * SIZE;

    static {
        for (int i = 0; i < SIZE; i++) {
            // The first interval's centre is 1, so that powers of numbers near 1 keep their digits.
            double centre = i == 0 ? 1 : 1 + (i + 0.5) / SIZE;
            INVERSE[i] = 1 / centre;
            LOG[i] = -UNIT * Math.log(INVERSE[i]) - i;
            ROOT[i] = Math.pow(2, i / (double) SIZE);
        }
    }

    private FastPower() {}

    /**
     * z to the power e.
     *
     * @param z positive and normal
     * @param e any
     * @return z^e; infinite or 0 where that is out of range; NaN if e is
     */
    public static double of(double z, double e) {
        long bits = Double.doubleToRawLongBits(z);
        double power = power(whole(bits), fraction(bits), e);
        return Math.abs(power) < LARGEST ? rest(power) * root(power + ROUND) : outOfRange(z, e);
    }

    /** Where neither the result's exponent bits nor a table would do. */
    static double outOfRange(double z, double e) {
        return Math.exp(e * Math.log(z));
    }

    /** The logarithm of the centre of z's interval. */
    static double whole(long bits) {
        int leading = (int) (bits >>> 44) - LEADING;
        return leading + LOG[leading & (SIZE - 1)];
    }

    /** By how much z is above the centre of its interval, as a part of that. */
    static double fraction(long bits) {
        return Double.longBitsToDouble((bits & MANTISSA) | ONE) * INVERSE[(int) (bits >>> 44) & (SIZE - 1)] - 1;
    }

    /** e 256 log2 z. */
    static double power(double whole, double f, double e) {
        double square = f * f;
        double series = (L1 + f * L2) + square * ((L3 + f * L4) + square * (L5 + f * L6));
        return e * (whole + f * series);
    }

    /** 2^(d/256) of the rest d, between -1/2 and 1/2, to a whole number. */
    static double rest(double power) {
        double d = power - ((power + ROUND) - ROUND);
        double square = d * d;
        return (1 + d * E1) + square * ((E2 + d * E3) + square * E4);
    }

    /** 2^(k/256) of the whole number k in the lowest bits. */
    static double root(double shifted) {
        long rounded = Double.doubleToRawLongBits(shifted);
        return ROOT[(int) rounded & (SIZE - 1)] * Double.longBitsToDouble(((rounded >>> 8) + 1023) << 52);
    }

    /**
     * 1 - e^-y for a y that is given in units of {@link #UNIT}: y = -power/UNIT. The relative error is below 1e-13,
     * wherever y lies (tested).
     *
     * @param power not positive
     * @return from 0 to 1; NaN if power is
     */
    public static double complement(double power) {
        if (!(power > -LARGEST)) {
            return power < 0 ? 1 : power;
        }
        double shifted = power + ROUND;
        double d = power - (shifted - ROUND);
        double square = d * d;
        double rest = d * E1 + square * ((E2 + d * E3) + square * E4);
        double root = root(shifted);
        // Where y is small the root is 1 and nothing but the rest remains, with all its digits.
        return (1 - root) - root * rest;
    }
}
