package io.engagement.cli;

import de.siegmar.fastcsv.reader.CsvRecord;

/** A row of a CSV file. It may be valid only until the next one is read. */
interface Row {
    /** How many fields it has. */
    int fields();

    /** The text of a field, counted from 0. */
    String field(int column);

    /** The line of the file on which it begins, counted from 1. */
    long line();

    /** A row as FastCSV reads it, from a part of a file that has lines before it. */
    static Row of(CsvRecord row, long linesBefore) {
        return new Row() {
            @Override
            public int fields() {
                return row.getFieldCount();
            }

            @Override
            public String field(int column) {
                return row.getField(column);
            }

            @Override
            public long line() {
                return linesBefore + row.getStartingLineNumber();
            }
        };
    }
}
