package io.engagement.live;

/** What a {@link LiveStore} did with an interaction. */
public enum Arrival {
    /** It counts, in every measure that it takes part in. */
    TAKEN,
    /** It lies after the store's clock: it waits, and counts from its own time on. */
    AHEAD,
    /**
     * It came after the reorder window and behind a later one of its customer: it counts in measures that take any order
     * (counts, sums, last times, decayed effort), and not in those that want the order of time (days, gaps).
     */
    LATE,
    /** Its id came before, within the duplicate window: it is dropped. */
    DUPLICATE,
    /** Its feed was at or beyond its position already: it is dropped. */
    REPLAYED
}
