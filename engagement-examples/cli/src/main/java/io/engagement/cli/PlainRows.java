package io.engagement.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a file in UTF-8, several times faster than a reader that makes a text of every field. From the first quote
 * on, or whatever else is not one row a line, the rest is left to another reader.
 */
final class PlainRows implements Iterator<Row> {
    /** A line that is longer has an open quote or is not CSV; let the other reader say so. */
    private static final int LONGEST = 1 << 17;

    private final InputStream file;
    private final byte delimiter;
    private final PlainRow row = new PlainRow();
    private final BiFunction<InputStream, Long, Iterator<Row>> otherwise;
    private byte[] buffer = new byte[4 * LONGEST];
    private int next;
    private int limit;
    private boolean atEnd;
    private long line;
    private boolean isRead;
    private @Nullable Iterator<Row> rest;

    /**
     * Rows of a stream.
     *
     * @param file what is not yet read of the file, without a byte order mark
     * @param delimiter what separates fields, an ASCII character
     * @param otherwise the rows of the rest of the stream, before which there are so many lines
     */
    PlainRows(InputStream file, char delimiter, BiFunction<InputStream, Long, Iterator<Row>> otherwise) {
        this.file = file;
        this.delimiter = (byte) delimiter;
        this.otherwise = otherwise;
    }

    @Override
    public boolean hasNext() {
        while (!isRead && rest == null && hasLine()) {
            readLine();
        }
        return isRead || (rest != null && rest.hasNext());
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        if (!isRead && rest != null) {
            return rest.next();
        }
        isRead = false;
        return row;
    }

    private boolean hasLine() {
        if (limit - next < LONGEST && !atEnd) {
            fill();
        }
        return next < limit;
    }

    private void fill() {
        System.arraycopy(buffer, next, buffer, 0, limit - next);
        limit -= next;
        next = 0;
        try {
            int count = file.readNBytes(buffer, limit, buffer.length - limit);
            limit += count;
            atEnd = limit < buffer.length;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next line becomes the row; an empty one is skipped. */
    private void readLine() {
        byte[] bytes = buffer;
        int end = next;
        int signs = 0;
        row.begin(bytes, end);
        byte sign = '\n';
        while (end < limit) {
            sign = bytes[end];
            if (sign == delimiter) {
                row.addEnd(end);
            } else if (sign <= '"' && (sign == '\n' || sign == '"' || sign == '\r')) {
                break;
            }
            signs |= sign;
            end++;
        }
        int to = end;
        if (sign == '\r' && end + 1 < limit && bytes[end + 1] == '\n') {
            end++;
            sign = '\n';
        }
        // A quote, a return alone as old systems have it, or no break where there must be one.
        if (end < limit ? sign != '\n' : !atEnd) {
            leaveRest();
            return;
        }
        line++;
        if (to > next) {
            row.end(to, signs >= 0, line);
            isRead = true;
        }
        next = Math.min(limit, end + 1);
    }

    private void leaveRest() {
        InputStream seen = new ByteArrayInputStream(Arrays.copyOfRange(buffer, next, limit));
        rest = otherwise.apply(new SequenceInputStream(Collections.enumeration(Arrays.asList(seen, file))), line);
        buffer = new byte[0];
    }
}
