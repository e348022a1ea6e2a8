package io.engagement.live;

import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import io.engagement.internal.index.KeyedHash;
import io.engagement.live.KnownKinds.Weights;
import io.engagement.measure.StateLayout;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;

/**
 * A part of the customers, and all that is known of them; one thread at a time is in it. What is {@linkplain InOrder ordered},
 * what is {@linkplain InThreads in threads}, what is {@linkplain InNoThread in none} and what is {@linkplain Ahead ahead} is each
 * kept by one of its parts.
 *
 * <p>Memory is asked for before anything changes, so that all is as it was where there is none. Where an error comes in
 * the midst of a change nevertheless, the shard is known to be half changed, and refuses to go on.
 *
 * <p>It has a monitor, the only one of the library: within, nothing waits unless own code of a measure does, and no file is read or written.
 * So a virtual thread that holds it goes on, and one that wants it keeps its carrier (before JDK 24) for no longer than an interaction or
 * a copy of the shard takes. With a {@link java.util.concurrent.locks.ReentrantLock} in its place adding took 4 to 10 % more time.
 */
final class Shard {
    /** What {@link #read} gives for a customer who is not known. */
    static final long UNKNOWN = Long.MIN_VALUE;

    /** For who comes without a feed. */
    static final int NO_FEED = -1;

    private final StateLayout layout;
    private final boolean remembers;
    private final KeyedHash hash;
    private final ShardTime time;
    private final Kinds kinds;
    private final Rows rows;
    private final RememberedIds ids;
    private final OpenThreads threads;
    private final OwnCode code;
    private final InOrder inOrder;
    private final InThreads inThreads;
    private final InNoThread inNoThread;
    private final Ahead aheads;
    private final ShardCounts counts;
    private final ChangeMark mark;
    private final ShardImage image;
    /** How far each feed has come. */
    private long[] positions = {};

    Shard(
            StateLayout layout,
            KnownKinds known,
            KeyedHash hash,
            LongSupplier clock,
            long windowMillis,
            long duplicateWindowMillis,
            long threadHorizonMillis) {
        ShardParts parts = ShardParts.of(layout, known, hash, clock, windowMillis, threadHorizonMillis);
        this.layout = layout;
        this.hash = hash;
        this.remembers = duplicateWindowMillis > 0;
        this.ids = new RememberedIds(duplicateWindowMillis);
        this.time = parts.time();
        this.kinds = parts.kinds();
        this.rows = parts.rows();
        this.threads = parts.threads();
        this.code = parts.code();
        this.inOrder = parts.inOrder();
        this.aheads = parts.aheads();
        this.counts = parts.counts();
        this.mark = parts.mark();
        this.inThreads = new InThreads(parts);
        this.inNoThread = new InNoThread(parts);
        this.image = new ShardImage(parts, inThreads, ids);
    }

    /** Adds an interaction without lookups done before. */
    Arrival add(Interaction interaction, long hashed, long read, int feed, long position) {
        return add(interaction, Lookup.of(interaction, hashed, this), read, feed, position);
    }

    /** Adds an interaction. */
    synchronized Arrival add(Interaction interaction, Lookup lookup, long read, int feed, long position) {
        mark.requireWhole();
        if (feed != NO_FEED && !isBeyond(feed, position)) {
            counts.replayed();
            return Arrival.REPLAYED;
        }
        tell(read);
        long low = 0;
        boolean isKnown = false;
        boolean named = remembers && interaction.id().isPresent();
        if (named) {
            // 128 bits of the customer's id and its own; the second half is odd, so that it is never 0.
            low = hash.derived(lookup.hashed()).derived(1).of(interaction.id().get()) | 1;
            ids.reserve(time.now());
            isKnown = ids.holds(lookup.hashedId(), low, time.now());
        }
        Arrival arrival = isKnown ? Arrival.DUPLICATE : take(interaction, lookup);
        // Last, after all that they vouch for.
        if (isKnown) {
            counts.duplicate();
        } else if (named) {
            ids.put(lookup.hashedId(), low, time.now());
        }
        if (feed != NO_FEED) {
            positions[feed] = position;
        }
        mark.end();
        return arrival;
    }

