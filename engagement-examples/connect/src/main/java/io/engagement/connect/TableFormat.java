package io.engagement.connect;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A format in which tables are written, such as Parquet, that a module adds: found by {@link java.util.ServiceLoader}. It knows
 * nothing of files: whole files are moved into place by who calls it. Thread-safe.
 */
public interface TableFormat {
    /** Takes the rows of one table, in their order; not for several threads at once. */
    interface Rows extends Closeable {
        /**
         * Adds a row.
         *
         * @param cells one for each column, each of its {@linkplain TableColumn.Type type} and finite; {@code null} where there
         *     is none
         * @throws IOException if it cannot be written
         */
        void add(List<? extends @Nullable Object> cells) throws IOException;

        /**
         * Ends the table; what it is written to stays open. Called after a failure too: what was written is thrown away then.
         *
         * @throws IOException if it cannot be written
         */
        @Override
        void close() throws IOException;
    }

    /**
     * What it is called, and how names of files end that hold it.
     *
     * @return in lower case, without a point: {@code parquet}
     */
    String name();

    /**
     * Begins a table.
     *
     * @param out takes it; not buffered
     * @param columns of different names, at least one
     * @return takes the rows
     * @throws IOException if it cannot be written
     */
    Rows begin(OutputStream out, List<TableColumn> columns) throws IOException;
}
