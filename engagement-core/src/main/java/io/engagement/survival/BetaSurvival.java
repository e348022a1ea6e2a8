package io.engagement.survival;

import io.engagement.internal.math.BetaRatios;
import io.engagement.internal.math.Checks;
import io.engagement.internal.math.GammaDifferences;
import io.engagement.internal.math.RandomStreams;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;

/**
 * What both models share: a customer's probability theta is beta distributed and the customer lasts for more than t
 * periods with probability (1 - theta)^(t^c), which over all customers is B(leave, stay + t^c) / B(leave, stay).
 *
 * @param leave shape on the side of leaving
 * @param stay shape on the side of staying
 * @param c power of time
 */
record BetaSurvival(double leave, double stay, double c) {
    /** Keeps these draws independent of other draws from the same seed. */
    private static final int USE = 31;

    /** Where t^c is above this, far above all shapes, survival falls as its power. */
    private static final double POWER_LAW = 1e40;

    /** A shape as models accept it. */
    static double shape(String name, double value) {
        return Checks.within(name, value, 1e-9, 1e9);
    }

    /** The power of time as models accept it. */
    static double power(double value) {
        return Checks.within("c", value, 1e-3, 1e3);
    }

    /** The logarithm of the probability of lasting for more than t periods. */
    double log(double t) {
        double u = Math.pow(t, c);
        return u > POWER_LAW
                ? GammaDifferences.logRising(stay, leave) - leave * c * Math.log(t)
                : BetaRatios.log(stay, leave, u);
    }

    /** The logarithm of the probability of lasting for {@code more} further periods, given more than t. */
    double log(double t, double more) {
        double u = Math.pow(t, c);
        if (u > POWER_LAW) {
            return -leave * c * Math.log1p(more / t);
        }
        double rise = t == 0 ? Math.pow(more, c) : u * Math.expm1(c * Math.log1p(more / t));
        return rise > POWER_LAW
                ? GammaDifferences.logRising(stay + u, leave) - leave * c * Math.log(t + more)
                : BetaRatios.log(stay + u, leave, rise);
    }

    /** As {@link ContractModel#logSurvival(int, int)}. */
    double log(int renewals, int more) {
        return log(renewals, changing(renewals, more));
    }

    /** How many of the next periods change anything: times end at the last int, and customers who reach it stay. */
    private static double changing(int renewals, int more) {
        return Math.min(more, Integer.MAX_VALUE - renewals);
    }

    /** As {@link ContractModel#discountedRenewals}, in time that does not grow with their number. */
    double discountedRenewals(int renewals, int next, double rate) {
        RenewalSum.check(renewals, next, rate);
        double changing = changing(renewals, next);
        double kept = Math.exp(log(renewals, changing) - changing * Math.log1p(rate));
        double sum = RenewalSum.of(n -> log(renewals, n), changing, rate);
        return sum + (next > changing ? kept * RenewalSum.ofOnes(next - changing, next, rate) : 0);
    }

    Tenures simulate(int customers, int periods, long seed) {
        if (customers < 0 || periods < 1) {
            throw new IllegalArgumentException(
                    "customers must not be negative and periods at least 1, were " + customers + " and " + periods);
        }
        UniformRandomProvider random = RandomStreams.of(seed, 0, USE);
        // A gamma variate of a small shape falls below the smallest double; its logarithm, from that of shape + 1, does
        // not.
        SharedStateContinuousSampler leaving = AhrensDieterMarsagliaTsangGammaSampler.of(random, leave + 1, 1);
        SharedStateContinuousSampler staying = AhrensDieterMarsagliaTsangGammaSampler.of(random, stay + 1, 1);
        int[] tenure = new int[customers];
        boolean[] left = new boolean[customers];
        for (int i = 0; i < customers; i++) {
            double ratio = Math.exp(logGamma(leaving, leave, random) - logGamma(staying, stay, random));
            // ln(1 - theta) = -ln(1 + ratio); the contract ends with the first t for which (1 - theta)^(t^c) falls
            // below U.
            double end = Math.pow(-Math.log(1 - random.nextDouble()) / Math.log1p(ratio), 1 / c);
            left[i] = end <= periods;
            tenure[i] = left[i] ? Math.max(1, (int) Math.ceil(end)) : periods;
        }
        return Tenures.of(tenure, left);
    }

    /** Marsaglia and Tsang (2000), section 6: a variate of shape + 1 times U^(1/shape) has the shape. */
    private static double logGamma(SharedStateContinuousSampler next, double shape, UniformRandomProvider random) {
        return Math.log(next.sample()) + Math.log(1 - random.nextDouble()) / shape;
    }
}
