package io.engagement.connect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;

/** The rows of a text in JSON, the first ones of which may have been looked at before. */
final class JsonRows implements Iterator<Row> {
    private final JsonSlices slices;
    private final Deque<Slice> first;
    private final List<String> header;
    private final Asked asked;
    private final JsonReader reader;
    private final PlainRow row = new PlainRow();
    private boolean isRead;
    /** Of the row that is read, where rows are elements. */
    private long element;

    private Row read = row;

    /** A part of the text that was read ahead. */
    static final class Slice {
        private final byte[] bytes;
        private final long line;
        private final long element;
        private final boolean tooLong;

        Slice(JsonSlices slices) {
            this.bytes = Arrays.copyOfRange(slices.bytes(), slices.from(), slices.to());
            this.line = slices.line();
            this.element = slices.element();
            this.tooLong = slices.isTooLong();
        }
    }

    JsonRows(JsonSlices slices, Deque<Slice> first, List<String> header, Asked asked) {
        this.slices = slices;
        this.first = first;
        this.header = header;
        this.asked = asked;
        this.reader = JsonReader.of(header, asked);
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
        return read;
    }

    private boolean read() {
        Slice ahead = first.poll();
        if (ahead != null) {
            element = ahead.element;
            read(ahead.bytes, 0, ahead.bytes.length, ahead.line, ahead.tooLong);
            return true;
        }
        try {
            if (!slices.next()) {
                return false;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        element = slices.element();
        read(slices.bytes(), slices.from(), slices.to(), slices.line(), slices.isTooLong());
        return true;
    }

    private void read(byte[] bytes, int from, int to, long line, boolean isTooLong) {
        if (isTooLong) {
            read = new FaultyRow(line, element, "it is longer than " + JsonSlices.MOST_BYTES + " bytes", true);
            return;
        }
        try {
            reader.read(bytes, from, to, line, row);
            row.isElement(element);
            read = row;
        } catch (JsonFault fault) {
            read = new FaultyRow(line, element, String.valueOf(fault.getMessage()), false);
        }
    }

    /** Columns that were asked for by name and that no row had. */
    List<String> unmet() {
        return IntStream.range(0, header.size())
                .filter(i -> asked.named().contains(header.get(i)) && !reader.hasMet(i))
                .mapToObj(header::get)
                .toList();
    }
}
