package io.engagement.cli;

import java.util.Optional;

/** A row of a CSV file. It may be valid only until the next one is read. */
interface Row {
    /** How many fields it has. */
    int fields();

    /** The text of a field, counted from 0. */
    String field(int column);

    /** The line of the file on which it begins, counted from 1. */
    long line();

    /** How many lines of the file it runs over. */
    default int lines() {
        return 1;
    }

    /** How many of these are not empty: so many rows may be lost if its quotes are wrong. */
    default int textLines() {
        return 1;
    }

    /** Whether it is no fault of quotes, as far as can be told, but of length. */
    default boolean isTooLong() {
        return false;
    }

    /** What is wrong with its quotes; its fields are then not to be trusted. */
    default Optional<String> fault() {
        return Optional.empty();
    }

    /** Whether most lines that its quotes hold together have so many fields each, as rows have. */
    default boolean holdsRows(int width) {
        return false;
    }
}
