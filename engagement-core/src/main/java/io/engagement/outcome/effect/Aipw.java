package io.engagement.outcome.effect;

import java.util.Arrays;
import java.util.Objects;

/**
 * Augmented inverse probability weighting (Robins, Rotnitzky and Zhao 1994): each customer's score is what models expect of
 * the contact, corrected by how the customer's own outcome missed the model. With known propensities the mean is unbiased
 * however bad the models are. Propensities are never clipped.
 */
public final class Aipw {
    private Aipw() {}

    /**
     * The scores of customers.
     *
     * @param outcome of each, finite
     * @param treated who was contacted
     * @param propensity probability of being contacted, above 0 and below 1
     * @param ifTreated outcome expected by a model if contacted
     * @param ifHeldOut outcome expected by a model if not
     * @return a score for each: its mean is the effect; 0 where less than 1e-13 of the largest outcome is left, which is rounding
     * @throws IllegalArgumentException if the columns are not equally long or a propensity does not lie between 0 and 1
     */
    public static double[] scores(
            double[] outcome, boolean[] treated, double[] propensity, double[] ifTreated, double[] ifHeldOut) {
        for (int length : new int[] {treated.length, propensity.length, ifTreated.length, ifHeldOut.length}) {
            if (length != outcome.length) {
                throw new IllegalArgumentException(
                        "columns must be as long as outcome, " + outcome.length + ", one was " + length);
            }
        }
        double[] scores = new double[outcome.length];
        double rounding = Rounding.of(outcome);
        for (int i = 0; i < scores.length; i++) {
            double e = checkPropensity(propensity[i]);
            double missed = treated[i] ? (outcome[i] - ifTreated[i]) / e : (ifHeldOut[i] - outcome[i]) / (1 - e);
            double score = ifTreated[i] - ifHeldOut[i] + missed;
            scores[i] = Math.abs(score) <= rounding ? 0 : score;
        }
        return scores;
    }

    static double checkPropensity(double propensity) {
        if (!(propensity > 0 && propensity < 1)) {
            throw new IllegalArgumentException("propensity must be above 0 and below 1, was " + propensity
                    + ": who is always or never contacted cannot be compared; leave them out");
        }
        return propensity;
    }

    /**
     * The mean of scores, customers being independent.
     *
     * @param scores of customers
     * @return standard error: their standard deviation / &radic;n; undefined of fewer than two
     */
    public static Effect effect(double... scores) {
        if (Objects.requireNonNull(scores, "scores").length < 2
                || !Arrays.stream(scores).allMatch(Double::isFinite)) {
            return Effect.undefined();
        }
        ArmSums sums = ArmSums.of(scores);
        return Effect.normal(sums.mean(), Math.sqrt(sums.squaredError()));
    }
}
