package io.engagement.score;

import java.util.List;

/**
 * A score and why: baseline (the typical customer's score) + sum of contributions = value, within rounding.
 *
 * <p>Three cases: an explained score; a score without a typical customer to compare with (the baseline is NaN, there are
 * no contributions, the reason says so); no score (value and baseline are NaN, no contributions, the reason says why).
 *
 * @param scorer name of the scorer
 * @param value the score, NaN if it does not exist
 * @param baseline the typical customer's score; NaN if value is, or if there is none
 * @param contributions largest amount first (absolute), ties by name; empty if the baseline is NaN
 * @param reason one sentence: the main reason, or why there is no score
 */
public record Explanation(
        String scorer, double value, double baseline, List<Contribution> contributions, String reason) {

    /**
     * Takes a copy of the contributions.
     *
     * @param scorer name of the scorer
     * @param value the score, NaN if it does not exist
     * @param baseline the typical customer's score; NaN if value is, or if there is none
     * @param contributions largest amount first (absolute), ties by name; empty if the baseline is NaN
     * @param reason one sentence: the main reason, or why there is no score
     * @throws IllegalArgumentException if there are contributions without a value or without a baseline to add them to
     */
    public Explanation {
        contributions = List.copyOf(contributions);
        if (Double.isNaN(value + baseline) && !contributions.isEmpty()) {
            throw new IllegalArgumentException("contributions to " + scorer
                    + " need a value and a baseline, were value " + value + " and baseline " + baseline);
        }
    }

    /**
     * No score, and why.
     *
     * @param scorer name of the scorer
     * @param reason why there is none, in the customer's terms
     * @return an explanation whose value and baseline are NaN
     */
    public static Explanation undefined(String scorer, String reason) {
        return new Explanation(scorer, Double.NaN, Double.NaN, List.of(), reason);
    }

    /**
     * A score that cannot be compared: the typical customer has none.
     *
     * @param scorer name of the scorer
     * @param value the score
     * @return an explanation without baseline and contributions
     */
    static Explanation withoutTypical(String scorer, double value) {
        return new Explanation(
                scorer,
                value,
                Double.NaN,
                List.of(),
                "no reasons: the typical customer, with whom this one would be compared, has no score");
    }
}
