package io.engagement.history;

import java.io.IOException;

/** A frozen column of kinds' numbers: 1 byte each for up to 256 kinds, 2 for up to 65,536, else 4. */
final class KindColumn {
    private final byte[] bytes;
    private final char[] chars;
    private final int[] ints;

    private KindColumn(byte[] bytes, char[] chars, int[] ints) {
        this.bytes = bytes;
        this.chars = chars;
        this.ints = ints;
    }

    static KindColumn of(int[] column, int kinds) {
        if (kinds > 1 << Character.SIZE) {
            return new KindColumn(new byte[0], new char[0], column);
        }
        return kinds > 1 << Byte.SIZE
                ? new KindColumn(new byte[0], chars(column), new int[0])
                : new KindColumn(bytes(column), new char[0], new int[0]);
    }

    private static byte[] bytes(int[] column) {
        byte[] narrow = new byte[column.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (byte) column[i];
        }
        return narrow;
    }

    private static char[] chars(int[] column) {
        char[] narrow = new char[column.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (char) column[i];
        }
        return narrow;
    }

    void write(LogFileOutput out) throws IOException {
        out.write(bytes);
        out.write(chars);
        out.write(ints);
    }

    /** So many; whether each is the number of a kind is not looked at. */
    static KindColumn read(LogFileInput in, int size) throws IOException {
        KindColumn column = new KindColumn(in.readBytes("kinds"), in.readChars("kinds"), in.readInts("kinds"));
        int longest = Math.max(column.bytes.length, Math.max(column.chars.length, column.ints.length));
        int all = column.bytes.length + column.chars.length + column.ints.length;
        in.check(longest == size && all == size, "number of kinds", longest, "that of the interactions");
        return column;
    }

    int get(int position) {
        if (position < bytes.length) {
            return Byte.toUnsignedInt(bytes[position]);
        }
        return position < chars.length ? chars[position] : ints[position];
    }

    long bytes() {
        return bytes.length + (long) Character.BYTES * chars.length + (long) Integer.BYTES * ints.length;
    }
}
