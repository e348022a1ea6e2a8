package io.engagement.connect;

import java.util.Optional;

/** A row of a source. It may be valid only until the next one is read. */
public interface Row {
    /** What is known of a field beside its text. */
    enum Type {
        /** Nothing: what it means is told by a mapping. */
        TEXT,
        /** It is a number, with a point before decimals, whatever a mapping says of numbers. */
        NUMBER,
        /** It is a day or a time as ISO 8601 has them, whatever a mapping says of times. */
        TIME,
        /** It has no value that can be used: an error or lack of a formula, or a list; its text says which. */
        ERROR
    }

    /**
     * How many fields it has.
     *
     * @return at least 1
     */
    int fields();

    /**
     * The text of a field.
     *
     * @param column its number, counted from 0
     * @return the text, empty if there is none
     */
    String field(int column);

    /**
     * What is known of a field beside its text.
     *
     * @param column its number, counted from 0
     * @return its type
     */
    default Type type(int column) {
        return Type.TEXT;
    }

    /**
     * Whether fields may be {@linkplain Type#ERROR errors}.
     *
     * @return true if it is worth to look
     */
    default boolean mayHoldErrors() {
        return false;
    }

    /**
     * Whether fields that it lacks at its end are empty ones, as in a spreadsheet.
     *
     * @return true if it may be shorter than others
     */
    default boolean leavesOutEmpty() {
        return false;
    }

    /**
     * What {@link #line} counts, for messages.
     *
     * @return such as {@code line}
     */
    default String unit() {
        return "line";
    }

    /**
     * Where it is.
     *
     * @return the line of the file on which it begins, counted from 1
     */
    long line();

    /**
     * Where it is, in words of a message.
     *
     * @return such as {@code line 12}
     */
    default String place() {
        return unit() + " " + line();
    }

    /**
     * How many lines of the file it runs over.
     *
     * @return at least 1
     */
    default int lines() {
        return 1;
    }

    /**
     * How many of its lines are not empty: so many rows may be lost if its quotes are wrong.
     *
     * @return at least 1
     */
    default int textLines() {
        return 1;
    }

    /**
     * Whether it is no fault of quotes, as far as can be told, but of length.
     *
     * @return true if it was too long to be read
     */
    default boolean isTooLong() {
        return false;
    }

    /**
     * What is wrong with how it is written, such as its quotes; its fields are then not to be trusted.
     *
     * @return empty if nothing is
     */
    default Optional<String> fault() {
        return Optional.empty();
    }

    /**
     * Whether its format tells what a row is, as JSON and databases do: it is then neither a title above the others nor a sum
     * below them.
     *
     * @return false for a row of a text or a sheet, in which people may have written anything
     */
    default boolean isRecord() {
        return false;
    }

    /**
     * Whether most lines that its quotes hold together have so many fields each, as rows have.
     *
     * @param width how many fields rows have
     * @return true if it looks like several rows
     */
    default boolean holdsRows(int width) {
        return false;
    }
}
