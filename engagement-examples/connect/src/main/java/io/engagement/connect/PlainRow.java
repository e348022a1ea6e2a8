package io.engagement.connect;

import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A row without quotes, as bytes of UTF-8. Its fields become text only where somebody asks for it. */
final class PlainRow implements Row {
    private byte[] bytes = new byte[0];
    /** Where the field before the first one would end, and where each field ends. */
    private int[] ends = new int[32];

    private int fields;
    private long line;
    /** Its number where it is an element of JSON, whatever lines that has; else 0. */
    private long element;

    private boolean ascii;
    private boolean record;
    private boolean breaks;

    /** Becomes a row that begins at a place of the buffer and has no field yet. */
    void begin(byte[] buffer, int from) {
        bytes = buffer;
        ends[0] = from - 1;
        fields = 0;
    }

    /** The next field ends before this place. */
    void addEnd(int at) {
        fields++;
        if (fields == ends.length) {
            ends = Arrays.copyOf(ends, 2 * fields);
        }
        ends[fields] = at;
    }

    /** The last field ends before this place. */
    void end(int at, boolean onlyAscii, long lineNumber) {
        addEnd(at);
        line = lineNumber;
        ascii = onlyAscii;
        if (!onlyAscii) {
            decoded(start(0), at);
        }
    }

    /**
     * The last field of what a format tells to be a row ends before this place.
     *
     * @param onlyAscii otherwise its texts are known to be UTF-8
     * @param hasBreaks whether a text may have more than one line
     */
    void endRecord(int at, boolean onlyAscii, boolean hasBreaks, long lineNumber) {
        addEnd(at);
        line = lineNumber;
        ascii = onlyAscii;
        breaks = hasBreaks;
        record = true;
    }

    @Override
    public boolean isRecord() {
        return record;
    }

    /** It is an element of JSON: counted from 1. */
    void isElement(long number) {
        element = number;
    }

    @Override
    public String unit() {
        return FaultyRow.unit(element);
    }

    /** Whether a text may have more than one line. */
    boolean hasBreaks() {
        return breaks;
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
