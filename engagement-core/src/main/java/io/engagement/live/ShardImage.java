package io.engagement.live;

import io.engagement.internal.index.KeyedHash;
import io.engagement.measure.StateLayout;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.LongPredicate;

/** A shard in a snapshot: its parts one after the other, in the order in which each is known when the next is read. */
final class ShardImage {
    /** What a shard takes at the least, in any format: eight numbers, five sizes, a mark. */
    static final int LEAST_BYTES = 8 * Long.BYTES + 5 * Integer.BYTES + 1;

    private final StateLayout layout;
    private final KeyedHash hash;
    private final ShardTime time;
    private final ShardCounts counts;
    private final Kinds kinds;
    private final Rows rows;
    private final InOrder inOrder;
    private final InThreads inThreads;
    private final Ahead aheads;
    private final RememberedIds ids;

    ShardImage(ShardParts parts, InThreads inThreads, RememberedIds ids) {
        this.layout = parts.layout();
        this.hash = parts.hash();
        this.time = parts.time();
        this.counts = parts.counts();
        this.kinds = parts.kinds();
        this.rows = parts.rows();
        this.inOrder = parts.inOrder();
        this.inThreads = inThreads;
        this.aheads = parts.aheads();
        this.ids = ids;
    }

    /** As the snapshot's format has it; see {@link Snapshots}. */
    void write(DataOutput out, long[] positions) throws IOException {
        // What ordered measures have for good is no more among those that wait for them.
        inThreads.settleAll(time.settledBefore());
        out.writeLong(time.now());
        out.writeLong(time.latest());
        out.writeLong(time.newest());
        counts.write(out);
        out.writeInt(positions.length);
        for (long position : positions) {
            out.writeLong(position);
        }
        rows.write(out);
        int[] numbers = kinds.write(out);
        writeHeld(out, numbers);
        out.writeLong(aheads.size());
        ids.write(out);
        counts.writeSources(out);
        inThreads.write(out, rows.places(), numbers);
    }

    private void writeHeld(DataOutput out, int[] numbers) throws IOException {
        for (int row = 0; row < rows.end(); row++) {
            if (rows.isUsed(row) && isHeld(row)) {
                out.writeBoolean(true);
                Snapshots.writeText(out, rows.id(row));
                inOrder.write(out, row, numbers);
                aheads.write(out, row, numbers);
                out.writeBoolean(false);
            }
        }
        out.writeBoolean(false);
    }

    private boolean isHeld(int row) {
        return inOrder.isHeld(row) || aheads.holds(row);
    }

    /**
     * Into a shard that has seen nothing.
     *
     * @param isHere whether a hash is one of this shard's
     * @return how far the feeds had come
     */
    long[] read(SnapshotReader in, LongPredicate isHere) throws IOException {
        time.read(in);
        counts.read(in);
        long[] positions = new long[in.readSize("number of feeds", Long.BYTES)];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = in.readLong();
        }
        double interactions = rows.read(in, isHere, time.latest());
        int[] numbers = kinds.read(in);
        interactions += readHeld(in, numbers);
        in.check(
                interactions <= counts.taken(),
                "number of interactions taken",
                counts.taken(),
                "no less than customers have had");
        ids.read(in, time.latest());
        if (in.format() >= Snapshots.FORMAT_OF_THREADS) {
            counts.readSources(in);
            inThreads.read(in, hash, numbers);
        }
        kinds.endReading(in, numbers);
        return positions;
    }

    /** And tells how many more interactions customers must have had, at the least, for what waits to be added. */
    private double readHeld(SnapshotReader in, int[] numbers) throws IOException {
        double more = 0;
        double[] state = new double[layout.slots()];
        while (in.readFlag("mark of a customer who waits")) {
            String customerId = in.readName("id of a customer who waits");
            int row = rows.find(customerId, hash.of(customerId));
            in.check(row != Rows.NONE, "customer who waits", customerId, "one of the list");
            in.check(!isHeld(row), "customer who waits", customerId, "listed once");
            while (in.readFlag("mark of what waits")) {
                readHeld(in, row, numbers);
            }
            in.check(isHeld(row), "customer who waits", customerId, "one with an interaction that does");
            System.arraycopy(rows.slots(row), rows.offset(row), state, 0, state.length);
            inOrder.addTo(row, state, 0);
            more += layout.interactionsAtLeast(state, 0)
                    - layout.interactionsAtLeast(rows.slots(row), rows.offset(row));
        }
        long ahead = in.readCount("number of interactions ahead");
        in.check(
                ahead == aheads.size(),
                "number of interactions ahead",
                ahead,
                "that of those which wait for their time");
        return more;
    }

    private void readHeld(SnapshotReader in, int row, int[] numbers) throws IOException {
        // One that waits for its time may turn out to be late.
        if (PackedInteraction.read(in, numbers, inOrder.held(), 0)) {
            inOrder.read(in, row);
        } else {
            aheads.add(row, inOrder.held());
        }
    }
}
