package io.engagement.connect;

import java.util.Comparator;

/**
 * The texts of a row that its kind is made of. They have an order, by which a hash table finds them even where somebody has
 * crafted texts of one hash.
 */
record KindTexts(
        String channel,
        String purpose,
        String initiator,
        String direction,
        String actor,
        String department,
        String campaign)
        implements Comparable<KindTexts> {
    private static final Comparator<KindTexts> ORDER = Comparator.comparing(KindTexts::department)
            .thenComparing(KindTexts::campaign)
            .thenComparing(KindTexts::purpose)
            .thenComparing(KindTexts::channel)
            .thenComparing(KindTexts::initiator)
            .thenComparing(KindTexts::direction)
            .thenComparing(KindTexts::actor);

    @Override
    public int compareTo(KindTexts other) {
        return ORDER.compare(this, other);
    }
}
