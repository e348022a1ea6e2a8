package io.engagement.cli;

import java.util.List;
import java.util.function.IntFunction;

/** Takes the rows of a table that is written, a cell for each column; {@code null} where there is none. */
interface TableSink {
    /** Adds a row. */
    void add(List<?> row);

    /**
     * Adds many rows, which all cores make.
     *
     * @param count how many
     * @param row makes one of them, from several threads
     */
    void addAll(int count, IntFunction<List<?>> row);
}
