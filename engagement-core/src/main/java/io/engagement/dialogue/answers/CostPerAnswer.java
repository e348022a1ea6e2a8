package io.engagement.dialogue.answers;

import io.engagement.fit.Interval;
import java.util.Objects;
import java.util.Optional;

/**
 * What an answer costs that would not have come without the ask: mean cost of an ask over answers beyond chance an ask, with the interval
 * of Fieller (1954), Journal of the Royal Statistical Society B 16(2), 175-185.
 *
 * @param value in the log's currency; NaN where it cannot be said
 * @param interval at the level 0.95; NaN where it cannot be said
 * @param unsaid why it cannot be said, in a few words: {@code it may all be coincidence}; empty where there is a number
 */
public record CostPerAnswer(double value, Interval interval, Optional<String> unsaid) {
    /**
     * Checks that there is either a number or the reason why there is none.
     *
     * @param value in the log's currency
     * @param interval at the level 0.95
     * @param unsaid why it cannot be said
     * @throws IllegalArgumentException if there are both or neither
     */
    public CostPerAnswer {
        Objects.requireNonNull(interval, "interval");
        Objects.requireNonNull(unsaid, "unsaid");
        if (Double.isNaN(value) != unsaid.isPresent()) {
            throw new IllegalArgumentException(
                    "there must be either a value or why there is none: " + value + ", " + unsaid);
        }
    }

    /** No number, and why there is none. */
    static CostPerAnswer unsaid(String why) {
        return new CostPerAnswer(Double.NaN, new Interval(Double.NaN, Double.NaN), Optional.of(why));
    }

    /** Of the means of cost and excess, their variances and covariance; a cost of NaN is not known. */
    static CostPerAnswer of(double cost, double costVariance, Estimate excess, double covariance) {
        if (Double.isNaN(cost)) {
            return unsaid("no cost is known");
        }
        double z2 = Estimate.NORMAL_975 * Estimate.NORMAL_975;
        double b = excess.value();
        double curve = b * b - z2 * excess.standardError() * excess.standardError();
        if (!(b > 0 && curve > 0)) {
            return unsaid(excess.isJudged() ? "it may all be coincidence" : "it is of a single customer");
        }
        double middle = cost * b - z2 * covariance;
        double rest = cost * cost - z2 * costVariance;
        double half = Math.sqrt(Math.max(0, middle * middle - curve * rest));
        return new CostPerAnswer(
                cost / b, new Interval((middle - half) / curve, (middle + half) / curve), Optional.empty());
    }

    /**
     * Whether there is a number.
     *
     * @return false if the interval of the excess reaches 0, and in the other cases that {@link #unsaid} tells
     */
    public boolean canBeSaid() {
        return !Double.isNaN(value);
    }
}
