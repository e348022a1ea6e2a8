package io.engagement.internal.math;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** The noncentral t distribution: of a t statistic where there is an effect. */
public final class NoncentralT {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    /** So many standard deviations from its mean, a chi's density is nothing. */
    private static final double FAR = 12;

    private NoncentralT() {}

    /**
     * The probability to lie above a number, by integrating the normal one over the chi distribution of the error.
     *
     * @param t the number
     * @param degreesOfFreedom at least 1
     * @param noncentrality the effect in true standard errors
     * @return from 0 to 1
     */
    public static double survival(double t, double degreesOfFreedom, double noncentrality) {
        ChiSquaredDistribution squares = ChiSquaredDistribution.of(degreesOfFreedom);
        double reach = FAR / Math.sqrt(2 * degreesOfFreedom);
        return GaussLegendre.integrate(
                error -> 2
                        * degreesOfFreedom
                        * error
                        * squares.density(degreesOfFreedom * error * error)
                        * NORMAL.cumulativeProbability(noncentrality - t * error),
                Math.max(0, 1 - reach),
                1 + reach,
                1e-12);
    }
}
