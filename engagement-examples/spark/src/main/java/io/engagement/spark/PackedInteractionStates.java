package io.engagement.spark;

import io.engagement.measure.StateLayout;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.streaming.ListState;
import org.apache.spark.sql.streaming.ValueState;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * One customer at a time: the state of what is settled, and the interactions that ordered measures want but an earlier one
 * may still precede. Spark says whose turn it is.
 */
final class PackedInteractionStates {
    /** An interaction. */
    static final StructType HELD = Interactions.SCHEMA;

    private final StateLayout layout;
    private final long windowMillis;
    private final Kinds kinds;
    private final double[] slots;
    /** Settled: until when (milliseconds since 1970), how many came too late, and the layout's encoding. */
    private final ValueState<byte[]> settled;

    private final ListState<Row> held;

    private long until;
    private long late;

    PackedInteractionStates(StateLayout layout, long windowMillis, ValueState<byte[]> settled, ListState<Row> held) {
        this.layout = layout;
        this.windowMillis = windowMillis;
        this.kinds = new Kinds(layout);
        this.slots = new double[layout.slots()];
        this.settled = settled;
        this.held = held;
    }

    /** Begins with a state that others have made. */
    void begin(byte[] state, long untilMillis) {
        layout.read(ByteBuffer.wrap(state), slots, 0);
        until = untilMillis;
        late = 0;
        write();
    }

    /** Adds what came and gives the customer's current state, a row of {@link StreamingStates#SCHEMA}. */
    Row add(String customer, Iterator<Row> rows) {
        read();
        List<Row> waiting = new ArrayList<>();
        if (held.exists()) {
            CollectionConverters.asJava(held.get()).forEachRemaining(waiting::add);
        }
        rows.forEachRemaining(row -> take(row, waiting));
        waiting.sort(Comparator.comparingLong(row -> row.getLong(1)));
        List<Row> kept = settle(waiting);
        write();
        held.clear();
        if (!kept.isEmpty()) {
            held.put(kept.toArray(Row[]::new));
        }
        // As if nothing earlier came any more.
        kept.forEach(this::addOrdered);
        return RowFactory.create(customer, States.bytes(layout, slots), late);
    }

    private void take(Row row, List<Row> waiting) {
        Kinds.Weighted kind = kinds.get(row.getString(2));
        layout.addUnordered(Interactions.interaction(row, kind.kind()), kind.weights(), slots, 0);
        if (kind.ordered() && row.getLong(1) >= until) {
            waiting.add(row);
        } else if (kind.ordered()) {
            late++;
        }
    }

    /** Settles what is older than the newest by more than the window; the rest goes on waiting. */
    private List<Row> settle(List<Row> waiting) {
        List<Row> kept = new ArrayList<>();
        for (Row row : waiting) {
            if (row.getLong(1) < waiting.get(waiting.size() - 1).getLong(1) - windowMillis) {
                addOrdered(row);
                until = row.getLong(1);
            } else {
                kept.add(row);
            }
        }
        return kept;
    }

    private void addOrdered(Row row) {
        Kinds.Weighted kind = kinds.get(row.getString(2));
        layout.addOrdered(Interactions.interaction(row, kind.kind()), kind.weights(), slots, 0);
    }

    private void read() {
        layout.reset(slots, 0);
        until = Long.MIN_VALUE;
        late = 0;
        if (settled.exists()) {
            ByteBuffer in = ByteBuffer.wrap(settled.get());
            until = in.getLong();
            late = in.getLong();
            layout.read(in, slots, 0);
        }
    }

    private void write() {
        ByteBuffer out = ByteBuffer.allocate(2 * Long.BYTES + layout.encodedBytes());
        layout.write(slots, 0, out.putLong(until).putLong(late));
        settled.update(out.array());
    }
}
