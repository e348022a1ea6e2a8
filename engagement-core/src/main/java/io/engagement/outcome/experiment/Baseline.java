package io.engagement.outcome.experiment;

import io.engagement.internal.math.Checks;
import io.engagement.outcome.effect.ArmSums;

/**
 * What a figure is without a contact: what a plan needs to know of it, best from a window of the same length last year.
 *
 * @param figure its name
 * @param mean of a customer
 * @param standardDeviation between customers, not negative
 * @param isShare whether it is 0 or 1 of each customer
 */
public record Baseline(String figure, double mean, double standardDeviation, boolean isShare) {
    /**
     * Checks the numbers.
     *
     * @param figure its name
     * @param mean of a customer
     * @param standardDeviation between customers, not negative
     * @param isShare whether it is 0 or 1 of each customer
     * @throws IllegalArgumentException if the name is blank, a number is not finite, the deviation negative or a share not
     *     between 0 and 1
     */
    public Baseline {
        Assignments.present("figure", figure);
        Checks.within("mean", mean, isShare ? 0 : -Double.MAX_VALUE, isShare ? 1 : Double.MAX_VALUE);
        Checks.notNegative("standardDeviation", standardDeviation);
    }

    /**
     * Of a share.
     *
     * @param figure its name
     * @param share of customers who do it, from 0 to 1
     * @return with the deviation &radic;(share (1 - share))
     * @throws IllegalArgumentException if the share does not lie between 0 and 1
     */
    public static Baseline ofShare(String figure, double share) {
        return new Baseline(figure, share, Math.sqrt(Checks.share("share", share) * (1 - share)), true);
    }

    /**
     * Of customers.
     *
     * @param figure its name
     * @param customers at least two
     * @return their mean and deviation
     * @throws IllegalArgumentException if there are fewer than two
     */
    public static Baseline of(String figure, ArmSums customers) {
        return new Baseline(figure, customers.mean(), Math.sqrt(customers.variance()), false);
    }
}
