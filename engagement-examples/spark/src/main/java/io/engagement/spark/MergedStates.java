package io.engagement.spark;

import io.engagement.measure.StateLayout;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.function.LongUnaryOperator;
import org.apache.spark.sql.Row;

/** One partition after the shuffle, in order of customer and time: interactions and states to one state a customer and slice. */
final class MergedStates implements Iterator<Row> {
    private final RowsAhead rows;
    private final StateLayout layout;
    private final LongUnaryOperator slice;
    private final Kinds kinds;
    private final double[] slots;
    private final double[] other;

    /** With the slice of time that a row belongs to, by its milliseconds since 1970. */
    MergedStates(Iterator<Row> rows, StateLayout layout, LongUnaryOperator slice) {
        this.rows = new RowsAhead(rows);
        this.layout = layout;
        this.slice = slice;
        this.kinds = new Kinds(layout);
        this.slots = new double[layout.slots()];
        this.other = new double[layout.slots()];
    }

    @Override
    public boolean hasNext() {
        return rows.hasNext();
    }

    @Override
    public Row next() {
        Row first = rows.next();
        layout.reset(slots, 0);
        add(first);
        while (rows.hasNext() && belongs(rows.peek(), first)) {
            add(rows.next());
        }
        return States.part(first.getString(0), first.getLong(1), layout, slots);
    }

    private boolean belongs(Row row, Row first) {
        return row.getString(0).equals(first.getString(0))
                && slice.applyAsLong(row.getLong(1)) == slice.applyAsLong(first.getLong(1));
    }

    private void add(Row row) {
        if (row.isNullAt(CustomerStates.STATE_COLUMN)) {
            Kinds.Weighted kind = kinds.get(row.getString(2));
            layout.add(Interactions.interaction(row, kind.kind()), kind.weights(), slots, 0);
        } else {
            layout.read(ByteBuffer.wrap(row.getAs(CustomerStates.STATE_COLUMN)), other, 0);
            layout.merge(slots, 0, other, 0);
        }
    }
}
