package io.engagement.score;

import java.util.List;

/**
 * A score and why: baseline (the typical customer's score) + sum of contributions = value, within rounding.
 *
 * @param scorer name of the scorer
 * @param value the score, NaN if it does not exist
 * @param baseline the typical customer's score; NaN if value is
 * @param contributions largest amount first (absolute), ties by name; empty if value is NaN
 * @param reason one sentence: the main reason, or why there is no score
 */
public record Explanation(
        String scorer, double value, double baseline, List<Contribution> contributions, String reason) {

    /** no score, and why. */
    public static Explanation undefined(String scorer, String reason) {
        throw new UnsupportedOperationException();
    }

    // + static shapley(...): exact Shapley values of a function of few inputs (<= 12) between typical and own inputs,
    //   public because scorers in other packages and user scorers use it; signature to be designed by `score`.
}
