package io.engagement.history;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Writes the parts of a saved log, and its checksum. */
final class LogFileOutput {
    /** Bytes of a buffer, and so of what is moved at once. */
    static final int BUFFER = 1 << 20;

    /** Texts that are written at once. */
    static final int TEXTS = 1 << 14;

    static final int WIDE = 1;
    static final int LONG = 2;

    /** In place of a length of one byte: there is no text. */
    static final int NONE = 0xFF;

    private final OutputStream out;
    private final CRC32C crc = new CRC32C();
    private final ByteBuffer buffer;

    LogFileOutput(OutputStream out) {
        this(out, BUFFER);
    }

    LogFileOutput(OutputStream out, int bytesAtOnce) {
        this.out = out;
        this.buffer = ByteBuffer.allocate(bytesAtOnce).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Moves a part of an array into a view of the buffer. */
    private interface Move {
        void put(int from, int count);
    }

    void write(int number) throws IOException {
        room(Integer.BYTES).putInt(number);
    }

    void write(long number) throws IOException {
        room(Long.BYTES).putLong(number);
    }

    void write(byte[] bytes) throws IOException {
        write(bytes.length, Byte.BYTES, (from, count) -> buffer.duplicate().put(bytes, from, count));
    }

    void write(char[] column) throws IOException {
        write(column.length, Character.BYTES, (from, count) -> buffer.asCharBuffer()
                .put(column, from, count));
    }

    void write(int[] column) throws IOException {
        write(column.length, Integer.BYTES, (from, count) -> buffer.asIntBuffer()
                .put(column, from, count));
    }

    void write(long[] column) throws IOException {
        write(column.length, Long.BYTES, (from, count) -> buffer.asLongBuffer().put(column, from, count));
    }

    void write(double[] column) throws IOException {
        write(column.length, Double.BYTES, (from, count) -> buffer.asDoubleBuffer()
                .put(column, from, count));
    }

    private void write(int length, int width, Move move) throws IOException {
        write(length);
        for (int from = 0; from < length; ) {
            room(width);
            int count = Math.min(length - from, buffer.remaining() / width);
            move.put(from, count);
            buffer.position(buffer.position() + count * width);
            from += count;
        }
    }

    void write(String text) throws IOException {
        write(text.toCharArray());
    }

    /** A column of texts, some of which may be missing: in parts, each with the narrowest lengths and characters. */
    void write(@Nullable String[] texts) throws IOException {
        write(texts.length);
        for (int from = 0; from < texts.length; from += TEXTS) {
            writePart(texts, from, Math.min(texts.length, from + TEXTS));
        }
    }

    private void writePart(@Nullable String[] texts, int from, int to) throws IOException {
        int all = 0;
        int longest = 0;
        long characters = 0;
        for (int i = from; i < to; i++) {
            String text = texts[i];
            for (int c = 0; text != null && c < text.length(); c++) {
                all |= text.charAt(c);
            }
            longest = Math.max(longest, text == null ? 0 : text.length());
            characters += text == null ? 0 : text.length();
        }
        boolean wide = all > 0xFF;
        boolean brief = longest < NONE;
        room(1).put((byte) ((wide ? WIDE : 0) | (brief ? 0 : LONG)));
        write(characters);
        for (int i = from; i < to; i++) {
            int length = texts[i] == null ? -1 : String.valueOf(texts[i]).length();
            if (brief) {
                room(1).put((byte) length);
            } else {
                write(length);
            }
        }
        for (int i = from; i < to; i++) {
            writeCharacters(texts[i], wide);
        }
    }

    private void writeCharacters(@Nullable String text, boolean wide) throws IOException {
        for (int c = 0; text != null && c < text.length(); c++) {
            if (wide) {
                room(Character.BYTES).putChar(text.charAt(c));
            } else {
                room(1).put((byte) text.charAt(c));
            }
        }
    }

    private ByteBuffer room(int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            flush();
        }
        return buffer;
    }

    /** Writes what has not been written, without a checksum. */
    void flush() throws IOException {
        crc.update(buffer.array(), 0, buffer.position());
        out.write(buffer.array(), 0, buffer.position());
        buffer.clear();
    }

    /** Writes the checksum; nothing may follow. */
    void end() throws IOException {
        flush();
        int checksum = (int) crc.getValue();
        write(checksum);
        flush();
    }
}
