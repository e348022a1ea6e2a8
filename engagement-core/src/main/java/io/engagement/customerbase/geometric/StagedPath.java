package io.engagement.customerbase.geometric;

import io.engagement.internal.customerbase.PurchasePath;
import java.util.function.DoubleConsumer;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** Customers as the BG family has them: a rate and a drop-out probability of their own, drawn anew for each. */
final class StagedPath implements PurchasePath {
    private final int k;
    private final boolean leavesAtOnce;
    private final UniformRandomProvider random;
    private final SharedStateContinuousSampler rates;
    private final SharedStateContinuousSampler leaving;
    private final SharedStateContinuousSampler staying;
    private final ZigguratSampler.Exponential gaps;

    StagedPath(int k, DropOut dropOut, double r, double alpha, double a, double b, UniformRandomProvider random) {
        this.k = k;
        this.leavesAtOnce = dropOut == DropOut.AFTER_ANY_PURCHASE;
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
        if (leavesAtOnce && random.nextDouble() < dropOut) {
            return;
        }
        // A rate of 0 (it underflows for tiny r) makes the gap infinite: no purchase, as it should be.
        double at = gap() / rate;
        while (at <= age) {
            purchases.accept(at);
            at = random.nextDouble() < dropOut ? Double.POSITIVE_INFINITY : at + gap() / rate;
        }
    }

    private double gap() {
        double sum = 0;
        for (int stage = 0; stage < k; stage++) {
            sum += gaps.sample();
        }
        return sum;
    }
}
