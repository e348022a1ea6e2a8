package io.engagement.customerbase.covariate;

import io.engagement.customerbase.PurchaseKernel;

/**
 * A quantity by a calendar, which knows nothing of customers who are older than it. Explanations ask of ages that no customer has:
 * for these what holds at its beginning has always held.
 */
record CalendarKernel(PurchaseKernel within, PurchaseKernel ever) implements PurchaseKernel {
    @Override
    public double of(double frequency, double recency, double age) {
        return within.of(frequency, recency, age);
    }

    @Override
    public PurchaseKernel forReasons() {
        return ever;
    }
}
