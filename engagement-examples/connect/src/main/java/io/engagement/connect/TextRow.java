package io.engagement.connect;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row as the reader of texts reads it, quotes removed. Its fields become text only where somebody asks for it. */
final class TextRow implements Row {
    /** Longer rows are refused: beyond this it is a quote that is not closed, and memory is not to grow with the file. */
    static final int MOST_CHARS = 1 << 22;

    /** Rows of more fields are refused for the same reason. */
    private static final int MOST_FIELDS = 1 << 20;

    private final char delimiter;
    private char[] text = new char[256];
    private int length;
    private int[] ends = new int[16];
    private int fields;
    private long line;
    private int lines;
    private int textLines;
    private boolean atLineStart;
    private @Nullable String fault;
    private boolean tooLong;

    TextRow(char delimiter) {
        this.delimiter = delimiter;
    }

    /** Becomes a row that begins on a line and has no field yet. */
    void begin(long onLine) {
        line = onLine;
        length = 0;
        fields = 0;
        lines = 1;
        textLines = 1;
        atLineStart = false;
        fault = null;
        tooLong = false;
    }

    void add(char[] from, int offset, int count) {
        if (count > 0) {
            marked();
        }
        if (fault == null && hasRoom(count)) {
            System.arraycopy(from, offset, text, length, count);
            length += count;
        }
    }

    void add(char sign) {
        if (fault == null && hasRoom(1)) {
            text[length++] = sign;
        }
    }

    private boolean hasRoom(int count) {
        if (length + count > MOST_CHARS) {
            faulty("it is longer than " + MOST_CHARS + " characters");
            tooLong = true;
            return false;
        }
        if (length + count > text.length) {
            text = Arrays.copyOf(text, Math.max(2 * text.length, length + count));
        }
        return true;
    }

    /** The line that is being read is not empty. */
    void marked() {
        if (atLineStart) {
            textLines++;
            atLineStart = false;
        }
    }

    /** A line of the file ends inside the row. */
    void endLine() {
        lines++;
        atLineStart = true;
    }

    void endField() {
        if (fields == MOST_FIELDS) {
            faulty("it has more than " + MOST_FIELDS + " fields");
            tooLong = true;
            return;
        }
        if (fields == ends.length) {
            ends = Arrays.copyOf(ends, 2 * fields);
        }
        ends[fields++] = length;
    }

    /** Its quotes are wrong; no more of its text is kept. */
    void faulty(String how) {
        fault = how;
    }

    @Override
    public int fields() {
        return fields;
    }

    @Override
    public String field(int column) {
        int from = column == 0 ? 0 : ends[column - 1];
        return new String(text, from, ends[column] - from);
    }

    @Override
    public long line() {
        return line;
    }

    @Override
    public int lines() {
        return lines;
    }

    @Override
    public int textLines() {
        return textLines;
    }

    @Override
    public boolean isTooLong() {
        return tooLong;
    }

    @Override
    public Optional<String> fault() {
        return Optional.ofNullable(fault);
    }

    @Override
    public boolean holdsRows(int width) {
        if (lines == 1 || width == 1) {
            return false;
        }
        int like = 0;
        int place = endOfLine(0);
        int field = fieldsUntil(place, 0);
        while (place < length) {
            int from = place + 1;
            place = endOfLine(from);
            int before = field;
            field = fieldsUntil(place, before);
            like += delimitersInside(from, place) + field - before == width - 1 ? 1 : 0;
        }
        return 2 * like >= textLines;
    }

    /** The place of the line's break, or where the text ends. */
    private int endOfLine(int from) {
        int place = from;
        while (place < length && text[place] != '\n' && !isLoneReturn(place)) {
            place++;
        }
        return place;
    }

    private boolean isLoneReturn(int place) {
        return text[place] == '\r' && !(place + 1 < length && text[place + 1] == '\n');
    }

    /** How many fields but the last end up to this place, so many of which end before. */
    private int fieldsUntil(int place, int before) {
        int count = before;
        while (count < fields - 1 && ends[count] <= place) {
            count++;
        }
        return count;
    }

    private int delimitersInside(int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += text[i] == delimiter ? 1 : 0;
        }
        return count;
    }
}
