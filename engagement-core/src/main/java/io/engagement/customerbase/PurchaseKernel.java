package io.engagement.customerbase;

import io.engagement.measure.MeasureColumn;

/**
 * A quantity of a customer-base model with all that is constant computed once: a function of x, t_x and T for one customer
 * or for a range of rows. A customer's value has the same bits whoever else is asked for. For many threads. It checks nothing: its callers read measures, which are in range.
 */
public interface PurchaseKernel {
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
     * The quantity for a range of rows: {@code out[i]} for {@code from <= i < to}, the same bits as for one customer. Each
     * kernel has a loop of its own.
     *
     * @param frequency x by row
     * @param recency t_x by row
     * @param age T by row
     * @param from the first row
     * @param to the row after the last
     * @param out where the results go
     */
    void of(MeasureColumn frequency, MeasureColumn recency, MeasureColumn age, int from, int to, double[] out);
}
