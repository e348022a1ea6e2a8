package io.engagement.measure.spi;

import io.engagement.domain.Customer;
import io.engagement.domain.InteractionKind;
import io.engagement.history.LogView;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * What is known of a customer apart from interactions, such as an age or a segment: a statistic that takes part in no
 * interaction and is told by the {@link Customer}. Slots are NaN until then. The same slots serve tables, single states, the
 * live store and Spark, as those of any statistic.
 */
public interface CustomerStatistic extends Statistic {
    /**
     * Takes what it keeps from a customer, in the place of what was known before.
     *
     * @param customer the customer
     * @param slots the customer's slots, among others
     * @param offset where the statistic's own begin; what is not known becomes NaN
     * @throws IllegalArgumentException if the customer has it, but in no form that is understood; the message names customer,
     *     attribute and text
     */
    void know(Customer customer, double[] slots, int offset);

    /**
     * What a customer lacks of whom it is not known, for the reason why there is no score.
     *
     * @return in a few words, such as {@code attribute age on the customer's record}
     */
    default String lack() {
        return "what " + name() + " reads on the customer's record";
    }

    @Override
    default boolean ordered() {
        return false;
    }

    @Override
    default void reset(double[] slots, int offset) {
        Arrays.fill(slots, offset, offset + slots(), Double.NaN);
    }

    @Override
    default double weight(InteractionKind kind, ToDoubleFunction<Quantity> quantities) {
        return 0;
    }

    @Override
    default boolean looksAtCampaigns() {
        return false;
    }

    @Override
    default void enter(double at, double weight, ToDoubleFunction<Quantity> quantities, double[] slots, int offset) {
        throw new IllegalStateException(name() + " takes part in no interaction");
    }

    /** What one part does not know, the other does; what both know must be the same. */
    @Override
    default void merge(double[] slots, int offset, double[] other, int otherOffset) {
        for (int i = 0; i < slots(); i++) {
            double one = slots[offset + i];
            double two = other[otherOffset + i];
            if (one < two || one > two) {
                throw new IllegalArgumentException("parts of one customer must agree in " + name() + ", one has " + one
                        + " and one " + two + ": tell it once, when the parts are merged");
            }
        }
        for (int i = 0; i < slots(); i++) {
            if (Double.isNaN(slots[offset + i])) {
                slots[offset + i] = other[otherOffset + i];
            }
        }
    }

    @Override
    default Reader reader(LogView view) {
        return (from, to, slots, offset) -> {};
    }
}
