package io.engagement.customerbase.periodic;

import io.engagement.internal.math.MemoizedFunction;

/**
 * Periods with a purchase expected within a horizon, discounted. The sum over the periods to come is one for all customers of
 * as many opportunities, and kept: with an infinite horizon it has thousands of terms. Thread-safe.
 */
final class PeriodExpectation implements PeriodKernel.OfOpportunities {
    private final BetaGeometricBetaBernoulli model;
    private final MemoizedFunction sums;

    PeriodExpectation(BetaGeometricBetaBernoulli model, int next, double rate) {
        this.model = model;
        BetaGeometricBetaBernoulli.checkHorizon(next, rate);
        this.sums = new MemoizedFunction(n -> model.opportunitiesStayed(n, next, rate));
    }

    @Override
    public double of(int x, int recency, int n) {
        return model.purchasesAnOpportunity(x, recency, n) * sums.of(n);
    }
}
