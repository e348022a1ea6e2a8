package io.engagement.internal.math;

/**
 * z^e for one exponent and millions of z; fast for exponents up to 4.
 *
 * <p>z = 2^k c (1 + f) with c the centre of one of 256 intervals and |f| &lt; 2^-9. 2^(ke) and c^e come from tables of the
 * exponent, (1 + f)^e is the binomial series to degree 5, whose rest is below 0.03 * 2^-54 = 2e-18. The relative error is
 * below 1e-15 (1 + e) (tested).
 *
 * <p>Floor: one load of z, three of tables (2 KB each, and what is used of 9 KB), 8 multiplications, 6 additions, neither
 * logarithm nor exponential.
 */
public final class ConstantPower {
    /** The largest exponent for which the series is good. */
    private static final double LARGEST = 4;

    private static final int SIZE = 256;
    /** Numbers up to 2^65. */
    private static final int EXPONENTS = 1023 + 65;

    private static final double[] INVERSE = new double[SIZE];
    private static final long MANTISSA = (1L << 52) - 1;
    private static final long ONE = 1023L << 52;
    /** One less than the bits of the least normal number, which come after those of 0 and the subnormal ones. */
    private static final long SUBNORMAL = (1L << 52) - 1;

    static {
        for (int i = 0; i < SIZE; i++) {
            INVERSE[i] = 1 / (1 + (i + 0.5) / SIZE);
        }
    }

    private final double e;
    private final double[] ofCentre = new double[SIZE];
    /** By the exponent's bits; the first is 0, for z = 0. */
    private final double[] ofExponent = new double[EXPONENTS];

    /** From this exponent's bits on, or those of a sign, powers are computed. */
    private final int limit;

    private final double b2;
    private final double b3;
    private final double b4;
    private final double b5;

    private ConstantPower(double e) {
        this.e = e;
        limit = e <= LARGEST ? EXPONENTS : 0;
        for (int i = 0; i < SIZE; i++) {
            ofCentre[i] = Math.pow(INVERSE[i], -e);
        }
        for (int k = 1; k < EXPONENTS; k++) {
            ofExponent[k] = Math.pow(Math.scalb(1.0, k - 1023), e);
        }
        b2 = e * (e - 1) / 2;
        b3 = b2 * (e - 2) / 3;
        b4 = b3 * (e - 3) / 4;
        b5 = b4 * (e - 4) / 5;
    }

    /**
     * The powers of an exponent.
     *
     * @param e positive
     * @return the function of z
     */
    public static ConstantPower of(double e) {
        return new ConstantPower(e);
    }

    /**
     * A number's power.
     *
     * @param z any; numbers from 2^-1022 to 2^65, and 0, fast
     * @return z^e, 0 for 0; NaN if z is negative or NaN
     */
    public double at(double z) {
        long bits = Double.doubleToRawLongBits(z);
        int exponent = (int) (bits >>> 52);
        // One comparison for subnormal numbers that lets 0 pass, which is frequent and must not cost a wrong guess.
        if (exponent >= limit || bits - 1 + Long.MIN_VALUE < SUBNORMAL + Long.MIN_VALUE) {
            return Math.pow(z, e);
        }
        int index = (int) (bits >>> 44) & (SIZE - 1);
        double f = Double.longBitsToDouble((bits & MANTISSA) | ONE) * INVERSE[index] - 1;
        double square = f * f;
        double series = (1 + f * e) + square * ((b2 + f * b3) + square * (b4 + f * b5));
        return series * (ofCentre[index] * ofExponent[exponent]);
    }
}
