package io.engagement.evaluate;

/**
 * Terms of a campaign that keeps customers. The share of leavers who stay for the offer is beta distributed with mean
 * alpha/(alpha + beta).
 *
 * @param alpha positive; 6 in the paper
 * @param beta positive; 14 in the paper
 * @param value of a customer who is kept, positive; 200 in the paper
 * @param offer what it costs if it is taken, from 0 to below the value; 10 in the paper
 * @param contact what it costs to contact a customer, not negative; 1 in the paper
 */
public record ProfitTerms(double alpha, double beta, double value, double offer, double contact) {
    /**
     * The terms.
     *
     * @param alpha positive
     * @param beta positive
     * @param value positive
     * @param offer from 0 to below the value
     * @param contact not negative
     * @throws IllegalArgumentException if a number is out of its range
     */
    public ProfitTerms {
        boolean right = alpha > 0
                && beta > 0
                && value > 0
                && offer >= 0
                && offer < value
                && contact >= 0
                && alpha + beta + value + contact < Double.POSITIVE_INFINITY;
        if (!right) {
            throw new IllegalArgumentException(
                    "alpha, beta and value must be positive, offer from 0 to below value, contact"
                            + " not negative, all finite; were " + alpha + ", " + beta + ", " + value + ", " + offer
                            + " and "
                            + contact);
        }
    }

    /**
     * The terms of Verbraken, Verbeke and Baesens (2013), by which studies compare.
     *
     * @return alpha 6, beta 14, value 200, offer 10, contact 1
     */
    public static ProfitTerms usual() {
        return new ProfitTerms(6, 14, 200, 10, 1);
    }
}
