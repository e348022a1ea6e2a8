package io.engagement.customerbase;

import java.util.function.DoubleConsumer;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** Customers as BG/NBD has them: a rate and a drop-out probability of their own, drawn anew for each. */
final class BetaGeometricPath implements PurchasePath {
    private final UniformRandomProvider random;
    private final SharedStateContinuousSampler rates;
    private final SharedStateContinuousSampler leaving;
    private final SharedStateContinuousSampler staying;
    private final ZigguratSampler.Exponential gaps;

    BetaGeometricPath(double r, double alpha, double a, double b, UniformRandomProvider random) {
        this.random = random;
        rates = AhrensDieterMarsagliaTsangGammaSampler.of(random, r, 1 / alpha);
        leaving = AhrensDieterMarsagliaTsangGammaSampler.of(random, a, 1);
        staying = AhrensDieterMarsagliaTsangGammaSampler.of(random, b, 1);
        gaps = ZigguratSampler.Exponential.of(random);
    }

    @Override
    public void draw(double age, DoubleConsumer purchases) {
        double rate = rates.sample();
        double leave = leaving.sample();
        double dropOut = leave / (leave + staying.sample());
        // A rate of 0 (it underflows for tiny r) makes the gap infinite: no purchase, as it should be.
        double at = gaps.sample() / rate;
        while (at <= age) {
            purchases.accept(at);
            at = random.nextDouble() < dropOut ? Double.POSITIVE_INFINITY : at + gaps.sample() / rate;
        }
    }
}
