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
    private final PlainRow row;
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
        this.row = new PlainRow(delimiter);
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
        int end = next;
        int signs = 0;
        while (end < limit && buffer[end] != '\n') {
            if (buffer[end] == '"') {
                leaveRest();
                return;
            }
            signs |= buffer[end++];
        }
        boolean hasBreak = end < limit;
        int to = hasBreak && end > next && buffer[end - 1] == '\r' ? end - 1 : end;
        if (!(hasBreak || atEnd) || hasReturn(to)) {
            leaveRest();
            return;
        }
        line++;
        if (to > next) {
            row.set(buffer, next, to, signs >= 0, line);
            isRead = true;
        }
        next = hasBreak ? end + 1 : end;
    }

    /** Old systems end lines with a return alone. */
    private boolean hasReturn(int to) {
        for (int i = next; i < to; i++) {
            if (buffer[i] == '\r') {
                return true;
            }
        }
        return false;
    }

    private void leaveRest() {
        InputStream seen = new ByteArrayInputStream(Arrays.copyOfRange(buffer, next, limit));
        rest = otherwise.apply(new SequenceInputStream(Collections.enumeration(Arrays.asList(seen, file))), line);
        buffer = new byte[0];
    }
}
