package io.engagement.customerbase.periodic;

import io.engagement.customerbase.PurchaseKernel;

/**
 * A quantity of BG/BB as a function of customers by period. Mixtures of two customers, which explanations look at, may have
 * more purchases than periods from the first to the last: they take as many periods as purchases.
 */
final class PeriodKernel implements PurchaseKernel {
    private final OfOpportunities quantity;

    /** A function of x, t_x and n. */
    @FunctionalInterface
    interface OfOpportunities {
        double of(int x, int recency, int n);
    }

    PeriodKernel(OfOpportunities quantity) {
        this.quantity = quantity;
    }

    @Override
    public double of(double frequency, double recency, double age) {
        if (Double.isNaN(frequency)) {
            return Double.NaN;
        }
        int x = (int) frequency;
        // And a customer with no repeat purchase has no time of the last one.
        int last = x == 0 ? 0 : (int) Math.max(recency, frequency);
        return quantity.of(x, last, (int) (age - recency + Math.max(recency, frequency)));
    }
}
