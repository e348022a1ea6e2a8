package io.engagement.customerbase.pareto;

import io.engagement.internal.customerbase.PurchasePath;
import java.util.function.DoubleConsumer;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * Customers as {@link CorrelatedParetoNbd} has them. The rate of purchases is drawn and with it its half; that of leaving is drawn
 * until it is of the half that goes with it, twice on average.
 */
final class CorrelatedParetoPath implements PurchasePath {
    private final SharedStateContinuousSampler rates;
    private final SharedStateContinuousSampler leaving;
    private final ZigguratSampler.Exponential gaps;
    private final UniformRandomProvider random;
    private final double logTheta;
    private final double logEta;
    /** P(both rates are of the same half). */
    private final double same;

    CorrelatedParetoPath(HalvedGamma rates, HalvedGamma leaving, double association, UniformRandomProvider random) {
        this.rates = AhrensDieterMarsagliaTsangGammaSampler.of(random, rates.shape(), 1 / rates.rate());
        this.leaving = AhrensDieterMarsagliaTsangGammaSampler.of(random, leaving.shape(), 1 / leaving.rate());
        this.gaps = ZigguratSampler.Exponential.of(random);
        this.random = random;
        this.logTheta = rates.logTheta();
        this.logEta = leaving.logTheta();
        this.same = 0.5 * (1 + association);
    }

    private boolean isCalm(double rate, double logScale) {
        return random.nextDouble() < Math.exp(-Math.exp(logScale + Math.log(rate)));
    }

    @Override
    public void draw(double age, DoubleConsumer purchases) {
        double rate = rates.sample();
        boolean calm = isCalm(rate, logTheta) == random.nextDouble() < same;
        double leave = leaving.sample();
        while (isCalm(leave, logEta) != calm) {
            leave = leaving.sample();
        }
        double end = Math.min(age, gaps.sample() / leave);
        for (double at = gaps.sample() / rate; at <= end; at += gaps.sample() / rate) {
            purchases.accept(at);
        }
    }
}
