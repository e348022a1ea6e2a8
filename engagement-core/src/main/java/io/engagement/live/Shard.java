package io.engagement.live;

import io.engagement.domain.Interaction;
import io.engagement.internal.index.KeyedHash;
import io.engagement.measure.StateLayout;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;

/**
 * A part of the customers: lets one thread at a time in to what is known of them. By a lock and no monitor, as a virtual thread that
 * waits for one keeps its carrier, and who copies a shard for a snapshot keeps it for long.
 */
final class Shard {
    /** What {@link #read} gives for a customer who is not known. */
    static final long UNKNOWN = Long.MIN_VALUE;

    /** For who comes without a feed. */
    static final int NO_FEED = -1;

    private final Lock lock = new ReentrantLock();
    private final ShardState state;

    /** What changes of a customer that no interaction tells. */
    @FunctionalInterface
    interface Telling {
        /** Where it throws, nothing has changed. */
        void tell(double[] slots, int offset);
    }

    Shard(
            StateLayout layout,
            KnownKinds known,
            KeyedHash hash,
            LongSupplier clock,
            long windowMillis,
            long duplicateWindowMillis,
            long threadHorizonMillis) {
        this.state = new ShardState(
                layout, known, hash, clock, windowMillis, duplicateWindowMillis, threadHorizonMillis);
    }

    /** Adds an interaction without lookups done before. */
    Arrival add(Interaction interaction, long hashed, long read, int feed, long position) {
        return add(interaction, Lookup.of(interaction, hashed, this), read, feed, position);
    }

    /** Adds an interaction. */
    Arrival add(Interaction interaction, Lookup lookup, long read, int feed, long position) {
        lock.lock();
        try {
            return state.add(interaction, lookup, read, feed, position);
        } finally {
            lock.unlock();
        }
    }

    /** Closes the shard. */
    void close() {
        lock.lock();
        try {
            state.close();
        } finally {
            lock.unlock();
        }
    }

    /** As {@link ShardState#touchIndex}, and so those that follow: without the lock. */
    int touchIndex(long hashed) {
        return state.touchIndex(hashed);
    }

    int guess(long hashed) {
        return state.guess(hashed);
    }

    double touch(int row) {
        return state.touch(row);
    }

    long touchJournal(int row) {
        return state.touchJournal(row);
    }

    int touchId(int row) {
        return state.touchId(row);
    }

    long touchRemembered(long hashedId) {
        return state.touchRemembered(hashedId);
    }

    long hashOfId(Interaction interaction, long hashed) {
        return state.hashOfId(interaction, hashed);
    }

    /**
     * Of a log, which knows no duplicates and whose ids are not remembered as such.
     *
     * @param settled whether the log's initiator is the last word, as nothing earlier can come any more
     */
    void load(Interaction interaction, long hashed, long read, boolean settled) {
        Lookup lookup = Lookup.of(interaction, hashed, this);
        lock.lock();
        try {
            state.load(interaction, lookup, read, settled);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Remembers the threads of a log, so that what comes next is found to belong to them.
     *
     * @param interactions the customer's, in order of time, all of which are in
     * @param since what rested since before then is left out
     */
    void remember(String customerId, long hashed, List<Interaction> interactions, long since) {
        lock.lock();
        try {
            state.remember(customerId, hashed, interactions, since);
        } finally {
            lock.unlock();
        }
    }

    /** Changes what is known of a customer, who is known from then on. */
    Arrival tell(String customerId, long hashed, Telling telling, int feed, long position) {
        lock.lock();
        try {
            return state.tell(customerId, hashed, telling, feed, position);
        } finally {
            lock.unlock();
        }
    }

    /**
     * A customer's slots as of the clock.
     *
     * @param into what ordered measures wait for is in it too, as if nothing earlier came any more
     * @return as of when, in milliseconds, or {@link #UNKNOWN}
     */
    long read(String customerId, long hashed, long read, double[] into) {
        lock.lock();
        try {
            return state.read(customerId, hashed, read, into);
        } finally {
            lock.unlock();
        }
    }

    /** All customers as of the clock. */
    States readAll(long read) {
        lock.lock();
        try {
            return state.readAll(read);
        } finally {
            lock.unlock();
        }
    }

    boolean erase(String customerId, long hashed) {
        lock.lock();
        try {
            return state.erase(customerId, hashed);
        } finally {
            lock.unlock();
        }
    }

    /** How large the journal has grown. */
    int journalWords() {
        lock.lock();
        try {
            return state.journalWords();
        } finally {
            lock.unlock();
        }
    }

    LiveReport report() {
        lock.lock();
        try {
            return state.report();
        } finally {
            lock.unlock();
        }
    }

    /** A feed has come so far with nothing for the store. */
    void pass(int feed, long position) {
        lock.lock();
        try {
            state.pass(feed, position);
        } finally {
            lock.unlock();
        }
    }

    /** How far the feeds have come; none beyond those that the array has. */
    long[] positions() {
        lock.lock();
        try {
            return state.positions();
        } finally {
            lock.unlock();
        }
    }

    /** As the snapshot's format has it; see {@link Snapshots}. */
    void write(DataOutput out) throws IOException {
        lock.lock();
        try {
            state.write(out);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Into a shard that has seen nothing, and that nobody else knows of yet.
     *
     * @param isHere whether a hash is one of this shard's
     */
    void read(SnapshotReader in, LongPredicate isHere) throws IOException {
        lock.lock();
        try {
            state.read(in, isHere);
        } finally {
            lock.unlock();
        }
    }
}
