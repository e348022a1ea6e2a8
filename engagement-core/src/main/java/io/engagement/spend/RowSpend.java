package io.engagement.spend;

/** Expected spend of a table's rows, with all that is constant computed once. */
@FunctionalInterface
public interface RowSpend {
    /**
     * Mean value of a customer's future purchases, given the past ones.
     *
     * @param row from 0
     * @return the expectation, finite, that of a new customer where no repeat purchase has a value; NaN where the model has
     *     none
     */
    double of(int row);

    /**
     * Why a row has no expectation.
     *
     * @param row for which {@link #of} is NaN
     * @return the reason, for a person
     */
    default String whyNone(int row) {
        return "the spend model has no expectation for a customer with so few purchases: spend differs too much";
    }
}
