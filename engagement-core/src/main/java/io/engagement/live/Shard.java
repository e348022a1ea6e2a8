package io.engagement.live;

import io.engagement.domain.Interaction;
import io.engagement.internal.hash.KeyedHash;
import io.engagement.live.Kinds.Weighted;
import io.engagement.measure.Measure.Quantity;
import io.engagement.measure.StateLayout;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.LongPredicate;
import java.util.function.ToDoubleFunction;

/**
 * A part of the customers, and all that is known of them; one thread at a time is in it.
 *
 * <p>Time in a shard never goes back: it is the latest that the clock has shown here. Ordered measures are settled up to
 * the newest interaction less the window. What is later than that is added to them as it comes, in a way that can be taken
 * back; of customers some of whose came out of order it waits beside the slots, and is added in order when it is settled or
 * asked for.
 */
final class Shard {
    /** What {@link #read} gives for a customer who is not known. */
    static final long UNKNOWN = Long.MIN_VALUE;

    /** For who comes without a feed. */
    static final int NO_FEED = -1;

    /** How many of those who wait longest are looked at with each interaction: more than begin to wait with it. */
    private static final int SWEPT = 2;

    /** What a shard takes in a snapshot at the least, in any format: eight numbers, five sizes, a mark. */
    static final int LEAST_BYTES = 8 * Long.BYTES + 5 * Integer.BYTES + 1;

    /** What an interaction that is held takes in a snapshot. */
    private static final int HELD_BYTES = 1 + Integer.BYTES + 6 * Long.BYTES;

    private final StateLayout layout;
    private final long window;
    private final boolean remembers;
    private final KeyedHash hash;
    private final Kinds kinds;
    private final Rows rows;
    private final RememberedIds ids;
    private final Journal journal;
    private final WaitingRoom room;
    /** Whose interactions wait, in the order in which they began to. */
    private final RowQueue queue = new RowQueue();

    private long now = Long.MIN_VALUE;
    /** The newest interaction's time, none after the clock's. */
    private long newest = Long.MIN_VALUE;
    /** How far each feed has come. */
    private long[] positions = {};

    private long taken;
    private long late;
    private long duplicates;
    private long replayed;
    private long ahead;

    Shard(StateLayout layout, KeyedHash hash, long windowMillis, long duplicateWindowMillis) {
        this.layout = layout;
        this.hash = hash;
        this.window = windowMillis;
        this.remembers = duplicateWindowMillis > 0;
        this.kinds = new Kinds(layout);
        this.rows = new Rows(layout, hash);
        this.ids = new RememberedIds(duplicateWindowMillis);
        this.journal = new Journal(layout);
        this.room = new WaitingRoom(kinds);
    }

