package io.engagement.history;

import io.engagement.internal.index.ArrayLengths;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parts of a saved log. No number is trusted: what tells how much follows is checked against what is left of
 * the file, before there is memory for it.
 */
final class LogFileInput {
    /** How much of a text stands in a message. */
    private static final int SHOWN = 60;

    private final ReadableByteChannel channel;
    private final String name;
    private final ByteBuffer buffer;
    /** Bytes of the file that are not in the buffer yet, but for the checksum. */
    private long left;

    private LogFileInput(ReadableByteChannel channel, String name, long left) {
        this.channel = channel;
        this.name = name;
        this.left = left;
        int size = (int) Math.min(LogFileOutput.BUFFER, Math.max(Long.BYTES, left));
        this.buffer = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN).limit(0);
    }

    /** Of a file whose checksum is right. */
    static LogFileInput of(FileChannel channel, String name) throws IOException {
        long size = channel.size() - Integer.BYTES;
        if (size < 0) {
            throw new LogFileException(name + " is no saved log: it has " + channel.size() + " bytes");
        }
        LogFileInput whole = new LogFileInput(channel, name, size);
        CRC32C crc = new CRC32C();
        while (whole.left > 0) {
            whole.fill();
            crc.update(whole.buffer);
        }
        whole.left = Integer.BYTES;
        if (whole.readInt() != (int) crc.getValue()) {
            throw new LogFileException(
                    name + " is damaged, cut off or no saved log: its checksum is wrong; save the log"
                            + " again, or read it from where it came from");
        }
        channel.position(0);
        return new LogFileInput(channel, name, size);
    }

    /** Of bytes without a checksum. */
    static LogFileInput of(byte[] bytes, String name) {
        return new LogFileInput(Channels.newChannel(new ByteArrayInputStream(bytes)), name, bytes.length);
    }

    /** The bytes that are left over, which are fewer than a number has, and as many behind them as there is room for. */
    private void fill() throws IOException {
        buffer.compact();
        if (buffer.remaining() > left) {
            buffer.limit(buffer.position() + (int) left);
        }
        while (left > 0 && buffer.hasRemaining()) {
            int some = channel.read(buffer);
            if (some < 0) {
                throw new LogFileException(name + " became shorter while it was read");
            }
            left -= some;
        }
        buffer.flip();
    }

    private ByteBuffer bytes(int count) throws IOException {
        if (buffer.remaining() < count) {
            fill();
            if (buffer.remaining() < count) {
                throw wrong("there is less than it says");
            }
        }
        return buffer;
    }

    /** How many bytes follow. */
    private long remaining() {
        return left + buffer.remaining();
    }

    int readInt() throws IOException {
        return bytes(Integer.BYTES).getInt();
    }

    long readLong() throws IOException {
        return bytes(Long.BYTES).getLong();
    }

    /** How many there follow of what takes so many bytes at the least. */
    int readSize(String what, long leastBytes) throws IOException {
        int size = readInt();
        check(size >= 0 && size <= remaining() / leastBytes, what, size, "0 to what is left of the file");
        return size;
    }

    /** Moves bytes from the buffer to a place of an array. */
    private interface Move {
        void get(int to, int count);
    }

    byte[] readBytes(String what) throws IOException {
        byte[] column = new byte[readSize(what, Byte.BYTES)];
        read(column.length, Byte.BYTES, (to, count) -> buffer.duplicate().get(column, to, count));
        return column;
    }

    char[] readChars(String what) throws IOException {
        char[] column = new char[readSize(what, Character.BYTES)];
        read(column.length, Character.BYTES, (to, count) -> buffer.asCharBuffer()
                .get(column, to, count));
        return column;
    }

    int[] readInts(String what) throws IOException {
        int[] column = new int[readSize(what, Integer.BYTES)];
        read(column.length, Integer.BYTES, (to, count) -> buffer.asIntBuffer().get(column, to, count));
        return column;
    }

    long[] readLongs(String what) throws IOException {
        long[] column = new long[readSize(what, Long.BYTES)];
        read(column.length, Long.BYTES, (to, count) -> buffer.asLongBuffer().get(column, to, count));
        return column;
    }

    double[] readDoubles(String what) throws IOException {
        double[] column = new double[readSize(what, Double.BYTES)];
        read(column.length, Double.BYTES, (to, count) -> buffer.asDoubleBuffer().get(column, to, count));
        return column;
    }

    private void read(int length, int width, Move move) throws IOException {
        for (int to = 0; to < length; ) {
            bytes(width);
            int count = Math.min(length - to, buffer.remaining() / width);
            move.get(to, count);
            buffer.position(buffer.position() + count * width);
            to += count;
        }
    }

    String readText(String what) throws IOException {
        return new String(readChars(what));
    }

    /** A column of texts, some of which may be missing. */
    @Nullable
    String[] readTexts(String what) throws IOException {
        @Nullable String[] texts = new String[readSize(what, 1)];
        List<Part> parts = new ArrayList<>();
        for (int from = 0; from < texts.length; from += LogFileOutput.TEXTS) {
            parts.add(readPart(what, Math.min(LogFileOutput.TEXTS, texts.length - from)));
        }
        try {
            IntStream.range(0, parts.size()).parallel().forEach(i -> parts.get(i)
                    .decode(texts, i * LogFileOutput.TEXTS));
        } catch (IllegalArgumentException blank) {
            throw wrong(what + " must not be blank");
        }
        return texts;
    }

    /** Some texts that follow each other. */
    private static final class Part {
        private final int[] lengths;
        private final byte[] characters;
        private final boolean wide;

        Part(int[] lengths, byte[] characters, boolean wide) {
            this.lengths = lengths;
            this.characters = characters;
            this.wide = wide;
        }

        void decode(@Nullable String[] texts, int to) {
            int from = 0;
            for (int i = 0; i < lengths.length; i++) {
                if (lengths[i] >= 0) {
                    int bytes = wide ? lengths[i] * Character.BYTES : lengths[i];
                    String text = wide
                            ? wide(from, lengths[i])
                            : new String(characters, from, bytes, StandardCharsets.ISO_8859_1);
                    if (text.isBlank()) {
                        throw new IllegalArgumentException("blank");
                    }
                    texts[to + i] = text;
                    from += bytes;
                }
            }
        }

        /** Half a character is kept, which a charset would replace. */
        private String wide(int from, int length) {
            char[] text = new char[length];
            for (int i = 0; i < length; i++) {
                int at = from + Character.BYTES * i;
                text[i] = (char) ((characters[at] & 0xFF) | (characters[at + 1] << Byte.SIZE));
            }
            return new String(text);
        }
    }

    private Part readPart(String what, int count) throws IOException {
        int form = bytes(1).get();
        check(form >= 0 && form <= (LogFileOutput.WIDE | LogFileOutput.LONG), "form of " + what, form, "0 to 3");
        long characters = readLong();
        boolean wide = (form & LogFileOutput.WIDE) != 0;
        int[] lengths = new int[count];
        long sum = 0;
        for (int i = 0; i < count; i++) {
            if ((form & LogFileOutput.LONG) == 0) {
                int length = Byte.toUnsignedInt(bytes(1).get());
                lengths[i] = length == LogFileOutput.NONE ? -1 : length;
            } else {
                lengths[i] = readInt();
                check(lengths[i] >= -1, "length of " + what, lengths[i], "-1 or more");
            }
            sum += Math.max(0, lengths[i]);
        }
        check(sum == characters, "number of characters of " + what, characters, "the sum of the lengths");
        long size = wide ? Character.BYTES * sum : sum;
        check(size <= Math.min(remaining(), ArrayLengths.LONGEST), "characters of " + what, sum, "in the file");
        byte[] all = new byte[(int) size];
        read(all.length, Byte.BYTES, (to, some) -> buffer.duplicate().get(all, to, some));
        return new Part(lengths, all, wide);
    }

    /** The law is broken if the condition is false. */
    void check(boolean condition, String what, long value, String law) throws LogFileException {
        if (!condition) {
            throw wrong(what + " must be " + law + ", was " + value);
        }
    }

    /** The law is broken if the condition is false. */
    void check(boolean condition, String what, String law) throws LogFileException {
        if (!condition) {
            throw wrong(what + " must be " + law);
        }
    }

    LogFileException wrong(String why) {
        return new LogFileException(name + " holds what no log writes: " + why
                + "; it was changed, or not written by this library: read the log from where it came from");
    }

    LogFileException wrong(RuntimeException unforeseen) {
        String said = String.valueOf(unforeseen.getMessage());
        return new LogFileException(
                name + " holds what no log writes: " + said.substring(0, Math.min(SHOWN, said.length())), unforeseen);
    }

    /** All must have been read. */
    void end() throws LogFileException {
        if (remaining() > 0) {
            throw wrong("there is more than this version of the library reads");
        }
    }
}
