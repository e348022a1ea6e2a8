package io.engagement.connect;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A part of a file in UTF-8 that ends with a line, and its rows: up to the first quote, or whatever else is not one row a
 * line. Signs are looked for in eight bytes at a time.
 */
final class PlainBlock {
    /** How many bytes an array must have behind those of the file. */
    static final int ROOM = 1 + Long.BYTES;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long LOW_BITS = ~HIGH_BITS;
    /** The greatest of the signs that are looked for, delimiters apart. */
    private static final byte QUOTE = '"';

    private final byte[] bytes;
    private final int limit;
    private final byte delimiter;
    private final long delimiters;
    /** Is beyond the quote and all that comes before it, and the comma too, which is near. */
    private final long beyond;

    private final boolean near;
    private boolean plain;
    private int next;
    private int lines;
    /** All bytes of a line and some behind it. */
    private long seen;

    private PlainBlock(byte[] bytes, int limit, char delimiter, boolean plain) {
        this.bytes = bytes;
        this.limit = limit;
        this.delimiter = (byte) delimiter;
        this.delimiters = delimiter * ONES;
        this.near = delimiter <= ',';
        this.beyond = (Math.max(QUOTE, near ? this.delimiter : 0) + 1) * ONES;
        this.plain = plain;
    }

    /**
     * Whole lines; the last one may lack its break.
     *
     * @param bytes with {@link #ROOM} for more behind the limit
     * @param limit before where the file's bytes end
     * @param delimiter what separates fields, an ASCII character
     */
    static PlainBlock ofLines(byte[] bytes, int limit, char delimiter) {
        bytes[limit] = '\n';
        return new PlainBlock(bytes, limit, delimiter, true);
    }

    /** What is not plain as a whole. */
    static PlainBlock ofOther(byte[] bytes, int limit) {
        return new PlainBlock(bytes, limit, '\n', false);
    }

    /**
     * Reads the next row; an empty line is none.
     *
     * @param row becomes that row
     * @param linesBefore how many lines the file has before this block
     * @return false if there is none, or none that is plain
     */
    boolean read(PlainRow row, long linesBefore) {
        while (plain && next < limit) {
            int from = next;
            row.begin(bytes, from);
            int end = readFields(row, from);
            if (end < 0) {
                plain = false;
                return false;
            }
            int to = end > from && bytes[end - 1] == '\r' ? end - 1 : end;
            next = end + 1;
            lines++;
            if (to > from) {
                row.end(to, (seen & HIGH_BITS) == 0 || isAscii(from, to), linesBefore + lines);
                return true;
            }
        }
        return false;
    }

    /** Adds the ends of a line's fields but the last; gives the place of its break, or a negative number. */
    private int readFields(PlainRow row, int from) {
        seen = 0;
        for (int at = from; ; at += Long.BYTES) {
            long eight = (long) LONGS.get(bytes, at);
            seen |= eight;
            long signs = signs(eight);
            while (signs != 0) {
                int place = at + (Long.numberOfTrailingZeros(signs) >>> 3);
                byte sign = bytes[place];
                if (sign == delimiter) {
                    row.addEnd(place);
                } else if (sign == '\n') {
                    return place;
                } else if (sign == QUOTE || (sign == '\r' && bytes[place + 1] != '\n')) {
                    // A return alone ends a line as old systems have it.
                    return -1;
                }
                signs &= signs - 1;
            }
        }
    }

    /** The high bits of those of eight bytes that may be one of the signs. */
    private long signs(long eight) {
        long low = ~((eight | HIGH_BITS) - beyond) & ~eight & HIGH_BITS;
        if (near) {
            return low;
        }
        long differ = eight ^ delimiters;
        return low | (~(((differ & LOW_BITS) + LOW_BITS) | differ) & HIGH_BITS);
    }

    private boolean isAscii(int from, int to) {
        int all = 0;
        for (int i = from; i < to; i++) {
            all |= bytes[i];
        }
        return all >= 0;
    }

    /** Lines that were read. */
    int lines() {
        return lines;
    }

    /** Whether all rows are plain, as far as they were read. */
    boolean isPlain() {
        return plain;
    }

    /** What was not read. */
    InputStream rest() {
        return new ByteArrayInputStream(bytes, next, limit - next);
    }

    /** All of it. */
    InputStream whole() {
        return new ByteArrayInputStream(bytes, 0, limit);
    }

    byte[] bytes() {
        return bytes;
    }
}
