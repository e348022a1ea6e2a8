package io.engagement.contract;

import io.engagement.internal.math.GammaDifferences;
import io.engagement.internal.math.RandomStreams;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;

/**
 * What both models share: a customer's probability theta is beta distributed, and (1 - theta)^(t^c) is that of lasting for more
 * than t periods, so that all customers' is B(leave, stay + t^c) / B(leave, stay).
 */
final class BetaSurvival {
    /** What the generators are for: other draws of the same seed are independent. */
    private static final int USE = 31;

    private BetaSurvival() {}

    static double log(double leave, double stay, double c, int periods) {
        double u = Math.pow(periods, c);
        return GammaDifferences.logRising(stay, u) - GammaDifferences.logRising(leave + stay, u);
    }

    static double positive(String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be positive and finite, was " + value);
        }
        return value;
    }

    static Tenures simulate(double leave, double stay, double c, int customers, int periods, long seed) {
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
