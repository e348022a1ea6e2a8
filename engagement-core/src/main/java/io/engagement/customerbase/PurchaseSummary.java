package io.engagement.customerbase;

import io.engagement.fit.ModelText;
import io.engagement.internal.math.Checks;

/**
 * One customer's purchases, as customer-base models see them.
 *
 * @param frequency x: number of repeat purchase days, a whole number, not negative
 * @param recency t_x: time from the first purchase to the last one; 0 if x = 0, else above 0 and at most the age
 * @param age T: time from the first purchase to now, not negative, at most 1e30
 */
public record PurchaseSummary(double frequency, double recency, double age) {
    /**
     * Checks the values.
     *
     * @param frequency x: number of repeat purchase days, a whole number, not negative
     * @param recency t_x: time from the first purchase to the last one; 0 if x = 0, else above 0 and at most the age
     * @param age T: time from the first purchase to now, not negative, at most 1e30
     * @throws IllegalArgumentException if a value is out of its range
     */
    public PurchaseSummary {
        Checks.purchases("", frequency, recency, age);
    }

    /** The same customer with times in another unit. */
    PurchaseSummary scaled(double factor) {
        return new PurchaseSummary(frequency, recency * factor, age * factor);
    }

    /** The typical customer of a model in its text form. */
    static PurchaseSummary read(ModelText text) {
        return new PurchaseSummary(
                text.number("typical_frequency"), text.number("typical_recency"), text.number("typical_age"));
    }

    ModelText write(ModelText text) {
        return text.with("typical_frequency", frequency)
                .with("typical_recency", recency)
                .with("typical_age", age);
    }
}
