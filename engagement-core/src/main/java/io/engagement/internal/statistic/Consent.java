package io.engagement.internal.statistic;

import io.engagement.domain.Customer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a customer's record says of consent: of a channel, else of all. */
public final class Consent {
    /** Of all channels; that of a channel has a dot and its name behind. */
    public static final String ATTRIBUTE = "consent";

    private static final Set<String> YES = Set.of("yes", "true", "1");
    private static final Set<String> NO = Set.of("no", "false", "0");

    private Consent() {}

    /**
     * What is said of a channel.
     *
     * @param customer whose record
     * @param channel the channel's name
     * @return yes or no; empty if nothing is said
     * @throws IllegalArgumentException if it is neither yes nor no
     */
    public static Optional<Boolean> of(Customer customer, String channel) {
        return word(customer, ATTRIBUTE + "." + channel).or(() -> word(customer, ATTRIBUTE));
    }

    /**
     * Whether a channel must not be suggested: what cannot be read is no consent.
     *
     * @param customer whose record
     * @param channel the channel's name
     * @return if so
     */
    public static boolean denies(Customer customer, String channel) {
        return !customer.attributes().isEmpty()
                && customer.attribute(ATTRIBUTE + "." + channel)
                        .or(() -> customer.attribute(ATTRIBUTE))
                        .filter(word -> !YES.contains(word.toLowerCase(Locale.ROOT)))
                        .isPresent();
    }

    private static Optional<Boolean> word(Customer customer, String attribute) {
        return customer.attribute(attribute).map(text -> {
            String word = text.toLowerCase(Locale.ROOT);
            if (!YES.contains(word) && !NO.contains(word)) {
                throw new IllegalArgumentException("attribute " + attribute + " of customer " + customer.id()
                        + " must be yes or no (or true, false, 1, 0), was '" + word
                        + "': correct it, or leave it out where it is not known");
            }
            return YES.contains(word);
        });
    }
}
