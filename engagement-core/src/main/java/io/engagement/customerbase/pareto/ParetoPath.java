package io.engagement.customerbase.pareto;

import io.engagement.internal.customerbase.PurchasePath;
import java.util.function.DoubleConsumer;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** Customers as Pareto/NBD has them: a purchase rate and a rate of leaving of their own, drawn anew for each. */
final class ParetoPath implements PurchasePath {
    private final SharedStateContinuousSampler rates;
    private final SharedStateContinuousSampler leaving;
    private final ZigguratSampler.Exponential gaps;

    ParetoPath(double r, double alpha, double s, double beta, UniformRandomProvider random) {
        rates = AhrensDieterMarsagliaTsangGammaSampler.of(random, r, 1 / alpha);
        leaving = AhrensDieterMarsagliaTsangGammaSampler.of(random, s, 1 / beta);
        gaps = ZigguratSampler.Exponential.of(random);
    }

    @Override
    public void draw(double age, DoubleConsumer purchases) {
        double rate = rates.sample();
        double end = Math.min(age, gaps.sample() / leaving.sample());
        for (double at = gaps.sample() / rate; at <= end; at += gaps.sample() / rate) {
            purchases.accept(at);
        }
    }
}
