package io.engagement.spark;

import io.engagement.measure.StateLayout;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.sql.Row;

/**
 * One partition before the shuffle: what ordered measures want goes on as it is, the rest is merged by customer. Of a
 * customer with one interaction that interaction goes on, which is smaller than a state.
 */
final class PartialStates implements Iterator<Row> {
    /** Customers merged at once: their states take some megabytes. */
    private static final int MOST = 1 << 16;

    private final Iterator<Row> rows;
    private final StateLayout layout;
    private final Kinds kinds;
    private final Map<String, Partial> partials = new HashMap<>();
    private final Queue<Row> ready = new ArrayDeque<>();

    PartialStates(Iterator<Row> rows, StateLayout layout) {
        this.rows = rows;
        this.layout = layout;
        this.kinds = new Kinds(layout);
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && rows.hasNext()) {
            take(rows.next());
            if (partials.size() == MOST) {
                release();
            }
        }
        if (ready.isEmpty()) {
            release();
        }
        return !ready.isEmpty();
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.remove();
    }

    private void take(Row row) {
        if (kinds.get(row.getString(2)).ordered()) {
            ready.add(row);
        } else {
            partials.merge(row.getString(0), new Partial(row), (known, alone) -> known.plus(alone.only));
        }
    }

    private void release() {
        partials.values().forEach(partial -> ready.add(partial.row()));
        partials.clear();
    }

    /** One customer's interactions of this partition. */
    private final class Partial {
        private final Row only;
        private double[] slots = {};

        Partial(Row only) {
            this.only = only;
        }

        Partial plus(Row another) {
            if (slots.length == 0) {
                slots = new double[layout.slots()];
                layout.reset(slots, 0);
                add(only);
            }
            add(another);
            return this;
        }

        private void add(Row row) {
            Kinds.Weighted kind = kinds.get(row.getString(2));
            layout.addUnordered(Interactions.interaction(row, kind.kind()), kind.weights(), slots, 0);
        }

        Row row() {
            return slots.length == 0 ? only : States.part(only.getString(0), only.getLong(1), layout, slots);
        }
    }
}
