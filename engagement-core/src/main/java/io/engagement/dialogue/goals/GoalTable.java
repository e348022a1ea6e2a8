package io.engagement.dialogue.goals;

import io.engagement.internal.text.TextTable;

/** Goals as a table: for people by {@link #toString()}, for programs as CSV and JSON, with all digits. Immutable. */
public final class GoalTable {
    private final TextTable table;

    GoalTable(TextTable table) {
        this.table = table;
    }

    /**
     * As CSV (RFC 4180).
     *
     * @return a head and the rows, each ended by {@code \n}; what is undefined is empty
     */
    public String toCsv() {
        return table.toCsv();
    }

    /**
     * As JSON.
     *
     * @return an array of objects, each on its line; what is undefined is {@code null}
     */
    public String toJson() {
        return table.toJson();
    }

    /**
     * For people.
     *
     * @return a head, then a line for each row; the same in every locale
     */
    @Override
    public String toString() {
        return table.toString();
    }
}
