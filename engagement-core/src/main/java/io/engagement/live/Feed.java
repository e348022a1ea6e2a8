package io.engagement.live;

import io.engagement.domain.Customer;
import io.engagement.domain.Interaction;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Where interactions come from in a numbered order: a topic's partition with its offsets, a table's change log, a file's
 * lines. A store that knows positions can be restored and fed again from any earlier one: what a snapshot holds already is
 * dropped, to the very interaction, whether it has an id or not.
 *
 * <p>A feed is for one thread, as what two of them add may come in another order than its numbers, and what comes behind a
 * greater number is taken for a repetition. It belongs to the first thread that adds to it, until that thread has ended or
 * calls {@link #release()}; others are refused. Different feeds are independent.
 *
 * <p>Where adding throws, that interaction is not in the store, and the feed's position is before it: add it again.
 */
public final class Feed {
    private final LiveStore store;
    private final String name;
    private final int number;

    /** All up to here is in the store, or has been refused as a duplicate, or passed over. */
    private volatile long complete = Long.MIN_VALUE;

    private final AtomicReference<@Nullable Thread> owner = new AtomicReference<>();

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
     * @return what the store did with it
     * @throws IllegalArgumentException if the position is {@code Long.MIN_VALUE}
     * @throws IllegalStateException if another thread feeds, and as {@link LiveStore#add}
     */
    public Arrival add(Interaction interaction, long position) {
        requireOwn();
        requireNumber(position);
        Arrival arrival = store.add(interaction, number, position);
        complete(position);
        return arrival;
    }

    /**
     * Takes what is known of a customer, as {@link LiveStore#know}.
     *
     * @param customer the customer, with all attributes as they are now
     * @param position its number in the feed, greater than those before; any but {@link Long#MIN_VALUE}
     * @return {@link Arrival#TAKEN} or {@link Arrival#REPLAYED}
     * @throws IllegalArgumentException if the position is {@code Long.MIN_VALUE}, and as {@link LiveStore#know}
     * @throws IllegalStateException if another thread feeds, and as {@link LiveStore#know}
     */
    public Arrival know(Customer customer, long position) {
        requireOwn();
        requireNumber(position);
        Arrival arrival = store.know(customer, number, position);
        complete(position);
        return arrival;
    }

    /**
     * Takes a number that is given for a customer, as {@link LiveStore#give}.
     *
     * @param customerId whose
     * @param name the number's name
     * @param value finite; NaN takes it back
     * @param position its number in the feed, greater than those before; any but {@link Long#MIN_VALUE}
     * @return {@link Arrival#TAKEN} or {@link Arrival#REPLAYED}
     * @throws IllegalArgumentException if the position is {@code Long.MIN_VALUE}, and as {@link LiveStore#give}
     * @throws IllegalStateException if another thread feeds, and as {@link LiveStore#give}
     */
    public Arrival give(String customerId, String name, double value, long position) {
        requireOwn();
        requireNumber(position);
        Arrival arrival = store.give(customerId, name, value, number, position);
        complete(position);
        return arrival;
    }

    /**
     * Adds interactions that follow each other in the feed.
     *
     * @param interactions the next ones
     * @param firstPosition the number of the first of them, greater than those before; the others' numbers follow it
     * @return what the store did with each
     * @throws IllegalArgumentException if a position is {@code Long.MIN_VALUE} or beyond {@code Long.MAX_VALUE}
     * @throws IllegalStateException if another thread feeds, and as {@link LiveStore#add}; those before the one that was
     *     refused are in, and are dropped when all are added again
     */
    public List<Arrival> addAll(List<Interaction> interactions, long firstPosition) {
        requireOwn();
        requireNumber(firstPosition);
        int size = interactions.size();
        if (size == 0) {
            return List.of();
        }
        if (firstPosition > Long.MAX_VALUE - (size - 1)) {
            throw new IllegalArgumentException("positions of feed " + name + " must be at most " + Long.MAX_VALUE
                    + ", and " + size + " from " + firstPosition + " on go beyond it");
        }
        List<Arrival> arrivals = store.addAll(interactions, number, firstPosition);
        complete(firstPosition + arrivals.size() - 1);
        return arrivals;
    }

    /**
     * Passes over what the source holds and the store is not to have: reading goes on behind it after restoring too.
     *
     * @param position its number in the feed; one that is not greater than those before changes nothing; any but {@link
     *     Long#MIN_VALUE}
     * @throws IllegalArgumentException if the position is {@code Long.MIN_VALUE}
     * @throws IllegalStateException if another thread feeds
     */
    public void pass(long position) {
        requireOwn();
        requireNumber(position);
        store.pass(number, position);
        complete(position);
    }

    /**
     * Lets another thread go on: it is the next one that adds. To be called by the thread that feeds, when all that it took
     * from the source is added.
     *
     * @throws IllegalStateException if another thread feeds
     */
    public void release() {
        requireOwn();
        owner.set(null);
    }

    /**
     * How far the store knows the feed: where to go on, behind this position, after the store has been restored.
     *
     * @return the position of the last interaction that was added or passed over; empty if none was
     */
    public OptionalLong position() {
        return complete == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(complete);
    }

    private void requireOwn() {
        if (owner.get() != Thread.currentThread()) {
            own();
        }
    }

    private void own() {
        Thread other = owner.get();
        while (other == null || !other.isAlive()) {
            if (owner.compareAndSet(other, Thread.currentThread())) {
                return;
            }
            other = owner.get();
        }
        throw new IllegalStateException("feed " + name + " belongs to thread " + other.getName() + ", and thread "
                + Thread.currentThread().getName()
                + " adds to it: interactions would be lost that come behind a"
                + " greater position. Give each thread a feed of its own, or let the other one call release() first");
    }

    private void requireNumber(long position) {
        if (position == Long.MIN_VALUE) {
            throw new IllegalArgumentException(
                    "a position of feed " + name + " must be greater than " + position + ", which stands for none");
        }
    }

    /** Only its own thread gets here. */
    private void complete(long position) {
        complete = Math.max(complete, position);
    }

    long complete() {
        return complete;
    }

    void restore(long position) {
        complete = position;
    }
}
