package io.engagement.history;

import io.engagement.domain.Customer;
import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import io.engagement.internal.index.ArrayLengths;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Interactions in a file, for the one process that writes and reads it: eight bytes that say what it is, the format's number,
 * then for each interaction a byte that says which fields there are, time and kind, then these; for each customer who was
 * registered a byte that says so, the id, and the rest as a saved log has it. What was written is remembered by its length and checksum in that process, beside the numbers of kinds, which stand in no file.
 */
final class PartitionFile {
    /** Before there was a number, files began with the first interaction. */
    static final int FORMAT = 3;

    private static final byte[] MAGIC = {(byte) 0x89, 'E', 'N', 'G', 'P', 'A', 'R', 'T'};
    private static final int HEAD = MAGIC.length + Integer.BYTES;
    private static final int BUFFER = 1 << 16;

    private static final int VALUE = 1;
    private static final int COST = 2;
    private static final int SATISFACTION = 4;
    private static final int DURATION = 8;
    private static final int ID = 16;
    private static final int IN_REPLY_TO = 32;
    private static final int CONVERSATION = 64;
    private static final int ALL = 2 * CONVERSATION - 1;

    /** In place of the fields: a customer follows. */
    private static final byte CUSTOMER = -1;

    /** More than most customers take. */
    private static final int CUSTOMER_BYTES = 1 << 12;

    /** Milliseconds of the longest duration that an interaction has. */
    private static final double LONGEST = (1L << 47) - 1;

    /** Flags, time, kind, four quantities. */
    private static final int NUMBERS = 1 + Long.BYTES + Integer.BYTES + 4 * Double.BYTES;

    private final Path path;
    private final CRC32C written = new CRC32C();
    private ByteBuffer buffer = ByteBuffer.allocate(HEAD).put(MAGIC).putInt(FORMAT);
    private long length;
    private boolean failed;

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

    void add(Customer customer) {
        byte[] rest = bytes(customer);
        ensure(1 + bytes(customer.id()) + Integer.BYTES + rest.length);
        buffer.put(CUSTOMER);
        put(customer.id());
        buffer.putInt(rest.length).put(rest);
    }

    private static byte[] bytes(Customer customer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            LogFileOutput out = new LogFileOutput(bytes, CUSTOMER_BYTES);
            LogFile.write(out, customer);
            out.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
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
        if (failed) {
            throw unchecked(path + " lacks what could not be written before: begin anew, on a disk with room");
        }
        failed = true;
        buffer.flip();
        written.update(buffer.duplicate());
        try (FileChannel channel = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            while (buffer.hasRemaining()) {
                length += channel.write(buffer);
            }
        } catch (IOException thrown) {
            throw new UncheckedIOException(path + " cannot be written: " + thrown.getMessage(), thrown);
        }
        buffer.clear();
        failed = false;
    }

    /** Adds all that was written. */
    void read(LogAssembly assembly, List<InteractionKind> kinds) {
        read(checked(), assembly, kinds);
    }

    /** Adds all that stands in bytes which need not be as they were written. */
    void read(byte[] bytes, LogAssembly assembly, List<InteractionKind> kinds) {
        checkFormat(bytes);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        in.position(HEAD);
        List<Customer> customers = new ArrayList<>();
        while (in.hasRemaining()) {
            int from = in.position();
            try {
                readNext(in, assembly, customers, kinds);
            } catch (BufferUnderflowException
                    | IllegalArgumentException
                    | IndexOutOfBoundsException
                    | DateTimeException
                    | IOException wrong) {
                throw new UncheckedIOException(new IOException(
                        path + " holds no interaction at byte " + from + ": it was changed; begin anew", wrong));
            }
        }
        // What is no fault of the file's is told as a log tells it.
        customers.forEach(assembly::customer);
    }

    private void readNext(ByteBuffer in, LogAssembly assembly, List<Customer> customers, List<InteractionKind> kinds)
            throws IOException {
        int flags = in.get();
        if (flags == CUSTOMER) {
            customers.add(customer(in));
            return;
        }
        check(flags, 0, ALL);
        long at = in.getLong();
        InteractionKind kind = kinds.get(in.getInt());
        String customerId = text(in);
        double value = quantity(in, flags & VALUE);
        double cost = quantity(in, flags & COST);
        assembly.add(customerId, at, kind, value, cost);
        if (flags >= SATISFACTION) {
            double satisfaction = quantity(in, flags & SATISFACTION);
            double duration = quantity(in, flags & DURATION);
            check(satisfaction, 0, 1);
            check(duration, 0, LONGEST);
            assembly.addRest(
                    satisfaction,
                    duration,
                    text(in, flags & ID),
                    text(in, flags & IN_REPLY_TO),
                    text(in, flags & CONVERSATION));
        }
    }

    private Customer customer(ByteBuffer in) throws IOException {
        String id = text(in);
        byte[] rest = new byte[Objects.checkIndex(in.getInt(), in.remaining() + 1)];
        in.get(rest);
        LogFileInput fields = LogFileInput.of(rest, path.toString());
        Customer customer = LogFile.readCustomer(fields, id);
        fields.end();
        return customer;
    }

    private static void check(double number, double least, double most) {
        if (number < least || number > most) {
            throw new IllegalArgumentException("must be from " + least + " to " + most + ", was " + number);
        }
    }

    private byte[] checked() {
        byte[] bytes;
        try {
            if (length > ArrayLengths.LONGEST) {
                throw new IOException("it has " + length + " bytes, more than an array holds: use more parts");
            }
            bytes = Files.readAllBytes(path);
        } catch (IOException thrown) {
            throw new UncheckedIOException(path + " cannot be read: " + thrown.getMessage(), thrown);
        }
        CRC32C read = new CRC32C();
        read.update(bytes);
        if (bytes.length != length || read.getValue() != written.getValue()) {
            throw unchecked(path + " is not as it was written: it has " + bytes.length + " bytes of " + length
                    + ", checksum " + Long.toHexString(read.getValue()) + " and not "
                    + Long.toHexString(written.getValue()) + "; is the disk full, or was the file changed?");
        }
        return bytes;
    }

    private void checkFormat(byte[] bytes) {
        boolean known = bytes.length >= HEAD && Arrays.equals(Arrays.copyOf(bytes, MAGIC.length), MAGIC);
        int format = known ? ByteBuffer.wrap(bytes).getInt(MAGIC.length) : 1;
        if (format != FORMAT) {
            throw unchecked(path + " is of format " + format + ", this run writes and reads " + FORMAT
                    + ": a part serves the run that wrote it, or was changed; add the interactions to a new log");
        }
    }

    private static UncheckedIOException unchecked(String message) {
        return new UncheckedIOException(new IOException(message));
    }

    private static double quantity(ByteBuffer in, int present) {
        return present == 0 ? Double.NaN : in.getDouble();
    }

    private static @Nullable String text(ByteBuffer in, int present) {
        return present == 0 ? null : text(in);
    }

    private static String text(ByteBuffer in) {
        int header = in.getInt();
        // Before there is memory for it.
        if (header < 0 ? ~header > in.remaining() : header > in.remaining() / Character.BYTES) {
            throw new BufferUnderflowException();
        }
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
