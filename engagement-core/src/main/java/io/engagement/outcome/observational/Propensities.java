package io.engagement.outcome.observational;

/**
 * How probable contact was, by what customers had before.
 *
 * @param auc how well that tells the contacted from the others: 0.5 not at all, 1 wholly; NaN if there is no fit
 * @param lowest the lowest one
 * @param highest the highest one
 * @param extreme the share below 0.05 or above 0.95
 */
public record Propensities(double auc, double lowest, double highest, double extreme) {}
