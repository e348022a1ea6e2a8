package io.engagement.customerbase;

import io.engagement.measure.MeasureColumn;
import java.util.Objects;

/**
 * A quantity of a customer-base model as a function of x, t_x and T, for one customer or a range of rows, with all
 * constants computed once. A customer's value has the same bits either way. Thread-safe. Arguments are not checked:
 * measures are in range, and explanations mix two customers, so that x may be above 0 where t_x is 0.
 *
 * <p>Most kernels look up tables that fill as they are asked. The model's own methods, such as {@link
 * CustomerBaseModel#probabilityAlive(double, double, double)}, compute one customer without, and agree but for the last digits.
 */
@FunctionalInterface
public interface PurchaseKernel {
    /**
     * A quantity without tables, computed anew for each customer.
     *
     * @param quantity of customers who bought, never asked for NaN
     * @return the kernel
     */
    static PurchaseKernel computed(PurchaseKernel quantity) {
        Objects.requireNonNull(quantity, "quantity");
        return (frequency, recency, age) -> Double.isNaN(frequency) ? Double.NaN : quantity.of(frequency, recency, age);
    }

    /**
     * The quantity for one customer.
     *
     * @param frequency x; NaN for a customer without a purchase
     * @param recency t_x
     * @param age T
     * @return the quantity; NaN if x is NaN
     */
    double of(double frequency, double recency, double age);

    /**
     * The quantity for explanations, which ask of customers who are mixed of two: also where it refuses those that there are.
     *
     * @return the same bits where this kernel answers; mostly this one
     */
    default PurchaseKernel forReasons() {
        return this;
    }

    /**
     * The quantity for a range of rows: {@code out[i]} for {@code from <= i < to}, the same bits as for one customer.
     * Kernels of less than 20 ns a row have their own loops, as the call in a shared loop costs up to 3 ns.
     *
     * @param frequency x by row
     * @param recency t_x by row
     * @param age T by row
     * @param from the first row
     * @param to the row after the last
     * @param out where the results go
     */
    default void of(MeasureColumn frequency, MeasureColumn recency, MeasureColumn age, int from, int to, double[] out) {
        for (int row = from; row < to; row++) {
            out[row] = of(frequency.get(row), recency.get(row), age.get(row));
        }
    }
}
