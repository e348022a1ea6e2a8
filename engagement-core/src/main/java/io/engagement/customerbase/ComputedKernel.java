package io.engagement.customerbase;

import io.engagement.measure.MeasureColumn;

/** A quantity that is computed anew for each customer, of models in which nothing can be tabulated or nothing needs to be. */
final class ComputedKernel implements PurchaseKernel {
    private final OfCustomer quantity;

    /** A function of x, t_x and T. */
    @FunctionalInterface
    interface OfCustomer {
        double of(double frequency, double recency, double age);
    }

    ComputedKernel(OfCustomer quantity) {
        this.quantity = quantity;
    }

    @Override
    public double of(double frequency, double recency, double age) {
        return Double.isNaN(frequency) ? Double.NaN : quantity.of(frequency, recency, age);
    }

    @Override
    public void of(MeasureColumn frequency, MeasureColumn recency, MeasureColumn age, int from, int to, double[] out) {
        for (int row = from; row < to; row++) {
            out[row] = of(frequency.get(row), recency.get(row), age.get(row));
        }
    }
}
