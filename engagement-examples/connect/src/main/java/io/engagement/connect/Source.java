package io.engagement.connect;

import java.util.Iterator;
import java.util.List;

/** Rows of one place, such as a file, whose columns have names. */
public interface Source {
    /** What is done with a source's rows. */
    interface Rows {
        /**
         * Takes all rows.
         *
         * @param header the names of the columns, without blanks around them
         * @param rows the rows behind the header; each may be valid only until the next one is asked for
         */
        void read(List<String> header, Iterator<Row> rows);

        /**
         * What it asks for.
         *
         * @return the columns whose texts it reads; by default all
         */
        default Asked asked() {
            return Asked.all();
        }
    }

    /**
     * What messages call it, with where it is.
     *
     * @return such as {@code export/orders.csv}
     */
    String label();

    /**
     * What messages about one row call it.
     *
     * @return such as {@code orders.csv}
     */
    String name();

    /**
     * Whether it can be read again, as whatever must see all rows before it reads the first one has to.
     *
     * @return false for what comes through a pipe
     */
    default boolean isRepeatable() {
        return false;
    }

    /**
     * What is to be told of how it was read.
     *
     * @return known once it was read
     */
    default List<String> notes() {
        return List.of();
    }

    /**
     * Reads it from its beginning.
     *
     * @param rows takes them
     * @throws DataRefused if it is not there, has no header, or cannot be read
     */
    void read(Rows rows);
}
