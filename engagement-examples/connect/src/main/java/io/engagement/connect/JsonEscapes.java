package io.engagement.connect;

import java.util.Arrays;

/** The texts of a row that have escapes, without them and in UTF-8. */
final class JsonEscapes {
    private byte[] bytes = new byte[1 << 8];
    private int length;
    private boolean ascii;
    private boolean breaks;

    /** A row begins, of which nothing is read. */
    void begin() {
        length = 0;
        ascii = true;
        breaks = false;
    }

    /** Where all texts are, as long as no further one is read. */
    byte[] bytes() {
        return bytes;
    }

    /** Where the last text ends. */
    int length() {
        return length;
    }

    /** Whether nothing that was escaped is beyond ASCII. */
    boolean isAscii() {
        return ascii;
    }

    /** Whether a text has more than one line. */
    boolean hasBreaks() {
        return breaks;
    }

    /** Adds a name, of which nothing else is told. */
    int readName(byte[] from, int start, int end) {
        boolean asciiBefore = ascii;
        boolean breaksBefore = breaks;
        int at = read(from, start, end);
        ascii = asciiBefore;
        breaks = breaksBefore;
        return at;
    }

    /** Adds a text whose escapes are whole; gives the place where it begins. */
    int read(byte[] from, int start, int end) {
        if (end - start > bytes.length - length) {
            // Texts that were added before keep their own array.
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + end - start));
        }
        int first = length;
        int i = start;
        while (i < end) {
            byte sign = from[i++];
            if (sign != '\\') {
                bytes[length++] = sign;
            } else if (from[i] == 'u') {
                i = readUnit(from, i + 1, end);
            } else {
                add(meaning(from[i++]));
            }
        }
        return first;
    }

    private static int meaning(byte sign) {
        return switch (sign) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> sign;
        };
    }

    /** Reads four digits, and the other half of the character if they are one; gives the place behind them. */
    private int readUnit(byte[] from, int at, int end) {
        char first = unit(from, at);
        if (!Character.isSurrogate(first)) {
            add(first);
            return at + 4;
        }
        boolean hasOther = at + 10 <= end && from[at + 4] == '\\' && from[at + 5] == 'u';
        char second = hasOther ? unit(from, at + 6) : 0;
        if (!Character.isSurrogatePair(first, second)) {
            throw new JsonFault("has half a character, \\u" + Integer.toHexString(first) + " without the other half");
        }
        add(Character.toCodePoint(first, second));
        return at + 10;
    }

    private static char unit(byte[] from, int at) {
        int unit = 0;
        for (int i = at; i < at + 4; i++) {
            unit = unit << 4 | Character.digit((char) from[i], 16);
        }
        return (char) unit;
    }

    /** Never more bytes than the escape has. */
    private void add(int sign) {
        breaks |= sign == '\n' || sign == '\r';
        if (sign < 0x80) {
            bytes[length++] = (byte) sign;
            return;
        }
        ascii = false;
        if (sign < 0x800) {
            bytes[length++] = (byte) (0xc0 | (sign >> 6));
        } else if (sign < 0x10000) {
            bytes[length++] = (byte) (0xe0 | (sign >> 12));
            addFollowing(sign >> 6);
        } else {
            bytes[length++] = (byte) (0xf0 | (sign >> 18));
            addFollowing(sign >> 12);
            addFollowing(sign >> 6);
        }
        addFollowing(sign);
    }

    private void addFollowing(int bits) {
        bytes[length++] = (byte) (0x80 | (bits & 0x3f));
    }
}
