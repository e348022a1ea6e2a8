package io.engagement.measure.spi;

import io.engagement.domain.InteractionKind;
import java.io.Serializable;
import java.util.function.ToDoubleFunction;

/** Whether an interaction passes a filter of one's own. A pure function, immutable and thread-safe. */
@FunctionalInterface
public interface Condition extends Serializable {
    /**
     * Whether an interaction passes. It is asked once a kind where it does not look at quantities.
     *
     * @param kind what sort of contact it is
     * @param quantities what else is known of it, NaN where it has none; durations in milliseconds
     * @return if so
     */
    boolean holds(InteractionKind kind, ToDoubleFunction<Quantity> quantities);
}
