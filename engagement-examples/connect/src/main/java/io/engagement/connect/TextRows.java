package io.engagement.connect;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The rows of a CSV text after RFC 4180, whose lines end with a line feed, a return, or both. A quote in a field that
 * does not begin with one is text. A quoted field ends with a quote before a delimiter, the end of the line or of the
 * text; any other single quote in it makes the row faulty, and the row ends where its quotes do: where else it ends
 * would be a guess. Empty lines are no rows.
 */
final class TextRows implements Iterator<Row> {
    private static final int END = -1;

    private final Reader text;
    private final char delimiter;
    private final TextRow row;
    private final char[] buffer = new char[1 << 14];
    private int next;
    private int limit;
    private long line;
    private boolean isRead;

    /** Of a text before which the file has so many lines. */
    TextRows(Reader text, char delimiter, long linesBefore) {
        this.text = text;
        this.delimiter = delimiter;
        this.row = new TextRow(delimiter);
        this.line = linesBefore + 1;
    }

    @Override
    public boolean hasNext() {
        isRead = isRead || read();
        return isRead;
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        isRead = false;
        return row;
    }

    private boolean read() {
        while (peek() == '\n' || peek() == '\r') {
            endLine();
        }
        if (peek() == END) {
            return false;
        }
        row.begin(line);
        do {
            readField();
        } while (goesOn());
        return true;
    }

    private boolean goesOn() {
        int sign = peek();
        if (sign == delimiter) {
            next++;
            return true;
        }
        if (sign != END) {
            endLine();
        }
        return false;
    }

    private void readField() {
        if (peek() == '"') {
            next++;
            readQuoted();
        } else {
            readPlain();
        }
        row.endField();
    }

    private void readPlain() {
        while (peek() != END) {
            int from = next;
            while (next < limit && !endsField(buffer[next])) {
                next++;
            }
            row.add(buffer, from, next - from);
            if (next < limit) {
                return;
            }
        }
    }

    private boolean endsField(int sign) {
        return sign == delimiter || sign == '\n' || sign == '\r' || sign == END;
    }

    private void readQuoted() {
        while (peek() != END) {
            int from = next;
            while (next < limit && !isSpecialInQuotes(buffer[next])) {
                next++;
            }
            row.add(buffer, from, next - from);
            if (next < limit && buffer[next] != '"') {
                breakLine();
            } else if (next < limit && isClosed()) {
                return;
            }
        }
        row.faulty(row.fault().map(before -> before + "; ").orElse("") + "the quote that opens field "
                + (row.fields() + 1) + " is not closed before the end of the file");
    }

    private static boolean isSpecialInQuotes(char sign) {
        return sign == '"' || sign == '\n' || sign == '\r';
    }

    /** Takes a quote, and the second one if there are two: whether it closes the field. */
    private boolean isClosed() {
        row.marked();
        next++;
        int behind = peek();
        if (endsField(behind)) {
            return true;
        }
        if (behind == '"') {
            next++;
            row.add('"');
        } else {
            row.faulty("field " + (row.fields() + 1) + " is quoted and has a single quote inside");
        }
        return false;
    }

    /** Takes what ends a line inside quotes, where it is text. */
    private void breakLine() {
        char first = buffer[next++];
        row.add(first);
        if (first == '\r' && peek() == '\n') {
            next++;
            row.add('\n');
        }
        line++;
        row.endLine();
    }

    /** Takes what ends a line. */
    private void endLine() {
        char first = buffer[next++];
        if (first == '\r' && peek() == '\n') {
            next++;
        }
        line++;
    }

    private int peek() {
        return next < limit || fill() ? buffer[next] : END;
    }

    private boolean fill() {
        if (limit < 0) {
            return false;
        }
        try {
            next = 0;
            limit = text.read(buffer);
            return limit > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
