package io.engagement.proportion;

import io.engagement.fit.Interval;
import io.engagement.internal.math.Checks;
import java.util.Locale;
import org.apache.commons.numbers.gamma.Digamma;
import org.apache.commons.numbers.gamma.Trigamma;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * What is known of a share: a beta distribution with parameters a and b, as after a of one kind and b of the other. If one
 * of the two is 0, the share is certain.
 *
 * @param a not negative, finite
 * @param b not negative, finite; one of the two is positive
 */
public record Share(double a, double b) {
    /**
     * Checks the parameters.
     *
     * @param a not negative, finite
     * @param b not negative, finite; one of the two is positive
     * @throws IllegalArgumentException if they are negative, not finite, or both 0
     */
    public Share {
        Checks.notNegative("a", a);
        Checks.notNegative("b", b);
        if (a + b == 0) {
            throw new IllegalArgumentException("a or b must be positive, both were 0");
        }
    }

    /**
     * The expected share.
     *
     * @return a / (a + b)
     */
    public double mean() {
        return a / (a + b);
    }

    /**
     * The equal-tailed interval.
     *
     * @param level with this probability the share lies inside, between 0 and 1
     * @return from the (1 - level)/2 quantile to the (1 + level)/2 quantile
     * @throws IllegalArgumentException if the level does not lie between 0 and 1
     */
    public Interval interval(double level) {
        double tail = (1 - Checks.share("level", level)) / 2;
        return isCertain()
                ? new Interval(mean(), mean())
                : new Interval(
                        distribution().inverseCumulativeProbability(tail),
                        distribution().inverseSurvivalProbability(tail));
    }

    /**
     * The probability that the share is above a bound.
     *
     * @param bound from 0 to 1
     * @return from 0 to 1
     * @throws IllegalArgumentException if the bound does not lie between 0 and 1
     */
    public double probabilityAbove(double bound) {
        Checks.share("bound", bound);
        if (isCertain()) {
            return mean() > bound ? 1 : 0;
        }
        return distribution().survivalProbability(bound);
    }

    /**
     * The probability that the share is below a bound.
     *
     * @param bound from 0 to 1
     * @return from 0 to 1
     * @throws IllegalArgumentException if the bound does not lie between 0 and 1
     */
    public double probabilityBelow(double bound) {
        Checks.share("bound", bound);
        if (isCertain()) {
            return mean() < bound ? 1 : 0;
        }
        return distribution().cumulativeProbability(bound);
    }

    /**
     * The expected log-odds of the share.
     *
     * @return psi(a) - psi(b); infinite if the share is certain
     */
    public double logit() {
        if (isCertain()) {
            return a == 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return Digamma.value(a) - Digamma.value(b);
    }

    /**
     * The variance of the log-odds of the share.
     *
     * @return psi'(a) + psi'(b); 0 if the share is certain
     */
    public double logitVariance() {
        return isCertain() ? 0 : Trigamma.value(a) + Trigamma.value(b);
    }

    private boolean isCertain() {
        return a == 0 || b == 0;
    }

    private BetaDistribution distribution() {
        return BetaDistribution.of(a, b);
    }

    /**
     * For a reader.
     *
     * @return the mean and the interval of 95 %; the same in every locale
     */
    @Override
    public String toString() {
        Interval interval = interval(0.95);
        return String.format(Locale.ROOT, "%.3f (%.3f to %.3f)", mean(), interval.lower(), interval.upper());
    }
}
