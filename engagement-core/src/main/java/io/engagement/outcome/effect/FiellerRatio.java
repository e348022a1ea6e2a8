package io.engagement.outcome.effect;

import io.engagement.fit.Interval;
import io.engagement.internal.math.Checks;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The ratio of two effects, such as what is left of an effect in the long run, with the interval of Fieller (1954). It is
 * undefined where the lower effect is not clear of 0: then any ratio is possible.
 *
 * @param estimate of the ratio; NaN if undefined
 * @param interval of it; NaN ends if undefined
 * @param g squared quantile &times; squared error of the lower effect / its square; below 1 if the ratio is defined
 */
public record FiellerRatio(double estimate, Interval interval, double g) {
    /**
     * Of two effects on the same customers.
     *
     * @param upper effect
     * @param lower effect
     * @param covariance of their errors: 0 if they come from different customers
     * @param level of the interval, between 0 and 1
     * @return the ratio, sampling errors being normal
     * @throws IllegalArgumentException if the level does not lie between 0 and 1
     */
    public static FiellerRatio of(Effect upper, Effect lower, double covariance, double level) {
        double z = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - Checks.share("level", level)) / 2);
        double b = lower.estimate();
        double varianceB = lower.standardError() * lower.standardError();
        double g = z * z * varianceB / (b * b);
        if (!(g < 1)) {
            return undefined(g);
        }
        double ratio = upper.estimate() / b;
        double varianceA = upper.standardError() * upper.standardError();
        // g / varianceB, which is defined for a lower effect without error, too.
        double scaled = z * z / (b * b);
        double inside = varianceA
                - 2 * ratio * covariance
                + ratio * ratio * varianceB
                - g * varianceA
                + scaled * covariance * covariance;
        double half = z / Math.abs(b) * Math.sqrt(Math.max(0, inside));
        if (Double.isNaN(half)) {
            return undefined(g);
        }
        double middle = ratio - scaled * covariance;
        return new FiellerRatio(ratio, new Interval((middle - half) / (1 - g), (middle + half) / (1 - g)), g);
    }

    private static FiellerRatio undefined(double g) {
        return new FiellerRatio(Double.NaN, new Interval(Double.NaN, Double.NaN), g);
    }

    /**
     * Whether there is a ratio.
     *
     * @return whether the lower effect is clear of 0 at the interval's level
     */
    public boolean isDefined() {
        return !Double.isNaN(estimate);
    }
}
