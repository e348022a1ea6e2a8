package io.engagement.dialogue.answers;

import io.engagement.fit.Interval;
import java.util.Objects;

/**
 * What an answer costs that would not have come without the ask: mean cost of an ask over answers beyond chance an ask, with the interval
 * of Fieller (1954), Journal of the Royal Statistical Society B 16(2), 175-185.
 *
 * @param value in the log's currency; NaN where it cannot be said, as the interval of the excess reaches 0
 * @param interval at the level 0.95; NaN where it cannot be said
 */
public record CostPerAnswer(double value, Interval interval) {
    /**
     * Checks that nothing is missing.
     *
     * @param value in the log's currency
     * @param interval at the level 0.95
     */
    public CostPerAnswer {
        Objects.requireNonNull(interval, "interval");
    }

    static final CostPerAnswer UNSAID = new CostPerAnswer(Double.NaN, new Interval(Double.NaN, Double.NaN));

    /** Of the means of cost and excess, their variances and covariance. */
    static CostPerAnswer of(double cost, double costVariance, Estimate excess, double covariance) {
        double z2 = Estimate.NORMAL_975 * Estimate.NORMAL_975;
        double b = excess.value();
        double curve = b * b - z2 * excess.standardError() * excess.standardError();
        if (!(b > 0 && curve > 0)) {
            return UNSAID;
        }
        double middle = cost * b - z2 * covariance;
        double rest = cost * cost - z2 * costVariance;
        double half = Math.sqrt(Math.max(0, middle * middle - curve * rest));
        return new CostPerAnswer(cost / b, new Interval((middle - half) / curve, (middle + half) / curve));
    }

    /**
     * Whether there is a number.
     *
     * @return false if the interval of the excess reaches 0
     */
    public boolean canBeSaid() {
        return !Double.isNaN(value);
    }
}
