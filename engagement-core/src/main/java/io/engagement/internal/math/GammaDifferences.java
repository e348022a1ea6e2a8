package io.engagement.internal.math;

/**
 * Differences of ln Gamma and of digamma between z and z + n, without the cancellation of two separate calls.
 *
 * <p>For a small whole n they are the product and the sum that define them; else both arguments are shifted above 16,
 * where the differences of Stirling's series (Abramowitz and Stegun 6.1.40 and 6.3.18) are exact to a few units in the
 * last place.
 */
public final class GammaDifferences {
    /** Up to here a product is as fast as the series. */
    private static final int DIRECT = 24;
    /** From here on six terms of Stirling's series leave less than 1e-16. */
    private static final double STIRLING = 16;

    /** A product above this takes its logarithm before it goes on. */
    private static final double LARGE = 1e100;

    private GammaDifferences() {}

    /**
     * The logarithm of the rising factorial: ln Gamma(z + n) - ln Gamma(z).
     *
     * @param z positive
     * @param n not negative; need not be whole
     * @return the difference; 0 if n is 0
     */
    public static double logRising(double z, double n) {
        if (n <= DIRECT && n == Math.rint(n)) {
            return logProduct(z, (int) n);
        }
        int shift = shift(z);
        double shifted = 0;
        for (int j = 0; j < shift; j++) {
            shifted += Math.log1p(n / (z + j));
        }
        return stirlingRise(z + shift, n) - shifted;
    }

    private static double logProduct(double z, int n) {
        double logs = 0;
        double product = 1;
        for (int j = 0; j < n; j++) {
            product *= z + j;
            if (product > LARGE) {
                logs += Math.log(product);
                product = 1;
            }
        }
        return logs + Math.log(product);
    }

    private static double stirlingRise(double z, double n) {
        double ends = correction(z + n) - correction(z);
        return (z - 0.5) * Math.log1p(n / z) + n * (Math.log(z + n) - 1) + ends;
    }

    /**
     * What Stirling's formula lacks of ln Gamma(z).
     *
     * @param z at least 16
     * @return positive; relative to Gamma(z) precise to 1e-16
     */
    public static double correction(double z) {
        double q = 1 / (z * z);
        double series = 1.0 / 1188 - q * (691.0 / 360360 - q / 156);
        return (1.0 / 12 - q * (1.0 / 360 - q * (1.0 / 1260 - q * (1.0 / 1680 - q * series)))) / z;
    }

    /**
     * The rise of digamma: psi(z + n) - psi(z), which for a whole n is the sum of 1/(z + j), 0 &lt;= j &lt; n.
     *
     * @param z positive
     * @param n not negative; need not be whole
     * @return the difference; 0 if n is 0
     */
    public static double digammaRise(double z, double n) {
        if (n <= DIRECT && n == Math.rint(n)) {
            return reciprocals(z, (int) n);
        }
        int shift = shift(z);
        double shifted = 0;
        for (int j = 0; j < shift; j++) {
            shifted += n / ((z + j) * (z + j + n));
        }
        double from = z + shift;
        double to = from + n;
        return shifted + Math.log1p(n / from) + n / (2 * from * to) + deficit(from) - deficit(to);
    }

    private static double reciprocals(double z, int n) {
        double sum = 0;
        for (int j = 0; j < n; j++) {
            sum += 1 / (z + j);
        }
        return sum;
    }

    /** ln z - 1/(2z) - psi(z). */
    private static double deficit(double z) {
        double q = 1 / (z * z);
        double series = 1.0 / 240 - q * (1.0 / 132 - q * (691.0 / 32760 - q / 12));
        return q * (1.0 / 12 - q * (1.0 / 120 - q * (1.0 / 252 - q * series)));
    }

    /**
     * The rise of trigamma: psi'(z + n) - psi'(z), which for a whole n is minus the sum of 1/(z + j)^2, 0 &lt;= j &lt; n.
     *
     * @param z positive
     * @param n not negative; need not be whole
     * @return the difference, not above 0; 0 if n is 0
     */
    public static double trigammaRise(double z, double n) {
        double sum = 0;
        if (n <= DIRECT && n == Math.rint(n)) {
            for (int j = 0; j < n; j++) {
                sum -= 1 / ((z + j) * (z + j));
            }
            return sum;
        }
        int shift = shift(z);
        for (int j = 0; j < shift; j++) {
            sum += 1 / ((z + j + n) * (z + j + n)) - 1 / ((z + j) * (z + j));
        }
        return sum + trigamma(z + shift + n) - trigamma(z + shift);
    }

    /** psi'(z) of a large z. */
    private static double trigamma(double z) {
        double q = 1 / (z * z);
        double series = 1.0 / 30 - q * (5.0 / 66 - q * (691.0 / 2730 - q * 7.0 / 6));
        return (1 + q * (1.0 / 6 - q * (1.0 / 30 - q * (1.0 / 42 - q * series)))) / z + 0.5 * q;
    }

    private static int shift(double z) {
        return z < STIRLING ? (int) Math.ceil(STIRLING - z) : 0;
    }
}