    /** Closes the shard. */
    synchronized void close() {
        mark.begin();
    }

    /**
     * Reads what a customer's interaction will read, step by step, each for as many customers at once as the memory can
     * fetch at once: one after the other each would wait for its own. Only a hint: without the lock, and of no consequence
     * where it is wrong.
     */
    int touchIndex(long hashed) {
        return rows.touchIndex(hashed);
    }

    int guess(long hashed) {
        return rows.guess(hashed);
    }

    double touch(int row) {
        return rows.touch(row);
    }

    long touchJournal(int row) {
        return inOrder.touchJournal(row);
    }

    int touchId(int row) {
        return rows.touchId(row);
    }

    long touchRemembered(long hashedId) {
        return remembers ? ids.touch(hashedId) : 0;
    }

    /** The hash of an interaction's id under its customer's key, 0 if it has none or none is remembered. */
    long hashOfId(Interaction interaction, long hashed) {
        return (remembers || threads.infers()) && interaction.id().isPresent()
                ? OpenThreads.key(hash.derived(hashed), interaction.id().get())
                : 0;
    }

    /**
     * Of a log, which knows no duplicates and whose ids are not remembered as such.
     *
     * @param settled whether the log's initiator is the last word, as nothing earlier can come any more
     */
    synchronized void load(Interaction interaction, long hashed, long read, boolean settled) {
        mark.requireWhole();
        tell(read);
        Lookup lookup = Lookup.of(interaction, hashed, this);
        if (settled) {
            goOn();
            inNoThread.take(interaction, interaction.kind(), lookup, rows.find(interaction.customerId(), hashed));
        } else {
            take(interaction, lookup);
        }
        mark.end();
    }

    /**
     * Remembers the threads of a log, so that what comes next is found to belong to them.
     *
     * @param interactions the customer's, in order of time, all of which are in
     * @param since what rested since before then is left out
     */
    synchronized void remember(String customerId, long hashed, List<Interaction> interactions, long since) {
        mark.requireWhole();
        int row = rows.find(customerId, hashed);
        if (row != Rows.NONE) {
            threads.reserve(time.newest(), row, interactions.size());
            threads.open(row, hashed).remember(interactions, since);
            threads.closeIfEmpty(row);
        }
    }

    /** What changes of a customer that no interaction tells. */
    @FunctionalInterface
    interface Telling {
        /** Where it throws, nothing has changed. */
        void tell(double[] slots, int offset);
    }

    /** Changes what is known of a customer, who is known from then on. */
    synchronized Arrival tell(String customerId, long hashed, Telling telling, int feed, long position) {
        mark.requireWhole();
        if (feed != NO_FEED && !isBeyond(feed, position)) {
            counts.replayed();
            return Arrival.REPLAYED;
        }
        int row = rows.find(customerId, hashed);
        Memory.ask();
        double[] told = new double[layout.slots()];
        if (row == Rows.NONE) {
            layout.reset(told, 0);
        } else {
            System.arraycopy(rows.slots(row), rows.offset(row), told, 0, told.length);
        }
        telling.tell(told, 0);
        if (row == Rows.NONE) {
            rows.reserve(customerId);
        }
        mark.begin();
        if (row == Rows.NONE) {
            row = rows.add(customerId, hashed);
        }
        System.arraycopy(told, 0, rows.slots(row), rows.offset(row), told.length);
        if (feed != NO_FEED) {
            positions[feed] = position;
        }
        mark.end();
        return Arrival.TAKEN;
    }

    private void tell(long read) {
        long present = time.tell(read);
        if (present != ShardTime.GOES_ON) {
            followBack(present);
        }
    }

    /**
     * What was taken under the wrong present decides no longer what is late: what waits is settled as it
     * stands, and the window begins anew with the next interaction.
     */
    private void followBack(long present) {
        if (time.newest() > present) {
            inThreads.settleAll(Long.MAX_VALUE);
            mark.begin();
            inOrder.settleAll();
            time.beginAnew();
            mark.end();
        }
        time.followBack(present);
    }

