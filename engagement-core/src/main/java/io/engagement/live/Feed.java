package io.engagement.live;

import io.engagement.domain.Interaction;
import java.util.List;
import java.util.OptionalLong;

/**
 * Where interactions come from in a numbered order: a topic's partition with its offsets, a table's change log, a file's
 * lines. A store that knows positions can be restored and fed again from any earlier one: what a snapshot holds already is
 * dropped, to the very interaction, whether it has an id or not.
 *
 * <p>One thread at a time adds to a feed; different feeds are independent.
 */
public final class Feed {
    private final LiveStore store;
    private final String name;
    private final int number;

    /** All up to here is in the store, or has been refused as a duplicate. */
    private volatile long complete = Long.MIN_VALUE;

    Feed(LiveStore store, String name, int number) {
        this.store = store;
        this.name = name;
        this.number = number;
    }

    /**
     * Its name.
     *
     * @return unique in the store; snapshots keep it
     */
    public String name() {
        return name;
    }

    /**
     * Adds an interaction.
     *
     * @param interaction the next one
     * @param position its number in the feed, greater than those before; any but {@link Long#MIN_VALUE}
     * @return what became of it
     */
    public Arrival add(Interaction interaction, long position) {
        Arrival arrival = store.add(interaction, number, position);
        if (position > complete) {
            complete = position;
        }
        return arrival;
    }

    /**
     * Adds interactions that follow each other in the feed.
     *
     * @param interactions the next ones
     * @param firstPosition the number of the first of them, greater than those before; the others' numbers follow it
     * @return what became of each
     */
    public List<Arrival> addAll(List<Interaction> interactions, long firstPosition) {
        List<Arrival> arrivals = store.addAll(interactions, number, firstPosition);
        if (!arrivals.isEmpty()) {
            complete = Math.max(complete, firstPosition + arrivals.size() - 1);
        }
        return arrivals;
    }

    /**
     * How far the store knows the feed: where to go on, behind this position, after the store has been restored.
     *
     * @return the position of the last interaction that was added; empty if none was
     */
    public OptionalLong position() {
        return complete == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(complete);
    }

    long complete() {
        return complete;
    }

    void restore(long position) {
        complete = position;
    }
}
