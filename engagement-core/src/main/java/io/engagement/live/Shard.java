package io.engagement.live;

import io.engagement.domain.Interaction;
import io.engagement.internal.hash.KeyedHash;
import io.engagement.live.Kinds.Weighted;
import io.engagement.measure.Measure.Quantity;
import io.engagement.measure.StateLayout;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * A part of the customers, and all that is known of them; one thread at a time is in it.
 *
 * <p>Time in a shard never goes back: it is the latest that the clock has shown here. Ordered measures are settled up to
 * the newest interaction less the window; what is later waits beside the slots, so that an earlier one can still go first.
 */
final class Shard {
    /** What {@link #read} gives for a customer who is not known. */
    static final long UNKNOWN = Long.MIN_VALUE;

    /** For who comes without a feed. */
    static final int NO_FEED = -1;

    /** How many of those who wait longest are looked at with each interaction: more than begin to wait with it. */
    private static final int SWEPT = 2;

    private final StateLayout layout;
    private final long window;
    private final boolean remembers;
    private final KeyedHash hash;
    private final Kinds kinds;
    private final Rows rows;
    private final RememberedIds ids;
    private final WaitingRoom room = new WaitingRoom();
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
    }

    synchronized Arrival add(Interaction interaction, long hashed, long clock, int feed, long position) {
        if (feed != NO_FEED && !advance(feed, position)) {
            replayed++;
            return Arrival.REPLAYED;
        }
        now = Math.max(now, clock);
        if (remembers && isDuplicate(interaction, hashed)) {
            duplicates++;
            return Arrival.DUPLICATE;
        }
        return enter(interaction, hashed);
    }

    /**
     * Reads what a customer's interaction will read, in three steps, for as many customers at once as the memory can fetch
     * at once: one after the other each would wait for its own. Only a hint: without the lock, and of no consequence where
     * it is wrong.
     */
    int hintIndex(long hashed) {
        return rows.hintIndex(hashed);
    }

    double hintRow(long hashed) {
        return rows.hintRow(hashed);
    }

    int hintId(long hashed) {
        return rows.hintId(hashed);
    }

    /** Of a log, which knows no duplicates and whose ids are not remembered. */
    synchronized void load(Interaction interaction, long hashed, long clock) {
        now = Math.max(now, clock);
        enter(interaction, hashed);
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

    private Arrival enter(Interaction interaction, long hashed) {
        int row = rows.find(interaction.customerId(), hashed);
        if (row == Rows.NONE) {
            row = rows.add(interaction.customerId(), hashed);
        }
        sweep();
        return enter(row, interaction, kinds.of(interaction.kind()));
    }

    private Arrival enter(int row, Interaction interaction, Weighted kind) {
        long at = interaction.at().toEpochMilli();
        if (at > now) {
            hold(row, interaction, kind, false);
            ahead++;
            return Arrival.AHEAD;
        }
        ToDoubleFunction<Quantity> quantities = quantity -> quantity.of(interaction);
        count(row, at, quantities, kind);
        if (!kind.ordered()) {
            return Arrival.TAKEN;
        }
        if (at < rows.settledUntil(row)) {
            late++;
            return Arrival.LATE;
        }
        if (rows.waiting(row) == WaitingRoom.NONE && isSettled(at)) {
            settle(row, at, quantities, kind);
        } else {
            hold(row, interaction, kind, true);
        }
        return Arrival.TAKEN;
    }

    /** Whether nothing that is in time can still come before it. */
    private boolean isSettled(long at) {
        return at <= newest - window;
    }

    private void count(int row, long at, ToDoubleFunction<Quantity> quantities, Weighted kind) {
        newest = Math.max(newest, at);
        layout.addUnordered(at, quantities, kind.weights(), rows.slots(row), rows.offset(row));
        taken++;
    }

    private void settle(int row, long at, ToDoubleFunction<Quantity> quantities, Weighted kind) {
        layout.addOrdered(at, quantities, kind.weights(), rows.slots(row), rows.offset(row));
        rows.settledUntil(row, (double) at);
    }

    private void hold(int row, Interaction interaction, Weighted kind, boolean counted) {
        int first = rows.waiting(row);
        if (first == WaitingRoom.NONE) {
            queue.add(row);
        }
        rows.waiting(row, room.add(first, interaction, kind.number(), counted));
    }

    /**
     * Counts a customer's interactions whose time has come, and settles those that nothing can precede any more.
     *
     * @return how many wait on; they are the first of those that were sorted last
     */
    private int bringUpToDate(int row) {
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
     * Lets go of what waits for customers of whom nothing more comes. Each is looked at when the earliest is older than
     * the window by a quarter: then there are some to settle at once, however many wait.
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
        int size = bringUpToDate(row);
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
        int size = rows.waiting(row) == WaitingRoom.NONE ? 0 : room.sort(rows.waiting(row));
        for (int i = 0; i < size; i++) {
            ahead -= room.isCounted(room.sorted(i)) ? 0 : 1;
            room.release(room.sorted(i));
        }
        rows.remove(row, hashed);
        return true;
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
        rows.write(out);
        kinds.write(out);
        for (int row = 0; row < rows.end(); row++) {
            if (rows.isUsed(row) && rows.waiting(row) != WaitingRoom.NONE) {
                out.writeBoolean(true);
                Snapshots.writeText(out, rows.id(row));
                room.write(out, rows.waiting(row));
            }
        }
        out.writeBoolean(false);
        out.writeLong(ahead);
        ids.write(out);
    }

    /** Into a shard that has seen nothing. */
    synchronized void read(DataInput in) throws IOException {
        now = in.readLong();
        newest = in.readLong();
        taken = in.readLong();
        late = in.readLong();
        duplicates = in.readLong();
        replayed = in.readLong();
        positions = new long[in.readInt()];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = in.readLong();
        }
        rows.read(in);
        int[] numbers = kinds.read(in);
        while (in.readBoolean()) {
            String customerId = Snapshots.readText(in);
            int row = rows.find(customerId, hash.of(customerId));
            rows.waiting(row, room.read(in, numbers));
            queue.add(row);
        }
        ahead = in.readLong();
        ids.read(in);
    }
}
