package io.engagement.connect;

import java.io.IOException;

/** The parts of a text each of which should be a row in JSON, one at a time. */
interface JsonSlices {
    /** Longer ones are no rows, and memory is not to grow with the file. */
    int MOST_BYTES = 1 << 22;

    /**
     * Goes to the next one.
     *
     * @return false if there is none
     * @throws IOException if it cannot be told where it ends
     */
    boolean next() throws IOException;

    /** Where it is, until the next one is asked for. */
    byte[] bytes();

    int from();

    int to();

    /** On which line of the file it begins. */
    long line();

    /** Whether it was too long to be held; then it has no bytes. */
    boolean isTooLong();
}
