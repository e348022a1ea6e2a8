package io.engagement.connect;

import java.io.IOException;
import java.io.InputStream;

/** The parts of a text each of which should be a row in JSON, one at a time. */
abstract class JsonSlices {
    /** Longer ones are no rows, and memory is not to grow with the file. */
    static final int MOST_BYTES = 1 << 22;

    /** What is read. */
    final JsonWindow window;

    long line;
    int from;
    int to;
    boolean tooLong;

    JsonSlices(InputStream text) {
        this.window = new JsonWindow(text);
    }

    /**
     * Goes to the next one.
     *
     * @return false if there is none
     * @throws IOException if it cannot be told where it ends
     */
    abstract boolean next() throws IOException;

    /** Where it is, until the next one is asked for. */
    byte[] bytes() {
        return window.bytes();
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

    /** Whether it was too long to be held; then it has no bytes. */
    boolean isTooLong() {
        return tooLong;
    }
}
