package io.engagement.live;

import io.engagement.measure.StateLayout;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** Interactions that lie after the clock, by customer: whose is due first is known, however many there are. */
final class Ahead {
    private final StateLayout layout;
    private final Kinds kinds;
    private Map<Integer, Backlog> byRow = new HashMap<>();
    /** When each customer's first one is due. */
    private final TreeSet<Due> order = new TreeSet<>();
    /** The first of these. */
    private long next = Long.MAX_VALUE;

    private long size;

    private record Due(long at, int row) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            return at == other.at ? Integer.compare(row, other.row) : Long.compare(at, other.at);
        }
    }

    Ahead(StateLayout layout, Kinds kinds) {
        this.layout = layout;
        this.kinds = kinds;
    }

    long size() {
        return size;
    }

    boolean holds(int row) {
        return size > 0 && byRow.containsKey(row);
    }

    /** When the first is due, {@code Long.MAX_VALUE} for none. */
    long next() {
        return next;
    }

    /** Whose time comes first. */
    int firstRow() {
        return order.first().row();
    }

    /** The first one of who comes first. */
    void copyFirst(long[] into) {
        of(firstRow()).copyFirst(into);
    }

    void removeFirst() {
        int row = firstRow();
        Backlog backlog = of(row);
        order.remove(new Due(backlog.firstAt(), row));
        backlog.removeFirst();
        size--;
        if (backlog.isEmpty()) {
            byRow.remove(row);
        } else {
            order.add(new Due(backlog.firstAt(), row));
        }
        tellNext();
    }

    /** Asks for the memory that one more of a customer takes. */
    void reserve(int row, long[] held) {
        Backlog backlog = byRow.get(row);
        if (backlog != null) {
            backlog.reserve(held, 0);
        }
        Memory.ask();
    }

    void add(int row, long[] held) {
        Backlog backlog = byRow.computeIfAbsent(row, unknown -> new Backlog(layout, kinds));
        long before = backlog.isEmpty() ? Long.MAX_VALUE : backlog.firstAt();
        backlog.add(held, 0);
        size++;
        if (backlog.firstAt() < before) {
            if (backlog.size() > 1) {
                order.remove(new Due(before, row));
            }
            order.add(new Due(backlog.firstAt(), row));
        }
        tellNext();
    }

    /** Forgets a customer's. */
    void remove(int row) {
        Backlog backlog = size == 0 ? null : byRow.remove(row);
        if (backlog != null) {
            order.remove(new Due(backlog.firstAt(), row));
            size -= backlog.size();
            backlog.clear();
            tellNext();
        }
    }

    void write(DataOutput out, int row, int[] numbers) throws IOException {
        if (holds(row)) {
            of(row).write(out, false, numbers);
        }
    }

    private Backlog of(int row) {
        return Objects.requireNonNull(byRow.get(row));
    }

    private void tellNext() {
        if (size == 0) {
            // What a peak has left.
            byRow = new HashMap<>();
        }
        next = order.isEmpty() ? Long.MAX_VALUE : order.first().at();
    }
}
