package io.engagement.connect;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** A text of which each line that is not empty should be a row. */
final class JsonLines extends JsonSlices {
    private final InputStream text;
    private int next;
    private int limit;

    JsonLines(InputStream text) {
        this.text = text;
    }

    @Override
    boolean next() throws IOException {
        while (readLine()) {
            line++;
            if (tooLong || afterBlanks(bytes, from, to) < to) {
                return true;
            }
        }
        return false;
    }

    private boolean readLine() throws IOException {
        tooLong = false;
        from = next;
        to = endOfLine(from);
        while (to == limit && fill()) {
            to = endOfLine(to);
        }
        boolean isOne = to > from || to < limit || tooLong;
        tooLong |= to - from > MOST_BYTES;
        from = tooLong ? to : from;
        next = Math.min(to + 1, limit);
        return isOne;
    }

    /** The place of the next break, or the limit. */
    private int endOfLine(int begin) {
        int at = begin;
        while (at < limit && bytes[at] != '\n') {
            at++;
        }
        return at;
    }

    /** Reads more of the line that is being read, all of which moves to the front, or, if it is too long, nothing. */
    private boolean fill() throws IOException {
        tooLong |= limit - from > MOST_BYTES;
        int kept = tooLong ? 0 : limit - from;
        System.arraycopy(bytes, limit - kept, bytes, 0, kept);
        if (kept == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * kept);
        }
        int count = text.read(bytes, kept, bytes.length - kept);
        from = 0;
        to = kept;
        limit = kept + Math.max(0, count);
        return count >= 0;
    }
}
