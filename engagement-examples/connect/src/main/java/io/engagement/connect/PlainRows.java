package io.engagement.connect;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a file in UTF-8, several times faster than a reader that makes a text of every field; or blocks of them, for
 * several threads to read. From the first quote on, or whatever else is not one row a line, the rest is left to another
 * reader.
 */
final class PlainRows implements Iterator<Row> {
    /** A block and what is read of it fit into a core's cache. A line that is longer is left to the other reader. */
    static final int BLOCK = 1 << 18;

    private final InputStream file;
    private final char delimiter;
    private final int blockSize;
    private final BiFunction<InputStream, Long, Iterator<Row>> otherwise;
    private final PlainRow row = new PlainRow();
    /** Of the file what was read and belongs to no block yet. */
    private byte[] ahead = new byte[0];

    /** Arrays for further blocks. */
    private final Deque<byte[]> spare = new ArrayDeque<>();

    private boolean atEnd;
    private PlainBlock block;
    private long linesBefore;
    private boolean isRead;
    private @Nullable Iterator<Row> rest;

    /**
     * Rows of a stream.
     *
     * @param file what is not yet read of the file, without a byte order mark
     * @param delimiter what separates fields, an ASCII character
     * @param blockSize how many bytes to read at a time
     * @param linesBefore how many lines of the file were read before
     * @param otherwise the rows of the rest of the stream, before which there are so many lines
     */
    PlainRows(
            InputStream file,
            char delimiter,
            int blockSize,
            long linesBefore,
            BiFunction<InputStream, Long, Iterator<Row>> otherwise) {
        this.file = file;
        this.delimiter = delimiter;
        this.blockSize = blockSize;
        this.linesBefore = linesBefore;
        this.otherwise = otherwise;
        this.block = PlainBlock.ofLines(new byte[blockSize + PlainBlock.ROOM], 0, delimiter);
    }

    @Override
    public boolean hasNext() {
        while (!isRead && rest == null) {
            isRead = block.read(row, linesBefore);
            if (!isRead && !block.isPlain()) {
                rest = rest(block, List.of(), linesBefore);
            } else if (!isRead && !toNextBlock()) {
                return false;
            }
        }
        return isRead || (rest != null && rest.hasNext());
    }

    private boolean toNextBlock() {
        PlainBlock following = readBlock();
        if (following == null) {
            return false;
        }
        linesBefore += block.lines();
        release(block);
        block = following;
        return true;
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

    /** Whether all rows so far were plain. */
    boolean isPlain() {
        return rest == null;
    }

    /** The block that rows are being read of, the rest of which others may read. */
    PlainBlock block() {
        return block;
    }

    /** How many lines there are before that block. */
    long linesBefore() {
        return linesBefore;
    }

    /** The next block, which is then no longer this object's to read; null at the end of the file. */
    @Nullable
    PlainBlock readBlock() {
        if (atEnd) {
            return null;
        }
        byte[] bytes = spare.isEmpty() ? new byte[blockSize + PlainBlock.ROOM] : spare.pop();
        System.arraycopy(ahead, 0, bytes, 0, ahead.length);
        int limit = ahead.length + read(bytes, ahead.length);
        if (atEnd) {
            ahead = new byte[0];
            return limit == 0 ? null : PlainBlock.ofLines(bytes, limit, delimiter);
        }
        int cut = limit;
        while (cut > 0 && bytes[cut - 1] != '\n') {
            cut--;
        }
        ahead = cut == 0 ? new byte[0] : Arrays.copyOfRange(bytes, cut, limit);
        return cut == 0 ? PlainBlock.ofOther(bytes, limit) : PlainBlock.ofLines(bytes, cut, delimiter);
    }

    /** A block whose rows nobody reads any longer: the next ones take its memory, which is in the caches. */
    void release(PlainBlock read) {
        spare.push(read.bytes());
    }

    private int read(byte[] bytes, int from) {
        try {
            int count = file.readNBytes(bytes, from, blockSize - from);
            atEnd = count < blockSize - from;
            return count;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The rows of all that is not plain.
     *
     * @param from the block where that begins, with those before read
     * @param later the blocks behind it
     * @param before how many lines the file has before that block
     */
    Iterator<Row> rest(PlainBlock from, List<PlainBlock> later, long before) {
        List<InputStream> parts = new ArrayList<>(List.of(from.rest()));
        later.forEach(each -> parts.add(each.whole()));
        parts.add(new ByteArrayInputStream(ahead));
        parts.add(file);
        return otherwise.apply(new SequenceInputStream(Collections.enumeration(parts)), before + from.lines());
    }
}
