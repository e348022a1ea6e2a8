package io.engagement.proportion;

import java.util.Arrays;
import java.util.List;

/**
 * What is known of the shares of several categories, which are 1 together: a Dirichlet distribution. Each share alone is
 * beta, and so is each against another. Immutable.
 */
public final class CategoryShares {
    private final List<String> categories;
    private final double[] alpha;
    private final double precision;

    CategoryShares(List<String> categories, double[] alpha) {
        this.categories = categories;
        this.alpha = alpha;
        this.precision = Arrays.stream(alpha).sum();
    }

    /**
     * The categories.
     *
     * @return their names
     */
    public List<String> categories() {
        return categories;
    }

    /**
     * A parameter of the distribution.
     *
     * @param category from 0
     * @return alpha, as after so many of the category
     */
    public double alpha(int category) {
        return alpha[category];
    }

    /**
     * The expected share of a category.
     *
     * @param category from 0
     * @return from 0 to 1
     */
    public double mean(int category) {
        return alpha[category] / precision;
    }

    /**
     * What is known of the share of a category.
     *
     * @param category from 0
     * @return its distribution, for intervals and probabilities
     */
    public Share share(int category) {
        return new Share(alpha[category], Math.max(0, precision - alpha[category]));
    }

    /**
     * The category with the largest expected share.
     *
     * @return from 0; of equal ones the first
     */
    public int best() {
        int best = 0;
        for (int i = 1; i < alpha.length; i++) {
            best = alpha[i] > alpha[best] ? i : best;
        }
        return best;
    }

    /**
     * The probability that the share of one category is larger than that of another.
     *
     * @param one from 0
     * @param other from 0
     * @return from 0 to 1; NaN if it is one and the same, or nobody has either
     */
    public double probabilityLarger(int one, int other) {
        if (one == other || alpha[one] + alpha[other] == 0) {
            return Double.NaN;
        }
        // Their parts of the two together are beta, whatever the others are.
        return new Share(alpha[one], alpha[other]).probabilityAbove(0.5);
    }

    /**
     * The shares.
     *
     * @return one line
     */
    @Override
    public String toString() {
        return "CategoryShares[categories=" + categories + ", alpha=" + Arrays.toString(alpha) + "]";
    }
}
