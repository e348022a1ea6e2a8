package io.engagement.simulate;

import io.engagement.internal.math.Checks;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;

/**
 * What a purchase is worth, as the gamma-gamma model has it (Fader and Hardie 2013, "The gamma-gamma model of monetary
 * value"): the values of one customer's purchases are gamma distributed with shape p and a rate of their own, which is
 * gamma distributed over customers with shape q and rate gamma.
 *
 * @param p shape of one customer's values, positive
 * @param q shape of the distribution of rates, greater than 1, so that a mean exists
 * @param gamma <em>rate</em> of that distribution, in the log's currency, positive; the mean value is p gamma/(q-1)
 */
public record SpendProcess(double p, double q, double gamma) {
    /**
     * A spend process, checked.
     *
     * @param p shape of one customer's values, positive
     * @param q shape of the distribution of rates, greater than 1, so that a mean exists
     * @param gamma <em>rate</em> of that distribution, in the log's currency, positive; the mean value is p gamma/(q-1)
     * @throws IllegalArgumentException if p or gamma is not positive and finite, or q is not greater than 1
     */
    public SpendProcess {
        Checks.positive("p", p);
        Checks.positive("gamma", gamma);
        if (!(q > 1 && q < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("q must be greater than 1 and finite, was " + q);
        }
    }

    /**
     * A plausible shop with purchases of 36 on average.
     *
     * @return p 6, q 4, gamma 18
     */
    public static SpendProcess withDefaults() {
        return new SpendProcess(6, 4, 18);
    }

    /**
     * The mean value of a purchase over all customers.
     *
     * @return p gamma/(q-1)
     */
    public double mean() {
        return p * gamma / (q - 1);
    }

    Sampler sampler(UniformRandomProvider random) {
        return new Sampler(this, random);
    }

    /** Draws one customer after another. Not for several threads. */
    static final class Sampler {
        private final SpendProcess process;
        private final UniformRandomProvider random;
        private final SharedStateContinuousSampler rates;

        private Sampler(SpendProcess process, UniformRandomProvider random) {
            this.process = process;
            this.random = random;
            rates = AhrensDieterMarsagliaTsangGammaSampler.of(random, process.q, 1 / process.gamma);
        }

        /** A new customer's mean of so many purchases; NaN if there is none. */
        double mean(int purchases) {
            if (purchases == 0) {
                return Double.NaN;
            }
            // The sum of x gamma(p) values is gamma(p x): one draw instead of x.
            double sum = AhrensDieterMarsagliaTsangGammaSampler.of(random, process.p * purchases, 1)
                    .sample();
            return sum / (rates.sample() * purchases);
        }

        /** A new customer's values. */
        SharedStateContinuousSampler values() {
            return AhrensDieterMarsagliaTsangGammaSampler.of(random, process.p, 1 / rates.sample());
        }
    }
}
