package io.engagement.customerbase;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Periods with a purchase expected within a horizon, discounted. The sum over the periods to come is one for all customers of
 * as many opportunities, and kept: with an infinite horizon it has thousands of terms. For many threads.
 */
final class PeriodExpectation implements PeriodKernel.OfOpportunities {
    /** Sums of more opportunities are computed one by one. */
    private static final int KEPT = 4096;

    private final BetaGeometricBetaBernoulli model;
    private final int next;
    private final double rate;
    /** Bits of the sums, 0 where one is not known yet: what is there does not depend on who asked first. */
    private final AtomicLongArray sums = new AtomicLongArray(KEPT);

    PeriodExpectation(BetaGeometricBetaBernoulli model, int next, double rate) {
        this.model = model;
        this.next = next;
        this.rate = rate;
        BetaGeometricBetaBernoulli.checkHorizon(next, rate);
    }

    @Override
    public double of(int x, int recency, int n) {
        return model.purchasesAnOpportunity(x, recency, n) * sum(n);
    }

    private double sum(int n) {
        if (n >= KEPT) {
            return model.opportunitiesStayed(n, next, rate);
        }
        long bits = sums.get(n);
        if (bits != 0) {
            return Double.longBitsToDouble(bits);
        }
        double sum = model.opportunitiesStayed(n, next, rate);
        sums.set(n, Double.doubleToRawLongBits(sum));
        return sum;
    }
}