    /** Whether the position is beyond what is known of the feed. */
    private boolean isBeyond(int feed, long position) {
        if (feed >= positions.length) {
            Memory.ask();
            long[] more = Arrays.copyOf(positions, feed + 1);
            Arrays.fill(more, positions.length, more.length, Long.MIN_VALUE);
            positions = more;
        }
        return position > positions[feed];
    }

    /** Leaves the mark of a change up, so that the caller can add to it. */
    private Arrival take(Interaction interaction, Lookup lookup) {
        goOn();
        int row = rows.find(interaction.customerId(), lookup.hashed(), lookup.row());
        InteractionKind kind = interaction.kind();
        InteractionKind given = threads.infers() ? kind.asGiven() : kind;
        boolean ahead = interaction.at().toEpochMilli() > time.now();
        if (!threads.holds(interaction, given.initiator(), ahead, row)) {
            return inNoThread.take(interaction, given, lookup, row);
        }
        Weights weights = kinds.of(given);
        inNoThread.rehearse(row, interaction, weights.each());
        return inThreads.take(interaction, given, weights, lookup.hashed(), row, ahead);
    }

    /** What is due is counted, what nothing can precede any more is settled. */
    private void goOn() {
        countDue();
        inOrder.goOn();
        if (threads.isQueued()) {
            inThreads.sweep();
        }
    }

    /** Each as if it had come at its time, and in that order. */
    private void countDue() {
        while (Math.min(aheads.next(), threads.nextDue()) <= time.now()) {
            if (aheads.next() <= threads.nextDue()) {
                inNoThread.countFirstAhead();
            } else {
                inThreads.countFirstDue();
            }
        }
    }

    /**
     * A customer's slots as of the clock.
     *
     * @param into what ordered measures wait for is in it too, as if nothing earlier came any more
     * @return as of when, in milliseconds, or {@link #UNKNOWN}
     */
    synchronized long read(String customerId, long hashed, long read, double[] into) {
        mark.requireWhole();
        int row = rows.find(customerId, hashed);
        if (row == Rows.NONE) {
            return UNKNOWN;
        }
        tell(read);
        countDue();
        read(row, into, 0);
        return time.now();
    }

    private void read(int row, double[] into, int at) {
        System.arraycopy(rows.slots(row), rows.offset(row), into, at, layout.slots());
        inOrder.addTo(row, into, at);
        inThreads.addTo(row, into, at);
    }

    /** All customers as of the clock. */
    synchronized States readAll(long read) {
        mark.requireWhole();
        tell(read);
        countDue();
        States states = new States(rows.customers(), layout);
        int next = 0;
        for (int row = 0; row < rows.end(); row++) {
            if (rows.isUsed(row)) {
                read(row, states.slots(), next * layout.slots());
                states.id(next++, rows.id(row));
            }
        }
        return states;
    }

    synchronized boolean erase(String customerId, long hashed) {
        mark.requireWhole();
        int row = rows.find(customerId, hashed);
        if (row == Rows.NONE) {
            return false;
        }
        Runnable removal = rows.removal(row, hashed);
        mark.begin();
        inOrder.forget(row);
        aheads.remove(row);
        inThreads.forget(row);
        removal.run();
        kinds.forget();
        inOrder.wipe();
        mark.end();
        return true;
    }

    /** How large the journal has grown. */
    synchronized int journalWords() {
        return inOrder.journalWords();
    }

    synchronized LiveReport report() {
        mark.requireWhole();
        return counts.report(rows.customers(), aheads.size() + threads.ahead(), code.setAside());
    }

    /** A feed has come so far with nothing for the store. */
    synchronized void pass(int feed, long position) {
        if (isBeyond(feed, position)) {
            positions[feed] = position;
        }
    }

    /** How far the feeds have come; none beyond those that the array has. */
    synchronized long[] positions() {
        return positions.clone();
    }

    /** As the snapshot's format has it; see {@link Snapshots}. */
    synchronized void write(DataOutput out) throws IOException {
        mark.requireWhole();
        image.write(out, positions);
    }

    /**
     * Into a shard that has seen nothing, and that no other thread knows of yet: a file is read, so without the monitor.
     *
     * @param isHere whether a hash is one of this shard's
     */
    void read(SnapshotReader in, LongPredicate isHere) throws IOException {
        positions = image.read(in, isHere);
    }
}
