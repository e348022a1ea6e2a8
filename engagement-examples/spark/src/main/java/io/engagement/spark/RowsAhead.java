package io.engagement.spark;

import java.util.Iterator;
import java.util.Optional;
import org.apache.spark.sql.Row;

/** Rows of which the next can be looked at before it is taken, as where a customer ends is seen at the next one. */
final class RowsAhead implements Iterator<Row> {
    private final Iterator<Row> rows;
    private Optional<Row> ahead = Optional.empty();

    RowsAhead(Iterator<Row> rows) {
        this.rows = rows;
    }

    @Override
    public boolean hasNext() {
        return ahead.isPresent() || rows.hasNext();
    }

    /** The next row, which stays the next. */
    Row peek() {
        if (ahead.isEmpty()) {
            ahead = Optional.of(rows.next());
        }
        return ahead.get();
    }

    @Override
    public Row next() {
        Row next = peek();
        ahead = Optional.empty();
        return next;
    }
}