    /**
     * Adds an interaction.
     *
     * @param guessed the customer's row, as far as is known, or {@link Rows#NONE}
     */
    synchronized Arrival add(Interaction interaction, long hashed, int guessed, long clock, int feed, long position) {
        if (feed != NO_FEED && !advance(feed, position)) {
            replayed++;
            return Arrival.REPLAYED;
        }
        now = Math.max(now, clock);
        if (remembers && isDuplicate(interaction, hashed)) {
            duplicates++;
            return Arrival.DUPLICATE;
        }
        return enter(interaction, hashed, guessed);
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

    long touchJournal() {
        return journal.touch();
    }

    int touchId(int row) {
        return rows.touchId(row);
    }

    /** Of a log, which knows no duplicates and whose ids are not remembered. */
    synchronized void load(Interaction interaction, long hashed, long clock) {
        now = Math.max(now, clock);
        enter(interaction, hashed, Rows.NONE);
    }

    /** Whether the position is beyond what is known of the feed. */
    private boolean advance(int feed, long position) {
        if (feed >= positions.length) {
            int before = positions.length;
            positions = Arrays.copyOf(positions, feed + 1);
            Arrays.fill(positions, before, positions.length, Long.MIN_VALUE);
        }
        boolean beyond = position > positions[feed];
        positions[feed] = Math.max(position, positions[feed]);
        return beyond;
    }

    private boolean isDuplicate(Interaction interaction, long hashed) {
        if (interaction.id().isEmpty()) {
            return false;
        }
        // 128 bits of the customer's id and its own; the second half is odd, so that it is never 0.
        KeyedHash ofCustomer = hash.derived(hashed);
        String id = interaction.id().get();
        return !ids.add(ofCustomer.of(id), ofCustomer.derived(1).of(id) | 1, now);
    }

    private Arrival enter(Interaction interaction, long hashed, int guessed) {
        int row = rows.find(interaction.customerId(), hashed, guessed);
        if (row == Rows.NONE) {
            row = rows.add(interaction.customerId(), hashed);
        }
        journal.sweep(settledBefore());
        sweep();
        return enter(row, interaction, kinds.of(interaction.kind()));
    }

    private Arrival enter(int row, Interaction interaction, Weighted kind) {
        long at = interaction.at().toEpochMilli();
        if (at > now) {
            takeBack(row);
            hold(row, interaction, kind, false);
            ahead++;
            return Arrival.AHEAD;
        }
        count(row, at, quantities(interaction), kind);
        if (!kind.ordered()) {
            return Arrival.TAKEN;
        }
        if (rows.waiting(row) == WaitingRoom.NONE) {
            if (layout.isNext(at, kind.weights(), rows.slots(row), rows.offset(row))) {
                apply(row, at, interaction, kind);
                return Arrival.TAKEN;
            }
            takeBack(row);
        }
        return enterOutOfOrder(row, at, interaction, kind);
    }

    private static ToDoubleFunction<Quantity> quantities(Interaction interaction) {
        return quantity -> quantity.of(interaction);
    }

    /** Adds an interaction that is the next one, and can take it back if an earlier one may still come. */
    private void apply(int row, long at, Interaction interaction, Weighted kind) {
        double[] slots = rows.slots(row);
        int offset = rows.offset(row);
        long last = rows.journaled(row);
        // Also a settled one, if what came before it can be taken back: it would go with that.
        boolean journaled = !isSettled(at) || journal.holds(last);
        if (journaled) {
            journal.keep(slots, offset);
        }
        layout.addOrdered(at, quantities(interaction), kind.weights(), slots, offset);
        if (journaled && journal.isChanged(slots, offset)) {
            rows.journaled(row, journal.add(last, interaction, kind.number(), slots, offset));
        }
    }

    private Arrival enterOutOfOrder(int row, long at, Interaction interaction, Weighted kind) {
        boolean settled = isSettled(at);
        int first = rows.waiting(row);
        if (settled && first != WaitingRoom.NONE && isSettled(room.at(first))) {
            settleWaiting(row);
        }
        // Also in the window, as it may have been shorter before the store was restored.
        if (!layout.isNext(at, kind.weights(), rows.slots(row), rows.offset(row))) {
            late++;
            return Arrival.LATE;
        }
        if (settled) {
            settle(row, at, quantities(interaction), kind);
        } else {
            hold(row, interaction, kind, true);
        }
        return Arrival.TAKEN;
    }

    /** Takes back what can be: it waits then, to be added in order. */
    private void takeBack(int row) {
        long entry = rows.journaled(row);
        if (!journal.holds(entry)) {
            return;
        }
        int ring = WaitingRoom.NONE;
        while (journal.holds(entry)) {
            journal.restore(entry, rows.slots(row), rows.offset(row));
            long previous = journal.previous(entry);
            ring = journal.move(entry, room, ring);
            entry = previous;
        }
        rows.waiting(row, ring);
        queue.add(row);
    }

    /** Whether nothing that is in time can still come before it. */
    private boolean isSettled(long at) {
        return at < settledBefore();
    }

    /** The newest one's time less the window, also before there is one. */
    private long settledBefore() {
        return Math.max(newest, Long.MIN_VALUE + window) - window;
    }

    private void count(int row, long at, ToDoubleFunction<Quantity> quantities, Weighted kind) {
        newest = Math.max(newest, at);
        layout.addUnordered(at, quantities, kind.weights(), rows.slots(row), rows.offset(row));
        taken++;
    }

    private void settle(int row, long at, ToDoubleFunction<Quantity> quantities, Weighted kind) {
        layout.addOrdered(at, quantities, kind.weights(), rows.slots(row), rows.offset(row));
    }

    private void hold(int row, Interaction interaction, Weighted kind, boolean counted) {
        int first = rows.waiting(row);
        if (first == WaitingRoom.NONE) {
            queue.add(row);
        }
        rows.waiting(row, room.add(first, interaction, kind.number(), counted));
    }

    /**
     * Settles what can be of a customer's interactions that wait, and adds the others in a way that can be taken back, unless
     * some wait for their time.
     */
    private void bringUpToDate(int row) {
        int size = settleWaiting(row);
        if (size > 0 && room.isCounted(room.sorted(size - 1))) {
            applyWaiting(row, size);
        }
    }

    /**
     * Counts a customer's interactions whose time has come, and settles those that nothing can precede any more.
     *
     * @return how many wait on; they are the first of those that were sorted last
     */
    private int settleWaiting(int row) {
        if (rows.waiting(row) == WaitingRoom.NONE) {
            return 0;
        }
        int size = room.sort(rows.waiting(row));
        countDue(row, size);
        int kept = 0;
        for (int i = 0; i < size; i++) {
            int place = room.sorted(i);
            Weighted kind = kinds.get(room.kind(place));
            if (room.isCounted(place) && (!kind.ordered() || isSettled(room.at(place)))) {
                if (kind.ordered()) {
                    settle(row, room.at(place), room.quantities(place), kind);
                }
                room.release(place);
            } else {
                room.keep(kept++, place);
            }
        }
        rows.waiting(row, room.ring(kept));
        return kept;
    }

    /** Adds the first of those that were sorted last, in a way that can be taken back. */
    private void applyWaiting(int row, int size) {
        double[] slots = rows.slots(row);
        int offset = rows.offset(row);
        long last = Journal.NONE;
        for (int i = 0; i < size; i++) {
            int place = room.sorted(i);
            journal.keep(slots, offset);
            settle(row, room.at(place), room.quantities(place), kinds.get(room.kind(place)));
            // Also what changed nothing: behind another one of its instant, which may still come, it might.
            last = room.copy(place, journal, last, slots, offset);
            room.release(place);
        }
        rows.journaled(row, last);
    }

    private void countDue(int row, int size) {
        for (int i = 0; i < size; i++) {
            int place = room.sorted(i);
            if (!room.isCounted(place) && room.at(place) <= now) {
                Weighted kind = kinds.get(room.kind(place));
                count(row, room.at(place), room.quantities(place), kind);
                room.count(place);
                ahead--;
            }
        }
    }

    /**
     * Brings up to date those of whom something waits. Each is looked at when the earliest is older than the window by a
     * quarter: then what came out of order since then is put in order at once, however many wait.
     */
    private void sweep() {
        for (int i = 0; i < SWEPT && !queue.isEmpty(); i++) {
            int row = queue.first();
            int first = rows.waiting(row);
            if (first != WaitingRoom.NONE && room.isCounted(first) && !isSettled(room.at(first) + window / 4)) {
                return;
            }
            queue.removeFirst();
            if (first != WaitingRoom.NONE && (room.isCounted(first) || room.at(first) <= now)) {
                bringUpToDate(row);
            }
            if (rows.waiting(row) != WaitingRoom.NONE) {
                // The rest has time, and must not keep others from being looked at.
                queue.add(row);
            }
        }
    }

    /**
     * A customer's slots as of the clock.
     *
     * @param into what ordered measures wait for is in it too, as if nothing earlier came any more
     * @return as of when, in milliseconds, or {@link #UNKNOWN}
     */
    synchronized long read(String customerId, long hashed, long clock, double[] into) {
        int row = rows.find(customerId, hashed);
        if (row == Rows.NONE) {
            return UNKNOWN;
        }
        now = Math.max(now, clock);
        read(row, into, 0);
        return now;
    }

    private void read(int row, double[] into, int at) {
        // What waits is left to wait: in the journal it would be anew after each that comes out of order and is read.
        int size = settleWaiting(row);
        System.arraycopy(rows.slots(row), rows.offset(row), into, at, layout.slots());
        for (int i = 0; i < size && room.isCounted(room.sorted(i)); i++) {
            int place = room.sorted(i);
            Weighted kind = kinds.get(room.kind(place));
            layout.addOrdered(room.at(place), room.quantities(place), kind.weights(), into, at);
        }
    }

    /** All customers as of the clock. */
    synchronized States readAll(long clock) {
        now = Math.max(now, clock);
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
        int row = rows.find(customerId, hashed);
        if (row == Rows.NONE) {
            return false;
        }
        for (long entry = rows.journaled(row); journal.holds(entry); ) {
            long previous = journal.previous(entry);
            journal.remove(entry);
            entry = previous;
        }
        int size = rows.waiting(row) == WaitingRoom.NONE ? 0 : room.sort(rows.waiting(row));
        for (int i = 0; i < size; i++) {
            ahead -= room.isCounted(room.sorted(i)) ? 0 : 1;
            room.release(room.sorted(i));
        }
        rows.remove(row, hashed);
        return true;
    }

    /** How large the journal has grown. */
    synchronized int journalWords() {
        return journal.words();
    }

    synchronized LiveReport report() {
        return new LiveReport(rows.customers(), taken, late, duplicates, replayed, ahead);
    }

    /** As the snapshot's format has it; see {@link Snapshots}. */
    synchronized void write(DataOutput out) throws IOException {
        for (long value : new long[] {now, newest, taken, late, duplicates, replayed}) {
            out.writeLong(value);
        }
        out.writeInt(positions.length);
        for (long position : positions) {
            out.writeLong(position);
        }
        rows.write(out, this::copySettled);
        Kinds.Used used = new Kinds.Used(kinds);
        GrowingBytes held = new GrowingBytes();
        int size = writeHeld(new DataOutputStream(held), used);
        used.write(out);
        out.writeInt(size);
        held.moveTo(out);
        out.writeLong(ahead);
        ids.write(out);
    }

    /** All that is held, by customer, and how much that is. */
    private int writeHeld(DataOutput out, Kinds.Used used) throws IOException {
        int size = 0;
        for (int row = 0; row < rows.end(); row++) {
            if (rows.isUsed(row) && (rows.waiting(row) != WaitingRoom.NONE || journal.holds(rows.journaled(row)))) {
                out.writeBoolean(true);
                Snapshots.writeText(out, rows.id(row));
                size += rows.waiting(row) == WaitingRoom.NONE
                        ? writeJournaled(out, used, rows.journaled(row))
                        : room.write(out, used, rows.waiting(row));
            }
        }
        out.writeBoolean(false);
        return size;
    }

    private void copySettled(int row, double[] into) {
        System.arraycopy(rows.slots(row), rows.offset(row), into, 0, layout.slots());
        for (long entry = rows.journaled(row); journal.holds(entry); entry = journal.previous(entry)) {
            journal.restore(entry, into, 0);
        }
    }

    private int writeJournaled(DataOutput out, Kinds.Used used, long last) throws IOException {
        int size = 0;
        for (long entry = last; journal.holds(entry); entry = journal.previous(entry)) {
            out.writeBoolean(true);
            journal.write(out, used, entry);
            size++;
        }
        out.writeBoolean(false);
        return size;
    }

    /**
     * Into a shard that has seen nothing.
     *
     * @param isHere whether a hash is one of this shard's
     */
    synchronized void read(SnapshotReader in, LongPredicate isHere) throws IOException {
        now = in.readTime("clock", Long.MAX_VALUE);
        newest = in.readTime("time of the newest interaction", now);
        taken = in.readCount("number of interactions taken");
        late = in.readCount("number of late interactions");
        duplicates = in.readCount("number of duplicates");
        replayed = in.readCount("number of replayed interactions");
        in.check(late <= taken, "number of late interactions", late, "no more than were taken");
        positions = new long[in.readSize("number of feeds", Long.BYTES)];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = in.readLong();
        }
        double interactions = rows.read(in, isHere, newest);
        in.check(interactions <= taken, "number of interactions taken", taken, "no less than customers have had");
        readHeld(in, kinds.read(in));
        ids.read(in, now);
    }

