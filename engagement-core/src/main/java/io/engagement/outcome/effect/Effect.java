package io.engagement.outcome.effect;

import io.engagement.fit.Interval;
import io.engagement.internal.math.Checks;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * An estimated effect and its sampling error: t-distributed about the true one, or normally if the degrees of freedom are
 * infinite.
 *
 * @param estimate in the outcome's unit, treated less held out; NaN if undefined
 * @param standardError in the same unit, not negative; NaN if undefined
 * @param degreesOfFreedom positive, may be infinite; NaN if undefined
 */
public record Effect(double estimate, double standardError, double degreesOfFreedom) {
    /**
     * Checks the numbers.
     *
     * @param estimate in the outcome's unit, treated less held out; NaN if undefined
     * @param standardError in the same unit, not negative; NaN if undefined
     * @param degreesOfFreedom positive, may be infinite; NaN if undefined
     * @throws IllegalArgumentException if the standard error is negative or the degrees of freedom are not positive
     */
    public Effect {
        if (standardError < 0) {
            throw new IllegalArgumentException("standardError must not be negative, was " + standardError);
        }
        if (degreesOfFreedom <= 0) {
            throw new IllegalArgumentException("degreesOfFreedom must be positive, was " + degreesOfFreedom);
        }
    }

    /**
     * An effect with normal sampling error.
     *
     * @param estimate in the outcome's unit; NaN if undefined
     * @param standardError in the same unit, not negative; NaN if undefined
     * @return the effect with infinite degrees of freedom
     * @throws IllegalArgumentException if the standard error is negative
     */
    public static Effect normal(double estimate, double standardError) {
        return new Effect(estimate, standardError, Double.POSITIVE_INFINITY);
    }

    /**
     * No effect that could be estimated.
     *
     * @return NaN throughout
     */
    public static Effect undefined() {
        return new Effect(Double.NaN, Double.NaN, Double.NaN);
    }

    /**
     * Whether there is an estimate and its error.
     *
     * @return false if any of the three numbers is NaN
     */
    public boolean isDefined() {
        return !Double.isNaN(estimate + standardError + degreesOfFreedom);
    }

    /**
     * The two-sided confidence interval.
     *
     * @param level how often such intervals hold the true effect, between 0 and 1
     * @return estimate &plusmn; quantile &times; standard error; NaN ends if undefined
     * @throws IllegalArgumentException if the level does not lie between 0 and 1
     */
    public Interval interval(double level) {
        double tail = (1 - Checks.share("level", level)) / 2;
        if (!isDefined()) {
            return new Interval(Double.NaN, Double.NaN);
        }
        double half = standardError == 0 ? 0 : error().inverseSurvivalProbability(tail) * standardError;
        return new Interval(estimate - half, estimate + half);
    }

    /**
     * The effect in standard errors.
     *
     * @return infinite if only the standard error is 0; NaN if undefined or if both are 0
     */
    public double z() {
        return isDefined() ? estimate / standardError : Double.NaN;
    }

    /**
     * How probable an effect at least so large, of either sign, would be if there were none.
     *
     * @return two-sided; NaN as {@link #z()}
     */
    public double pValue() {
        return Double.isNaN(z()) ? Double.NaN : Math.min(1, 2 * error().survivalProbability(Math.abs(z())));
    }

    /**
     * How probable an effect at least so far up would be if there were none: one-sided, against an increase.
     *
     * @return small if the effect is clearly positive; NaN as {@link #z()}
     */
    public double pValueOfIncrease() {
        return Double.isNaN(z()) ? Double.NaN : error().survivalProbability(z());
    }

    /**
     * How probable an effect at least so far down would be if there were none: one-sided, against a decrease.
     *
     * @return small if the effect is clearly negative; NaN as {@link #z()}
     */
    public double pValueOfDecrease() {
        return Double.isNaN(z()) ? Double.NaN : error().cumulativeProbability(z());
    }

    /**
     * The effect in another unit, or the other way round.
     *
     * @param factor finite: 0.3 for profit at a margin of 30 %, -1 for the opposite sign
     * @return estimate and standard error times the factor
     * @throws IllegalArgumentException if the factor is not finite
     */
    public Effect times(double factor) {
        if (!Double.isFinite(factor)) {
            throw new IllegalArgumentException("factor must be finite, was " + factor);
        }
        return new Effect(estimate * factor, standardError * Math.abs(factor), degreesOfFreedom);
    }

    /**
     * The effect more or less a number that is known.
     *
     * @param amount finite, negative for a cost
     * @return the same sampling error about another estimate
     * @throws IllegalArgumentException if the amount is not finite
     */
    public Effect plus(double amount) {
        if (!Double.isFinite(amount)) {
            throw new IllegalArgumentException("amount must be finite, was " + amount);
        }
        return new Effect(estimate + amount, standardError, degreesOfFreedom);
    }

    private ContinuousDistribution error() {
        return degreesOfFreedom == Double.POSITIVE_INFINITY
                ? NormalDistribution.of(0, 1)
                : TDistribution.of(degreesOfFreedom);
    }
}
