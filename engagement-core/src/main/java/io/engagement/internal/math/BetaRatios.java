package io.engagement.internal.math;

/**
 * The logarithm of B(x, z + y) / B(x, z): by how much a beta function falls when one argument grows by y. It is the
 * second difference of ln Gamma, Gamma(z + x) Gamma(z + y) / (Gamma(z) Gamma(z + x + y)), of which two calls of a first
 * difference leave nothing where y is large or x small.
 *
 * <p>The argument z is shifted above 16, each shift a factor of its own; the second difference of Stirling's series is
 * then taken term by term, with the difference of powers divided out. Relative errors are below 1e-13 for x and y of any
 * size.
 */
public final class BetaRatios {
    private static final double STIRLING = 16;

    /** So near each other, numbers differ by their derivative to more digits than these small terms count. */
    private static final double NEAR = 1e-4;

    /** From here on the terms after the first are less than 1e-17 of the sum. */
    private static final double LARGE = 1e4;

    private BetaRatios() {}

    /**
     * The logarithm of B(x, z + y) / B(x, z).
     *
     * @param z positive
     * @param x positive
     * @param y not negative
     * @return not above 0; 0 if y is 0
     */
    public static double log(double z, double x, double y) {
        double shifted = 0;
        double from = z;
        for (; from < STIRLING; from++) {
            shifted += logShare(from, x, y);
        }
        return shifted + stirling(from, Math.min(x, y), Math.max(x, y));
    }

    /** ln(z (z + x + y) / ((z + x) (z + y))). */
    private static double logShare(double z, double x, double y) {
        double lost = x / (z + x) * (y / (z + y));
        return lost < 0.5
                ? Math.log1p(-lost)
                : Math.log1p(Math.min(x, y) / (z + Math.max(x, y))) - Math.log1p(Math.min(x, y) / z);
    }

    private static double stirling(double z, double x, double y) {
        double main = (0.5 - z) * logShare(z, x, y) - x * Math.log1p(y / (z + x)) - y * Math.log1p(x / (z + y));
        return main - (2 * z + x + y) / 12 * (x / (z * (z + x))) * (y / ((z + y) * (z + x + y))) + corrections(z, x, y);
    }

    /** What Stirling's formula lacks beyond 1/(12 z): at most a 1e-6th of the whole, so that few digits do. */
    private static double corrections(double z, double x, double y) {
        if (z > LARGE) {
            return 0;
        }
        if (y < NEAR * z) {
            double middle = 1 / (z + 0.5 * (x + y));
            return -x * y * curvature(middle);
        }
        if (x < NEAR * z) {
            return x * (slope(1 / (z + 0.5 * x)) - slope(1 / (z + 0.5 * x + y)));
        }
        return series(1 / (z + x)) + series(1 / (z + y)) - series(1 / z) - series(1 / (z + x + y));
    }

    /** By q = 1/z; Abramowitz and Stegun 6.1.40 from its second term on. */
    private static double series(double q) {
        double s = q * q;
        return q * s * (-1.0 / 360 + s * (1.0 / 1260 + s * (-1.0 / 1680 + s / 1188)));
    }

    /** Its derivative by z. */
    private static double slope(double q) {
        double s = q * q;
        return s * s * (3.0 / 360 - s * (5.0 / 1260 - s * (7.0 / 1680 - s * (9.0 / 1188))));
    }

    /** Its second derivative by z. */
    private static double curvature(double q) {
        double s = q * q;
        return q * s * s * (-12.0 / 360 + s * (30.0 / 1260 + s * (-56.0 / 1680 + s * (90.0 / 1188))));
    }
}
