package io.engagement.table;

/** Figures that are a table: for people by {@link Object#toString()}, for programs as CSV and JSON. */
public interface Tabular {
    /**
     * The figures.
     *
     * @return a row for each
     */
    Table table();

    /**
     * The table as CSV (RFC 4180).
     *
     * @return a head and the rows, each ended by {@code \n}; what is undefined is empty
     */
    default String toCsv() {
        return table().toCsv();
    }

    /**
     * The table as JSON.
     *
     * @return an array of objects, each on its line; what is undefined is {@code null}
     */
    default String toJson() {
        return table().toJson();
    }
}
