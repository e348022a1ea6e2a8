package io.engagement.measure;

import io.engagement.domain.InteractionKind;
import io.engagement.measure.spi.Quantity;
import io.engagement.measure.spi.Statistic;
import java.util.function.ToDoubleFunction;

/** A statistic of those interactions that pass a filter; unless told otherwise all of them weigh the same. */
public interface FilteredStatistic extends Statistic {
    /**
     * What takes part.
     *
     * @return the filter; a part of the {@link #name()}, as it belongs to the definition
     */
    Filter filter();

    @Override
    default double weight(InteractionKind kind, ToDoubleFunction<Quantity> quantities) {
        return filter().matches(kind, quantities) ? 1 : 0;
    }

    @Override
    default boolean looksAtCampaigns() {
        return filter().looksAtCampaigns();
    }
}
