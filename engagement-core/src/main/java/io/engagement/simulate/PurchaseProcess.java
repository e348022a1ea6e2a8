package io.engagement.simulate;

import io.engagement.internal.index.Chunks;
import io.engagement.internal.math.Checks;
import io.engagement.simulate.Generators.Aspect;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * When customers purchase and when they leave, as the BG/NBD model has it (Fader, Hardie and Lee 2005, Marketing
 * Science 24(2), 275-284): while active, a customer purchases at random times at a rate of their own, which is gamma
 * distributed over customers; after every repeat purchase they leave for good with a probability of their own, which is
 * beta distributed.
 *
 * @param r shape of the gamma distribution of purchase rates, positive
 * @param alpha <em>rate</em> (not scale) of that distribution, in weeks, positive; the mean purchase rate is r/alpha a
 *     week
 * @param a first shape of the beta distribution of the probability to leave, positive
 * @param b second shape of it, positive; the mean probability is a/(a+b)
 */
public record PurchaseProcess(double r, double alpha, double a, double b) {
    /** Customers that share a generator in columnar draws; fixed, so that threads do not matter. */
    private static final Chunks CHUNKS = new Chunks(1024);

    /**
     * A purchase process, checked.
     *
     * @param r shape of the gamma distribution of purchase rates, positive
     * @param alpha <em>rate</em> (not scale) of that distribution, in weeks, positive; the mean purchase rate is r/alpha a
     *     week
     * @param a first shape of the beta distribution of the probability to leave, positive
     * @param b second shape of it, positive; the mean probability is a/(a+b)
     * @throws IllegalArgumentException if a parameter is not positive and finite
     */
    public PurchaseProcess {
        Checks.positive("r", r);
        Checks.positive("alpha", alpha);
        Checks.positive("a", a);
        Checks.positive("b", b);
    }

    /**
     * A plausible shop: about one purchase in ten weeks while active, one customer in six leaving after a purchase.
     *
     * @return r 0.8, alpha 8 weeks, a 0.8, b 4
     */
    public static PurchaseProcess withDefaults() {
        return new PurchaseProcess(0.8, 8.0, 0.8, 4.0);
    }

    /**
     * Draws purchase histories in columns, without days or interactions: exactly what the model says, for fits and
     * benchmarks.
     *
     * @param customers how many, not negative
     * @param shortestAge the least time T since the first purchase, in weeks, not negative
     * @param longestAge the greatest T, in weeks; T is uniform between both
     * @param spend what a purchase is worth
     * @param seed the same seed gives the same bits, whatever the number of threads
     * @return the columns
     * @throws IllegalArgumentException if a number is out of its range
     */
    public SimulatedPurchases draw(
            int customers, double shortestAge, double longestAge, SpendProcess spend, long seed) {
        if (customers < 0) {
            throw new IllegalArgumentException("customers must not be negative, was " + customers);
        }
        Checks.notNegative("shortestAge", shortestAge);
        Checks.notNegative("longestAge", longestAge);
        if (shortestAge > longestAge) {
            throw new IllegalArgumentException(
                    "shortestAge must not exceed longestAge, was " + shortestAge + " > " + longestAge);
        }
        SimulatedPurchases drawn = SimulatedPurchases.ofSize(customers);
        CHUNKS.forEach(customers, (from, to) -> {
            UniformRandomProvider random = Generators.of(seed, CHUNKS.of(from), Aspect.COLUMNS);
            Sampler path = sampler(random);
            SpendProcess.Sampler worth = spend.sampler(random);
            for (int row = from; row < to; row++) {
                double age = shortestAge + (longestAge - shortestAge) * random.nextDouble();
                path.walk(age);
                drawn.set(row, path.purchases(), path.lastAt(), age, worth.mean(path.purchases()));
            }
        });
        return drawn;
    }

    Sampler sampler(UniformRandomProvider random) {
        return new Sampler(this, random);
    }

    /** Draws one customer after another. Not for several threads. */
    static final class Sampler {
        private final UniformRandomProvider random;
        private final SharedStateContinuousSampler rates;
        private final SharedStateContinuousSampler leaving;
        private final SharedStateContinuousSampler staying;
        private final ZigguratSampler.Exponential gaps;
        private double rate;
        private double dropout;
        private boolean left;
        private double[] times = new double[16];
        private int purchases;

        private Sampler(PurchaseProcess process, UniformRandomProvider random) {
            this.random = random;
            rates = AhrensDieterMarsagliaTsangGammaSampler.of(random, process.r, 1 / process.alpha);
            leaving = AhrensDieterMarsagliaTsangGammaSampler.of(random, process.a, 1);
            staying = AhrensDieterMarsagliaTsangGammaSampler.of(random, process.b, 1);
            gaps = ZigguratSampler.Exponential.of(random);
        }

        /** A new customer, from the first purchase at time 0 to {@code age} weeks later. */
        void walk(double age) {
            rate = rates.sample();
            double leave = leaving.sample();
            dropout = leave / (leave + staying.sample());
            left = false;
            purchases = 0;
            double at = gaps.sample() / rate;
            // A rate of 0 (it underflows for tiny r) makes the gap infinite: no purchase, as it should be.
            while (!left && at <= age) {
                append(at);
                left = random.nextDouble() < dropout;
                at += gaps.sample() / rate;
            }
        }

        private void append(double at) {
            if (purchases == times.length) {
                times = Arrays.copyOf(times, 2 * purchases);
            }
            times[purchases++] = at;
        }

        double rate() {
            return rate;
        }

        double dropout() {
            return dropout;
        }

        /** Whether the customer left for good, at the last purchase. */
        boolean left() {
            return left;
        }

        /** Repeat purchases. */
        int purchases() {
            return purchases;
        }

        /** Time of the repeat purchase in weeks since the first purchase. */
        double at(int purchase) {
            return times[purchase];
        }

        /** Time of the last repeat purchase; 0 if there is none. */
        double lastAt() {
            return purchases == 0 ? 0 : times[purchases - 1];
        }
    }
}
