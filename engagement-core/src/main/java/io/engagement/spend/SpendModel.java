package io.engagement.spend;

import io.engagement.measure.Measure;
import io.engagement.measure.MeasureColumn;
import io.engagement.measure.PurchaseDefinition;
import java.util.List;

/** What scorers of value ask of a model of spend, whichever it is. */
public interface SpendModel {
    /**
     * The model's short name, as the text form has it.
     *
     * @return for example {@code gamma-gamma}
     */
    String name();

    /**
     * What the model was fitted to, and reads.
     *
     * @return what counts as a purchase, and whether values are less refunds
     */
    PurchaseDefinition definition();

    /**
     * This model as one of another definition: for parameters that came from elsewhere.
     *
     * @param definition what counted when the parameters were estimated
     * @return the changed copy
     */
    SpendModel withDefinition(PurchaseDefinition definition);

    /**
     * What it reads of each customer.
     *
     * @return the measures whose columns {@link #prepare} takes, in this order
     */
    List<Measure> inputs();

    /**
     * Expected spend of a table's customers.
     *
     * @param columns the inputs of the table's rows
     * @return mean value of each row's purchases to come, given those that were seen; thread-safe
     */
    RowSpend prepare(List<MeasureColumn> columns);

    /**
     * Mean value of a new customer's purchases.
     *
     * @return the expectation, finite; NaN where it does not exist
     */
    double expectedSpend();
}
