package io.engagement.connect;

import java.util.Optional;

/**
 * What its format tells to be a row, and cannot be read.
 *
 * @param line where it begins
 * @param element its number where it is an element of JSON, whatever lines that has; else 0
 * @param why what is wrong with it
 * @param isTooLong whether that is its length
 */
record FaultyRow(long line, long element, String why, boolean isTooLong) implements Row {
    /** What a line's number comes behind. */
    static String unit(long element) {
        return element == 0 ? "line" : "element " + element + " on line";
    }

    @Override
    public String unit() {
        return unit(element);
    }

    @Override
    public int fields() {
        return 1;
    }

    @Override
    public String field(int column) {
        return "";
    }

    @Override
    public Optional<String> fault() {
        return Optional.of(why);
    }

    @Override
    public boolean isRecord() {
        return true;
    }
}
