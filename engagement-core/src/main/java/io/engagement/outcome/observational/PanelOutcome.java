package io.engagement.outcome.observational;

import io.engagement.history.LogView;
import io.engagement.internal.base.Positions;
import io.engagement.measure.Filter;
import io.engagement.measure.spi.Quantity;
import java.util.Objects;
import java.util.function.IntPredicate;

/**
 * What is counted of each customer and period: a sum over interactions, or anything else that a customer's history tells. A pure
 * function; one's own is a lambda.
 */
@FunctionalInterface
public interface PanelOutcome {
    /** One customer's figures by period. */
    interface Sums {
        /**
         * Adds to the period that an instant lies in.
         *
         * @param epochMilli milliseconds since 1970; what lies in no period is left out
         * @param amount finite
         * @throws IllegalArgumentException if the amount is not finite
         */
        void addAt(long epochMilli, double amount);
    }

    /** Reads one customer after another. Called from several threads. */
    @FunctionalInterface
    interface Reader {
        /**
         * Adds what a customer has to the periods. Periods without anything are 0.
         *
         * @param row of the view
         * @param sums the customer's periods, all 0
         */
        void read(int row, Sums sums);
    }

    /**
     * What reads the customers of a view.
     *
     * @param view whose
     * @return a reader
     */
    Reader reader(LogView view);

    /**
     * The sum of a quantity.
     *
     * @param filter of which interactions
     * @param quantity value, cost, satisfaction or duration (in milliseconds); interactions without one add nothing
     * @return the outcome
     * @throws IllegalArgumentException if the quantity is no amount
     */
    static PanelOutcome total(Filter filter, Quantity quantity) {
        Objects.requireNonNull(filter, "filter");
        if (!quantity.isAmount()) {
            throw new IllegalArgumentException(quantity + " is no amount that could be added");
        }
        return view -> {
            IntPredicate passes = Positions.of(filter, view);
            return (row, sums) -> {
                for (int p = view.start(row); p < view.end(row); p++) {
                    double amount = passes.test(p) ? quantity.of(view, p) : Double.NaN;
                    if (!Double.isNaN(amount)) {
                        sums.addAt(view.epochMilli(p), amount);
                    }
                }
            };
        };
    }

    /**
     * The number of interactions.
     *
     * @param filter which ones
     * @return the outcome
     */
    static PanelOutcome count(Filter filter) {
        Objects.requireNonNull(filter, "filter");
        return view -> {
            IntPredicate passes = Positions.of(filter, view);
            return (row, sums) -> {
                for (int p = view.start(row); p < view.end(row); p++) {
                    if (passes.test(p)) {
                        sums.addAt(view.epochMilli(p), 1);
                    }
                }
            };
        };
    }
}
