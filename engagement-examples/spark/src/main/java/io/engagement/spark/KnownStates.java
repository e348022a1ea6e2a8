package io.engagement.spark;

import io.engagement.domain.Customer;
import io.engagement.domain.Preferences;
import io.engagement.history.InteractionLog;
import io.engagement.measure.StateLayout;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;

/** One partition in order of customers: each one's state, told what is known of the customer. */
final class KnownStates implements Iterator<Row> {
    private static final int STATE = 1;
    private static final int ATTRIBUTES = 2;
    private static final int GIVEN = 3;

    private final RowsAhead rows;
    private final StateLayout layout;
    private final double[] slots;
    private final double[] other;

    KnownStates(Iterator<Row> rows, StateLayout layout) {
        this.rows = new RowsAhead(rows);
        this.layout = layout;
        this.slots = new double[layout.slots()];
        this.other = new double[layout.slots()];
    }

    @Override
    public boolean hasNext() {
        return rows.hasNext();
    }

    @Override
    public Row next() {
        String id = rows.peek().getString(0);
        // Refuses rows of one customer that differ, in the words of the one place that knows how.
        InteractionLog.Builder records = InteractionLog.builder();
        Optional<Row> record = Optional.empty();
        layout.reset(slots, 0);
        while (rows.hasNext() && rows.peek().getString(0).equals(id)) {
            Row row = rows.next();
            if (row.isNullAt(STATE)) {
                records.customer(customer(row));
                requireSame(record, row);
                record = Optional.of(row);
            } else {
                layout.read(ByteBuffer.wrap(row.getAs(STATE)), other, 0);
                layout.merge(slots, 0, other, 0);
            }
        }
        record.ifPresent(this::know);
        return States.state(id, layout, slots);
    }

    private static Customer customer(Row row) {
        return new Customer(row.getString(0), Optional.empty(), Preferences.none(), row.getJavaMap(ATTRIBUTES));
    }

    private static void requireSame(Optional<Row> before, Row row) {
        if (before.isPresent() && !before.get().getJavaMap(GIVEN).equals(row.getJavaMap(GIVEN))) {
            throw new IllegalArgumentException(
                    "customer " + row.getString(0) + " has two rows whose given numbers differ: "
                            + before.get().getJavaMap(GIVEN) + " and " + row.getJavaMap(GIVEN) + "; give each once");
        }
    }

    private void know(Row record) {
        layout.know(customer(record), slots, 0);
        Map<String, Double> given = record.getJavaMap(GIVEN);
        layout.given().forEach(name -> layout.give(name, given.getOrDefault(name, Double.NaN), slots, 0));
    }
}
