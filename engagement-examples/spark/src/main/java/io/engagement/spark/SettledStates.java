package io.engagement.spark;

import io.engagement.domain.Customer;
import io.engagement.domain.Interaction;
import io.engagement.history.CustomerHistory;
import io.engagement.measure.StateLayout;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;

/** One partition in order of customers: each one's interactions settled by the library's log, then one state of them. */
final class SettledStates implements Iterator<Row> {
    private final RowsAhead rows;
    private final StateLayout layout;
    private final Kinds kinds;
    private final double[] slots;

    SettledStates(Iterator<Row> rows, StateLayout layout) {
        this.rows = new RowsAhead(rows);
        this.layout = layout;
        this.kinds = new Kinds(layout);
        this.slots = new double[layout.slots()];
    }

    @Override
    public boolean hasNext() {
        return rows.hasNext();
    }

    @Override
    public Row next() {
        Row first = rows.next();
        String customer = first.getString(0);
        List<Interaction> interactions = new ArrayList<>(List.of(threaded(first)));
        while (rows.hasNext() && rows.peek().getString(0).equals(customer)) {
            interactions.add(threaded(rows.next()));
        }
        return state(customer, interactions);
    }

    private Interaction threaded(Row row) {
        return Interactions.interaction(row, kinds.get(row.getString(2)).kind());
    }

    private Row state(String customer, List<Interaction> interactions) {
        Instant last = interactions.stream()
                .map(Interaction::at)
                .max(Instant::compareTo)
                .orElseThrow();
        layout.reset(slots, 0);
        for (Interaction settled :
                CustomerHistory.of(Customer.of(customer), last, interactions).interactions()) {
            layout.add(settled, kinds.get(settled.kind()).weights(), slots, 0);
        }
        return States.state(customer, layout, slots);
    }
}
