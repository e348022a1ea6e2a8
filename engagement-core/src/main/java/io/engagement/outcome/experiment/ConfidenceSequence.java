package io.engagement.outcome.experiment;

import io.engagement.fit.Interval;
import io.engagement.internal.math.Checks;
import io.engagement.outcome.effect.Effect;

/**
 * Intervals that hold the true effect at all looks at once, however often and whenever one looks: for looks that nobody
 * planned. The asymptotic confidence sequence of Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas (2024), narrowest at the
 * planned number of customers. At a single planned look it is some 1.6 times as wide as the usual interval.
 *
 * @param level how often all intervals hold the effect: 0.95; above 0 and below 1
 * @param plannedCustomers in both arms, where it shall be narrowest; positive
 */
public record ConfidenceSequence(double level, double plannedCustomers) {
    /**
     * Checks the numbers.
     *
     * @param level how often all intervals hold the effect: 0.95; above 0 and below 1
     * @param plannedCustomers in both arms, where it shall be narrowest; positive
     * @throws IllegalArgumentException if they are not so
     */
    public ConfidenceSequence {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("level must be above 0 and below 1, was " + level);
        }
        Checks.positive("plannedCustomers", plannedCustomers);
    }

    /**
     * The tuning parameter.
     *
     * @return &rho; = &radic;((-2 ln &alpha; + ln(1 - 2 ln &alpha;)) / planned customers)
     */
    public double rho() {
        double log = -2 * Math.log(1 - level);
        return Math.sqrt((log + Math.log1p(log)) / plannedCustomers);
    }

    /**
     * Half the width of the interval.
     *
     * @param effect as of now
     * @param customers in both arms so far, positive
     * @return in the effect's unit; NaN if it is undefined
     * @throws IllegalArgumentException if there are no customers
     */
    public double halfWidth(Effect effect, long customers) {
        double information = information(customers);
        double log = Math.log(Math.sqrt(information + 1) / (1 - level));
        return effect.standardError() * Math.sqrt(2 * (information + 1) / information * log);
    }

    /**
     * How probable an effect at least so many standard errors away from 0 would be at any look if there were none.
     *
     * @param effect as of now
     * @param customers in both arms so far, positive
     * @return two-sided: &radic;(I + 1) exp(-z&sup2; I / (2 (I + 1))) with I = customers &times; &rho;&sup2;, at most 1; at most
     *     &alpha; at any look with probability &alpha;; NaN if z is
     * @throws IllegalArgumentException if there are no customers
     */
    public double pValue(Effect effect, long customers) {
        double information = information(customers);
        double z = effect.z();
        return Math.min(1, Math.sqrt(information + 1) * Math.exp(-z * z * information / (2 * (information + 1))));
    }

    private double information(long customers) {
        if (customers <= 0) {
            throw new IllegalArgumentException("customers must be positive, was " + customers);
        }
        return customers * rho() * rho();
    }

    /**
     * The interval as of now.
     *
     * @param effect as of now
     * @param customers in both arms so far, positive
     * @return estimate &plusmn; half width; NaN ends if the effect is undefined
     * @throws IllegalArgumentException if there are no customers
     */
    public Interval interval(Effect effect, long customers) {
        double half = halfWidth(effect, customers);
        return new Interval(effect.estimate() - half, effect.estimate() + half);
    }
}
