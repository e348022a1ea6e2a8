package io.engagement.history;

import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Interactions in a file, for the one process that writes and reads it: a byte that says which fields there are, time and
 * kind, then these. What was written is remembered by its length and checksum.
 */
final class PartitionFile {
    private static final int BUFFER = 1 << 16;

    private static final int VALUE = 1;
    private static final int COST = 2;
    private static final int SATISFACTION = 4;
    private static final int DURATION = 8;
    private static final int ID = 16;
    private static final int IN_REPLY_TO = 32;
    private static final int CONVERSATION = 64;

    /** Flags, time, kind, four quantities. */
    private static final int NUMBERS = 1 + Long.BYTES + Integer.BYTES + 4 * Double.BYTES;

    private final Path path;
    private final CRC32C written = new CRC32C();
    private ByteBuffer buffer = ByteBuffer.allocate(0);
    private long length;

    PartitionFile(Path path) {
        this.path = path;
    }

    void add(Interaction interaction, int kind) {
        String id = interaction.id().orElse(null);
        String inReplyTo = interaction.inReplyTo().orElse(null);
        String conversation = interaction.conversation().orElse(null);
        double duration = interaction
                .duration()
                .map(Duration::toMillis)
                .map(Long::doubleValue)
                .orElse(Double.NaN);
        double[] quantities = {
            interaction.value().orElse(Double.NaN),
            interaction.cost().orElse(Double.NaN),
            interaction.satisfaction().orElse(Double.NaN),
            duration
        };
        int flags = 0;
        for (int i = 0; i < quantities.length; i++) {
            flags |= Double.isNaN(quantities[i]) ? 0 : 1 << i;
        }
        flags |= (id == null ? 0 : ID)
                | (inReplyTo == null ? 0 : IN_REPLY_TO)
                | (conversation == null ? 0 : CONVERSATION);
        ensure(NUMBERS + bytes(interaction.customerId()) + bytes(id) + bytes(inReplyTo) + bytes(conversation));
        begin(flags, interaction.at().toEpochMilli(), kind);
        put(interaction.customerId());
        for (double quantity : quantities) {
            put(quantity);
        }
        put(id);
        put(inReplyTo);
        put(conversation);
    }

    void add(String customerId, long epochMilli, int kind, double value, double cost) {
        ensure(NUMBERS + bytes(customerId));
        begin((Double.isNaN(value) ? 0 : VALUE) | (Double.isNaN(cost) ? 0 : COST), epochMilli, kind);
        put(customerId);
        put(value);
        put(cost);
    }

    private void begin(int flags, long epochMilli, int kind) {
        buffer.put((byte) flags).putLong(epochMilli).putInt(kind);
    }

    private void put(double quantity) {
        if (!Double.isNaN(quantity)) {
            buffer.putDouble(quantity);
        }
    }

    /** A negative length stands before a text of one byte a character. */
    private void put(@Nullable String text) {
        if (text == null) {
            return;
        }
        if (isNarrow(text)) {
            buffer.putInt(~text.length());
            for (int i = 0; i < text.length(); i++) {
                buffer.put((byte) text.charAt(i));
            }
        } else {
            buffer.putInt(text.length());
            for (int i = 0; i < text.length(); i++) {
                buffer.putChar(text.charAt(i));
            }
        }
    }

    private static boolean isNarrow(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0xFF) {
                return false;
            }
        }
        return true;
    }

    /** At most. */
    private static int bytes(@Nullable String text) {
        return text == null ? 0 : Integer.BYTES + Character.BYTES * text.length();
    }

    private void ensure(int bytes) {
        if (buffer.remaining() < bytes) {
            flush();
            if (buffer.capacity() < bytes) {
                buffer = ByteBuffer.allocate(Math.max(bytes, BUFFER));
            }
        }
    }

    /** Writes what has not been written. */
    void flush() {
        buffer.flip();
        written.update(buffer.duplicate());
        try (FileChannel channel = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            while (buffer.hasRemaining()) {
                length += channel.write(buffer);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(path + " cannot be written: " + failed.getMessage(), failed);
        }
        buffer.clear();
    }

    /** Adds all that was written. */
    void read(LogAssembly assembly, List<InteractionKind> kinds) {
        ByteBuffer in = ByteBuffer.wrap(checked());
        while (in.hasRemaining()) {
            int flags = in.get();
            long at = in.getLong();
            InteractionKind kind = kinds.get(in.getInt());
            String customerId = text(in);
            double value = quantity(in, flags & VALUE);
            double cost = quantity(in, flags & COST);
            assembly.add(customerId, at, kind, value, cost);
            if (flags >= SATISFACTION) {
                assembly.addRest(
                        quantity(in, flags & SATISFACTION),
                        quantity(in, flags & DURATION),
                        text(in, flags & ID),
                        text(in, flags & IN_REPLY_TO),
                        text(in, flags & CONVERSATION));
            }
        }
    }

    private byte[] checked() {
        byte[] bytes;
        try {
            if (length > Columns.LONGEST) {
                throw new IOException("it has " + length + " bytes, more than an array holds: use more parts");
            }
            bytes = Files.readAllBytes(path);
        } catch (IOException failed) {
            throw new UncheckedIOException(path + " cannot be read: " + failed.getMessage(), failed);
        }
        CRC32C read = new CRC32C();
        read.update(bytes);
        if (bytes.length != length || read.getValue() != written.getValue()) {
            throw new UncheckedIOException(new IOException(path + " is not as it was written: it has " + bytes.length
                    + " bytes of " + length + ", checksum " + Long.toHexString(read.getValue()) + " and not "
                    + Long.toHexString(written.getValue()) + "; is the disk full, or was the file changed?"));
        }
        return bytes;
    }

    private static double quantity(ByteBuffer in, int present) {
        return present == 0 ? Double.NaN : in.getDouble();
    }

    private static @Nullable String text(ByteBuffer in, int present) {
        return present == 0 ? null : text(in);
    }

    private static String text(ByteBuffer in) {
        int header = in.getInt();
        if (header < 0) {
            byte[] narrow = new byte[~header];
            in.get(narrow);
            return new String(narrow, StandardCharsets.ISO_8859_1);
        }
        char[] text = new char[header];
        for (int i = 0; i < text.length; i++) {
            text[i] = in.getChar();
        }
        return new String(text);
    }

    void remove() throws IOException {
        Files.deleteIfExists(path);
    }
}
