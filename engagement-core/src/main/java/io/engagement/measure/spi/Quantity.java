package io.engagement.measure.spi;

import io.engagement.domain.Interaction;
import io.engagement.history.LogView;

/** A number that an interaction may carry. */
public enum Quantity {
    /** What it was worth. */
    VALUE,
    /** What it cost. */
    COST,
    /** How satisfied the customer was, from 0 to 1. */
    SATISFACTION,
    /** How long it took: in milliseconds here, in the table's time unit in measures. */
    DURATION;

    /**
     * What an interaction has of it.
     *
     * @param interaction the interaction
     * @return the quantity; NaN where it is not known
     */
    public double of(Interaction interaction) {
        return switch (this) {
            case VALUE -> interaction.value().orElse(Double.NaN);
            case COST -> interaction.cost().orElse(Double.NaN);
            case SATISFACTION -> interaction.satisfaction().orElse(Double.NaN);
            case DURATION ->
                interaction.duration().map(length -> (double) length.toMillis()).orElse(Double.NaN);
        };
    }

    /**
     * What an interaction of a view has of it.
     *
     * @param view the view
     * @param position of the interaction
     * @return the quantity; NaN where it is not known
     */
    public double of(LogView view, int position) {
        return switch (this) {
            case VALUE -> view.value(position);
            case COST -> view.cost(position);
            case SATISFACTION -> view.satisfaction(position);
            case DURATION -> view.durationMillis(position);
        };
    }
}
