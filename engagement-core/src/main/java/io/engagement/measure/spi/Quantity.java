package io.engagement.measure.spi;

import io.engagement.domain.Interaction;
import io.engagement.history.LogView;
import io.engagement.internal.index.TextKey;

/**
 * A number that an interaction may carry: amounts, and keys that stand for its ids. Equal ids have equal keys, on every machine
 * and for ever; that two others have the same one is a chance of 1 in 10<sup>15</sup>.
 */
public enum Quantity {
    /** What it was worth. */
    VALUE,
    /** What it cost. */
    COST,
    /** How satisfied the customer was, from 0 to 1. */
    SATISFACTION,
    /** How long it took: in milliseconds here, in the table's time unit in measures. */
    DURATION,
    /** A key of its own id: a whole number above 0. */
    ID,
    /** The key of the id of what it answers. */
    IN_REPLY_TO,
    /** A key of its conversation's id. */
    CONVERSATION;

    /**
     * Whether it is a number of something, of which there is more and less, and no key.
     *
     * @return false for keys, of which there are no sums, means and limits
     */
    public boolean isAmount() {
        return compareTo(ID) < 0;
    }

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
            case ID -> TextKey.of(interaction.id().orElse(null));
            case IN_REPLY_TO -> TextKey.of(interaction.inReplyTo().orElse(null));
            case CONVERSATION -> TextKey.of(interaction.conversation().orElse(null));
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
            case ID -> view.idKey(position);
            case IN_REPLY_TO -> view.inReplyToKey(position);
            case CONVERSATION -> view.conversationKey(position);
        };
    }
}
