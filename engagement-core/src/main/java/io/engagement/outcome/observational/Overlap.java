package io.engagement.outcome.observational;

import java.util.List;

/**
 * Whether controls can stand for the contacted customers: how many of them count, and how alike the groups are, with each
 * control weighted by its odds of having been contacted.
 *
 * @param treated contacted customers
 * @param controls others
 * @param effectiveControls (sum of weights)&sup2; / sum of squared weights (Kish 1965); 0 if the groups are wholly apart
 * @param before standardised differences of each block of the past, contacted less others, over the root of the mean of both
 *     variances
 * @param after the same with weights; NaN if the groups are wholly apart
 * @param propensities how probable contact was
 * @param trimmed customers who were left out as their propensity is too near to 1; none unless asked for
 */
public record Overlap(
        int treated,
        int controls,
        double effectiveControls,
        List<Double> before,
        List<Double> after,
        Propensities propensities,
        int trimmed) {
    /**
     * How probable contact was, by what customers had before.
     *
     * @param auc how well that tells the contacted from the others: 0.5 not at all, 1 wholly; NaN if there is no fit
     * @param lowest the lowest one
     * @param highest the highest one
     * @param extreme the share below 0.05 or above 0.95
     */
    public record Propensities(double auc, double lowest, double highest, double extreme) {}

    /** Controls that must count at the least. */
    private static final double LEAST = 50;
    /** Of the contacted customers. */
    private static final double SHARE = 0.25;
    /** Standardised difference that is still alike. */
    private static final double ALIKE = 0.1;

    /**
     * Copies the lists.
     *
     * @param treated contacted customers
     * @param controls others
     * @param effectiveControls (sum of weights)&sup2; / sum of squared weights
     * @param before standardised differences of each block of the past
     * @param after the same with weights
     * @param propensities how probable contact was
     * @param trimmed customers who were left out
     */
    public Overlap {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    /**
     * Whether the groups can be compared.
     *
     * @return if at least 50 controls count, and a quarter of the number of contacted customers, and no standardised difference
     *     after weighting is above 0.1
     */
    public boolean isGood() {
        return effectiveControls >= Math.max(LEAST, SHARE * treated)
                && after.stream().allMatch(difference -> Math.abs(difference) <= ALIKE);
    }
}
