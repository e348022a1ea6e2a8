package io.engagement.connect;

import java.util.Optional;

/**
 * What its format tells to be a row, and cannot be read.
 *
 * @param line where it begins
 * @param why what is wrong with it
 * @param isTooLong whether that is its length
 */
record FaultyRow(long line, String why, boolean isTooLong) implements Row {
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
