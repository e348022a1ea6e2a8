package io.engagement.outcome;

import io.engagement.fit.Interval;
import io.engagement.outcome.effect.Effect;

/**
 * Which part of an effect remains: the long effect a day over the short effect a day, with Fieller's interval (1954). 0 is an effect
 * that is over when the incentive is, 1 one that goes on.
 *
 * @param share NaN if undefined
 * @param interval of 95 %; NaN if undefined
 */
public record Permanence(double share, Interval interval) {
    private static final double Z = 1.959963984540054;
    private static final Permanence UNDEFINED =
            new Permanence(Double.NaN, new Interval(Double.NaN, Double.NaN));

    static Permanence undefined() {
        return UNDEFINED;
    }

    /**
     * Of two effects a day.
     *
     * @param shortEffect per day
     * @param longEffect per day
     * @param covariance of their sampling errors
     * @return undefined if the short effect is not clear: its 95 % interval holds 0 (Fieller's g is at least 1)
     */
    static Permanence of(Effect shortEffect, Effect longEffect, double covariance) {
        double b = shortEffect.estimate();
        double a = longEffect.estimate();
        double vb = shortEffect.standardError() * shortEffect.standardError();
        double va = longEffect.standardError() * longEffect.standardError();
        double g = Z * Z * vb / (b * b);
        if (!(g < 1)) {
            return UNDEFINED;
        }
        double ratio = a / b;
        double middle = ratio - g * covariance / vb;
        double root = Math.sqrt(Math.max(
                0, va - 2 * ratio * covariance + ratio * ratio * vb - g * (va - covariance * covariance / vb)));
        double half = Z / Math.abs(b) * root;
        return new Permanence(ratio, new Interval((middle - half) / (1 - g), (middle + half) / (1 - g)));
    }

    /**
     * Whether there is a short effect of which a share can remain.
     *
     * @return false if the short effect is not clear
     */
    public boolean isDefined() {
        return !Double.isNaN(share);
    }
}
