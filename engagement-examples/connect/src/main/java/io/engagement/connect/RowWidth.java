package io.engagement.connect;

import java.util.Optional;

/** Whether rows have as many fields as their header, in one way for all tables. */
final class RowWidth {
    private RowWidth() {}

    /** Whether a row has all fields, or lacks only empty ones at its end where its format leaves these out. */
    static boolean fits(Row row, int width) {
        return row.fields() == width || (row.fields() < width && row.leavesOutEmpty());
    }

    /** What is wrong with a row of a table all of whose rows are needed; empty if nothing is. */
    static Optional<String> fault(Row row, int width) {
        return row.fault().or(() -> fits(row, width) ? Optional.empty() : Optional.of(CsvFile.wrongWidth(row, width)));
    }
}
