package io.engagement.cli;

import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A row without quotes, as bytes of UTF-8. Its fields become text only where somebody asks for it. */
final class PlainRow implements Row {
    private final byte delimiter;
    private byte[] bytes = new byte[0];
    /** Where the field before the first one would end, and where each field ends. */
    private int[] ends = new int[32];

    private int fields;
    private long line;
    private boolean ascii;

    PlainRow(char delimiter) {
        this.delimiter = (byte) delimiter;
    }

    /** Becomes the row of these bytes. */
    void set(byte[] buffer, int from, int to, boolean onlyAscii, long lineNumber) {
        bytes = buffer;
        line = lineNumber;
        ascii = onlyAscii;
        ends[0] = from - 1;
        fields = 0;
        byte separator = delimiter;
        for (int i = from; i < to; i++) {
            if (buffer[i] == separator) {
                addEnd(i);
            }
        }
        addEnd(to);
        if (!onlyAscii) {
            decoded(from, to);
        }
    }

    private void addEnd(int at) {
        fields++;
        if (fields == ends.length) {
            ends = Arrays.copyOf(ends, 2 * fields);
        }
        ends[fields] = at;
    }

    @Override
    public int fields() {
        return fields;
    }

    @Override
    public String field(int column) {
        return ascii
                ? new String(bytes, start(column), length(column), StandardCharsets.ISO_8859_1)
                : decoded(start(column), end(column));
    }

    @Override
    public long line() {
        return line;
    }

    /** Whatever is read of it, a row that is not UTF-8 is refused as a whole. */
    private String decoded(int from, int to) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, to - from))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAscii() {
        return ascii;
    }

    byte[] bytes() {
        return bytes;
    }

    int start(int column) {
        return ends[column] + 1;
    }

    int end(int column) {
        return ends[column + 1];
    }

    int length(int column) {
        return end(column) - start(column);
    }
}
