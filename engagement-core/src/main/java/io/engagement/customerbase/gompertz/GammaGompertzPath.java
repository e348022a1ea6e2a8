package io.engagement.customerbase.gompertz;

import io.engagement.internal.customerbase.PurchasePath;
import java.util.function.DoubleConsumer;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** Customers as GGom/NBD has them: a purchase rate and an eta of their own, drawn anew for each. */
final class GammaGompertzPath implements PurchasePath {
    private final SharedStateContinuousSampler rates;
    private final SharedStateContinuousSampler etas;
    private final ZigguratSampler.Exponential gaps;
    private final double b;

    GammaGompertzPath(double r, double alpha, double s, double beta, double b, UniformRandomProvider random) {
        rates = AhrensDieterMarsagliaTsangGammaSampler.of(random, r, 1 / alpha);
        etas = AhrensDieterMarsagliaTsangGammaSampler.of(random, s, 1 / beta);
        this.b = b;
        gaps = ZigguratSampler.Exponential.of(random);
    }

    @Override
    public void draw(double age, DoubleConsumer purchases) {
        double rate = rates.sample();
        double end = Math.min(age, Math.log1p(gaps.sample() / etas.sample()) / b);
        for (double at = gaps.sample() / rate; at <= end; at += gaps.sample() / rate) {
            purchases.accept(at);
        }
    }
}
