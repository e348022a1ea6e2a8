package io.engagement.connect;

import java.io.IOException;

/** The parts of a text each of which should be a row in JSON, one at a time. */
abstract class JsonSlices {
    /** Longer ones are no rows, and memory is not to grow with the file. */
    static final int MOST_BYTES = 1 << 22;

    byte[] bytes = new byte[1 << 18];
    long line;
    /** Its number where parts are elements, whatever lines those have; else 0. */
    long element;

    int from;
    int to;
    boolean tooLong;

    /**
     * Goes to the next one.
     *
     * @return false if there is none
     * @throws IOException if it cannot be told where it ends
     */
    abstract boolean next() throws IOException;

    /** The first byte that is no blank; 0 if there is none. */
    static byte signAfterBlanks(byte[] text, int from, int to) {
        int at = afterBlanks(text, from, to);
        return at < to ? text[at] : 0;
    }

    /** The place of the first byte that is no blank, or the end. */
    static int afterBlanks(byte[] text, int from, int to) {
        int at = from;
        while (at < to && isBlank(text[at])) {
            at++;
        }
        return at;
    }

    static boolean isBlank(byte sign) {
        return sign == ' ' || sign == '\t' || sign == '\n' || sign == '\r';
    }

    /** Where it is, until the next one is asked for. */
    byte[] bytes() {
        return bytes;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** On which line of the file it begins. */
    long line() {
        return line;
    }

    /** Its number, counted from 1, where a line may have several; else 0. */
    long element() {
        return element;
    }

    /** Whether it was too long to be held; then it has no bytes. */
    boolean isTooLong() {
        return tooLong;
    }
}
