package io.engagement.spark;

import java.util.Iterator;
import org.apache.spark.sql.Row;

/** The rows of a flat table's partition, counted from 1. */
final class TableRows implements Iterator<io.engagement.connect.Row> {
    private final Iterator<Row> rows;
    private final int width;
    private long number;

    TableRows(Iterator<Row> rows, int width) {
        this.rows = rows;
        this.width = width;
    }

    @Override
    public boolean hasNext() {
        return rows.hasNext();
    }

    @Override
    public io.engagement.connect.Row next() {
        number++;
        return new TableRow(width, rows.next(), number);
    }
}