    private void readHeld(SnapshotReader in, int[] numbers) throws IOException {
        boolean first = in.format() == Snapshots.FIRST_FORMAT;
        int size = first ? 0 : in.readSize("number of interactions that wait", HELD_BYTES);
        room.expect(size);
        int seen = 0;
        long notCounted = 0;
        while (in.readFlag("mark of a customer who waits")) {
            int row = readWaiting(in, numbers);
            int ring = rows.waiting(row);
            int place = ring;
            do {
                seen++;
                notCounted += room.isCounted(place) ? 0 : 1;
                checkWaiting(in, row, place);
                place = room.next(place);
            } while (place != ring);
        }
        in.check(first || seen == size, "number of interactions that wait", size, "that of those which are listed");
        ahead = in.readCount("number of interactions ahead");
        in.check(ahead == notCounted, "number of interactions ahead", ahead, "that of those which wait for their time");
    }

    private int readWaiting(SnapshotReader in, int[] numbers) throws IOException {
        String customerId = in.readName("id of a customer who waits");
        int row = rows.find(customerId, hash.of(customerId));
        in.check(row != Rows.NONE, "customer who waits", customerId, "one of the list");
        in.check(rows.waiting(row) == WaitingRoom.NONE, "customer who waits", customerId, "listed once");
        int ring = room.read(in, numbers);
        in.check(ring != WaitingRoom.NONE, "customer who waits", customerId, "one with an interaction that does");
        rows.waiting(row, ring);
        queue.add(row);
        return row;
    }

    /** That it can be added when its time has come. */
    private void checkWaiting(SnapshotReader in, int row, int place) throws SnapshotException {
        long at = room.at(place);
        in.check(!room.isCounted(place) || at <= newest, "time of what counts", at, "not after the newest one");
        in.check(
                layout.isInOrder(at, kinds.get(room.kind(place)).weights(), rows.slots(row), rows.offset(row)),
                "time of what waits",
                at,
                "not before what ordered measures have of the customer");
    }

    /** How far the feeds have come; none beyond those that the array has. */
    synchronized long[] positions() {
        return positions.clone();
    }
}
