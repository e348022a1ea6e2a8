package io.engagement.value;

import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDays;
import java.util.List;

/** What scorers of value ask of a model of spend, whichever it is. */
public interface SpendModel {
    /**
     * What it reads of each customer.
     *
     * @param purchases what counts as a purchase, and whether values are less refunds
     * @return the measures, which a table for {@link #prepare} must have
     */
    List<Measure> inputs(PurchaseDays purchases);

    /**
     * Expected spend of a table's customers.
     *
     * @param table has the inputs
     * @param purchases what the inputs are of
     * @return mean value of each row's purchases to come, given those that were seen; for many threads
     * @throws IllegalArgumentException if a column is missing
     */
    RowSpend prepare(MeasureTable table, PurchaseDays purchases);

    /**
     * Mean value of a new customer's purchases.
     *
     * @return the expectation; infinite where it does not exist
     */
    double expectedSpend();
}
