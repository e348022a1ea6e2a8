package io.engagement.connect;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** A part of a stream that moves on, of which what is being read is kept as a whole as long as it is not too long. */
final class JsonWindow {
    private static final int NONE = -1;

    private final InputStream stream;
    private byte[] bytes = new byte[1 << 18];
    private int next;
    private int limit;
    private int kept = NONE;
    private boolean tooLong;
    private boolean atEnd;

    JsonWindow(InputStream stream) {
        this.stream = stream;
    }

    byte[] bytes() {
        return bytes;
    }

    /** The place of the next byte. */
    int next() {
        return next;
    }

    void moveTo(int place) {
        next = place;
    }

    /** Before where the bytes end that are there. */
    int limit() {
        return limit;
    }

    /** From the next byte on, what is read is kept. */
    void keep() {
        kept = next;
        tooLong = false;
    }

    /** Where what is kept begins. */
    int kept() {
        return tooLong ? next : kept;
    }

    void letGo() {
        kept = NONE;
    }

    /** Whether what was to be kept was too long for it. */
    boolean isTooLong() {
        return tooLong;
    }

    /** The next byte, which is not taken; negative at the end. */
    int peek() throws IOException {
        return next < limit || fill() ? Byte.toUnsignedInt(bytes[next]) : NONE;
    }

    /**
     * Reads more behind those that are there, whose places change.
     *
     * @return false if there is no more
     */
    boolean fill() throws IOException {
        if (atEnd) {
            return false;
        }
        if (kept != NONE && limit - kept > JsonSlices.MOST_BYTES) {
            kept = NONE;
            tooLong = true;
        }
        int first = kept == NONE ? next : kept;
        System.arraycopy(bytes, first, bytes, 0, limit - first);
        limit -= first;
        next -= first;
        kept -= kept == NONE ? 0 : first;
        if (limit == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
        int count = stream.read(bytes, limit, bytes.length - limit);
        atEnd = count < 0;
        limit += Math.max(0, count);
        return !atEnd;
    }
}
