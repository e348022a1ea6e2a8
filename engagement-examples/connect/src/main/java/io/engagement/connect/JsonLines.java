package io.engagement.connect;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** A text of which each line that is not empty should be a row. */
final class JsonLines extends JsonSlices {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    JsonLines(InputStream text) {
        super(text);
    }

    @Override
    boolean next() throws IOException {
        while (window.peek() >= 0) {
            readLine();
            line++;
            if (tooLong || !isBlank()) {
                return true;
            }
        }
        return false;
    }

    private void readLine() throws IOException {
        window.keep();
        int end = endOfLine();
        while (end == window.limit()) {
            window.moveTo(end);
            boolean hasMore = window.fill();
            end = endOfLine();
            if (!hasMore) {
                break;
            }
        }
        tooLong = window.isTooLong() || end - window.kept() > MOST_BYTES;
        from = tooLong ? end : window.kept();
        to = end;
        window.letGo();
        window.moveTo(Math.min(end + 1, window.limit()));
    }

    /** The place of the next break, or the limit. */
    private int endOfLine() {
        byte[] bytes = window.bytes();
        int limit = window.limit();
        int i = window.next();
        for (; i + Long.BYTES <= limit; i += Long.BYTES) {
            long differ = (long) LONGS.get(bytes, i) ^ ('\n' * ONES);
            long found = (differ - ONES) & ~differ & HIGH_BITS;
            if (found != 0) {
                return i + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        while (i < limit && bytes[i] != '\n') {
            i++;
        }
        return i;
    }

    private boolean isBlank() {
        for (int i = from; i < to; i++) {
            if (!JsonText.isBlank(window.bytes()[i])) {
                return false;
            }
        }
        return true;
    }
}
