package io.engagement.outcome.effect;

import java.util.List;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * One effect from several independent ones, such as those of waves, each weighted by the inverse of its variance.
 *
 * @param effect the pooled one, normal; undefined without effects
 * @param q Cochran's (1954): how far they lie apart, chi-square if all are the same
 * @param degreesOfFreedom of q: effects less 1
 */
public record PooledEffect(Effect effect, double q, int degreesOfFreedom) {
    /**
     * Pools.
     *
     * @param effects defined, with positive standard errors; others are left out
     * @return the pooled effect
     */
    public static PooledEffect of(List<Effect> effects) {
        List<Effect> sure = effects.stream()
                .filter(each -> each.isDefined() && each.standardError() > 0)
                .toList();
        if (sure.isEmpty()) {
            return new PooledEffect(Effect.undefined(), Double.NaN, 0);
        }
        double weights = sure.stream().mapToDouble(PooledEffect::weight).sum();
        double mean = sure.stream()
                        .mapToDouble(each -> weight(each) * each.estimate())
                        .sum()
                / weights;
        double q = sure.stream()
                .mapToDouble(each -> weight(each) * (each.estimate() - mean) * (each.estimate() - mean))
                .sum();
        return new PooledEffect(Effect.normal(mean, Math.sqrt(1 / weights)), q, sure.size() - 1);
    }

    private static double weight(Effect effect) {
        return 1 / (effect.standardError() * effect.standardError());
    }

    /**
     * How probable effects so far apart would be if all were the same.
     *
     * @return NaN of fewer than two
     */
    public double pValueOfDifferences() {
        return degreesOfFreedom < 1
                ? Double.NaN
                : ChiSquaredDistribution.of(degreesOfFreedom).survivalProbability(q);
    }
}
