package io.engagement.dialogue.preference;

import io.engagement.proportion.CategoryShares;
import java.util.Objects;
import java.util.Optional;

/**
 * How one customer likes to be contacted, and how they are. Immutable.
 *
 * @param acts what the customer did, on any channel
 * @param channels shares of those of their channels by which the company contacts customers, drawn to the population
 * @param weekdays shares of weekdays, drawn to the population, from Monday
 * @param blocks shares of blocks of four hours on the customer's clock; empty if the zone is not known
 * @param suggestion how to contact them next, or that they are to be left alone
 * @param contacts the company's contacts
 * @param fit of the contacts to what the customer does, from 0 to 1; NaN without a contact
 * @param against contacts by a channel that the customer refuses or does not consent to, or by none of those that they say they prefer
 */
public record Preference(
        long acts,
        CategoryShares channels,
        CategoryShares weekdays,
        Optional<CategoryShares> blocks,
        Suggestion suggestion,
        long contacts,
        double fit,
        long against) {
    /**
     * Checks what is given.
     *
     * @param acts own acts
     * @param channels shares of channels
     * @param weekdays shares of weekdays
     * @param blocks shares of blocks, if any
     * @param suggestion how to contact the customer next
     * @param contacts the company's contacts
     * @param fit of the contacts
     * @param against contacts against what the customer says
     */
    public Preference {
        Objects.requireNonNull(channels, "channels");
        Objects.requireNonNull(weekdays, "weekdays");
        Objects.requireNonNull(blocks, "blocks");
        Objects.requireNonNull(suggestion, "suggestion");
    }

    /**
     * The share of contacts made against what the customer says.
     *
     * @return from 0 to 1; NaN without a contact
     */
    public double againstShare() {
        return (double) against / contacts;
    }
}
