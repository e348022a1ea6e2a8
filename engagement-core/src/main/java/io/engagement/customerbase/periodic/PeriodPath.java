package io.engagement.customerbase.periodic;

import io.engagement.internal.customerbase.PurchasePath;
import java.util.function.DoubleConsumer;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;

/** Customers as BG/BB has them: probabilities of their own to buy and to leave, drawn anew for each. */
final class PeriodPath implements PurchasePath {
    private final UniformRandomProvider random;
    private final SharedStateContinuousSampler[] gammas;

    PeriodPath(BetaGeometricBetaBernoulli model, UniformRandomProvider random) {
        this.random = random;
        double[] shapes = {model.alpha(), model.beta(), model.gamma(), model.delta()};
        this.gammas = new SharedStateContinuousSampler[shapes.length];
        for (int i = 0; i < shapes.length; i++) {
            gammas[i] = AhrensDieterMarsagliaTsangGammaSampler.of(random, shapes[i], 1);
        }
    }

    @Override
    public void draw(double age, DoubleConsumer purchases) {
        double buys = BetaGeometricBetaBernoulli.share(gammas[0], gammas[1]);
        double leaves = BetaGeometricBetaBernoulli.share(gammas[2], gammas[3]);
        for (int i = 1; i <= age && random.nextDouble() >= leaves; i++) {
            if (random.nextDouble() < buys) {
                purchases.accept(i);
            }
        }
    }
}
