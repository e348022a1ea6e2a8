package io.engagement.customerbase.nbd;

import io.engagement.internal.customerbase.PurchasePath;
import java.util.function.DoubleConsumer;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** Customers as NBD has them: a purchase rate of their own, drawn anew for each. */
final class NbdPath implements PurchasePath {
    private final SharedStateContinuousSampler rates;
    private final ZigguratSampler.Exponential gaps;

    NbdPath(double r, double alpha, UniformRandomProvider random) {
        rates = AhrensDieterMarsagliaTsangGammaSampler.of(random, r, 1 / alpha);
        gaps = ZigguratSampler.Exponential.of(random);
    }

    @Override
    public void draw(double age, DoubleConsumer purchases) {
        double rate = rates.sample();
        for (double at = gaps.sample() / rate; at <= age; at += gaps.sample() / rate) {
            purchases.accept(at);
        }
    }
}
