package io.engagement.report;

import io.engagement.table.Table;
import java.util.Optional;

/**
 * A table, and a chart of it.
 *
 * @param title in few words
 * @param meaning how it is read, in one or two sentences
 * @param table all that the chart shows; names of columns in snake case become words on the page, others stay as they are, and texts
 *     are shown as {@link Table#texts()} has them
 * @param chart of columns of the table; empty where the table says it all, and is then shown itself
 */
record Figure(String title, String meaning, Table table, Optional<Chart> chart) {
    /** Checks that the table has the chart's columns. */
    Figure {
        chart.ifPresent(shown -> shown.columns().stream()
                .filter(column -> !table.columns().contains(column))
                .findFirst()
                .ifPresent(missing -> {
                    throw new IllegalArgumentException("the chart of \"" + title + "\" needs column " + missing
                            + ", the table has " + table.columns());
                }));
    }

    /**
     * A table with a chart.
     *
     * @param title in few words
     * @param meaning how it is read
     * @param table all that the chart shows
     * @param chart of columns of the table
     * @return the figure
     * @throws IllegalArgumentException if the table lacks a column of the chart
     */
    static Figure of(String title, String meaning, Table table, Chart chart) {
        return new Figure(title, meaning, table, Optional.of(chart));
    }

    /**
     * A table alone.
     *
     * @param title in few words
     * @param meaning how it is read
     * @param table the figures
     * @return the figure
     */
    static Figure of(String title, String meaning, Table table) {
        return new Figure(title, meaning, table, Optional.empty());
    }
}
