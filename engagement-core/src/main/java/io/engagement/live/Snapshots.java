package io.engagement.live;

import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.SecretKey;

/** The format of snapshots as far as it does not depend on what is in them; see the package's notes. */
final class Snapshots {
    /** The format that is written: of keys of ids beside what waits. */
    static final int FORMAT = 4;

    /** Of what waits, earlier formats have no keys. */
    static final int FORMAT_OF_KEYS = 4;

    /** Earlier formats have neither campaigns nor threads. */
    static final int FORMAT_OF_THREADS = 3;

    /** The first whose parts are bound to each other. */
    private static final int SEALED_FORMAT = 2;

    /** Its contents begin in the first frame; there is neither identity nor seal. */
    static final int FIRST_FORMAT = 1;

    private static final byte[] FIRST_MAGIC = {(byte) 0x89, 'E', 'N', 'G', 'L', 'I', 'V', 'E'};
    private static final byte[] MAGIC = {(byte) 0x89, 'E', 'N', 'G', 'S', 'N', 'A', 'P'};

    private static final int NOT_KEYED = 0;
    private static final int KEYED = 1;

    /** Format, whether under a key, store, number. */
    private static final int IDENTITY = 2 * Integer.BYTES + 3 * Long.BYTES;

    private Snapshots() {}

    /**
     * Identifies the snapshot and its store, so that parts of two snapshots are never mixed.
     *
     * @param store a random number for each store that is opened or restored
     * @param number of its snapshots
     */
    record Generation(UUID store, long number) {}

    /** What a store writes. */
    @FunctionalInterface
    interface Contents {
        void write(DataOutput out) throws IOException;
    }

    /** What a store reads. */
    @FunctionalInterface
    interface Reading<T> {
        T read(SnapshotReader in) throws IOException;
    }

    static void write(OutputStream out, Generation generation, Optional<SecretKey> key, Contents contents)
            throws IOException {
        byte[] head = ByteBuffer.allocate(MAGIC.length + IDENTITY)
                .put(MAGIC)
                .putInt(FORMAT)
                .putInt(key.isPresent() ? KEYED : NOT_KEYED)
                .putLong(generation.store().getMostSignificantBits())
                .putLong(generation.store().getLeastSignificantBits())
                .putLong(generation.number())
                .array();
        Frames.Output frames = new Frames.Output(out, head, Seal.of(key));
        DataOutputStream fields = new DataOutputStream(frames);
        contents.write(fields);
        fields.flush();
        frames.end();
    }

    static <T> T read(Path file, Optional<SecretKey> key, Reading<T> reading) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new SnapshotException(
                    file + " is not a regular file: a snapshot is read from one, copy it to a file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            Frames.Source source = new Frames.Source(in, file.toString(), Files.size(file), Seal.of(key));
            SnapshotReader reader = open(source, key);
            try {
                T contents = reading.read(reader);
                reader.end();
                return contents;
            } catch (EOFException early) {
                throw reader.tooShort(early);
            } catch (RuntimeException unforeseen) {
                throw new SnapshotException(file + " holds what no store writes: take an earlier one", unforeseen);
            }
        }
    }

    private static SnapshotReader open(Frames.Source source, Optional<SecretKey> key) throws IOException {
        byte[] magic = source.read((int) Math.min(MAGIC.length, source.remaining()), "its first bytes");
        boolean first = Arrays.equals(magic, FIRST_MAGIC);
        if (!first && !Arrays.equals(magic, MAGIC)) {
            throw new SnapshotException(source.name() + " does not begin as a snapshot of a live store does");
        }
        byte[] identity = first ? new byte[0] : source.read(IDENTITY, "its first bytes");
        boolean keyed = !first && isKeyed(identity, source.name());
        checkKey(keyed, key, source.name());
        byte[] head = first
                ? identity
                : ByteBuffer.allocate(MAGIC.length + IDENTITY)
                        .put(magic)
                        .put(identity)
                        .array();
        Frames.Input frames = new Frames.Input(source, head, first ? 0 : Seal.BYTES);
        SnapshotReader reader = new SnapshotReader(frames, source.name(), FORMAT);
        if (first) {
            reader.format(reader.readInt());
            checkFormat(reader.format(), FIRST_FORMAT, FIRST_FORMAT, source.name());
        } else {
            reader.format(ByteBuffer.wrap(identity).getInt());
        }
        return reader;
    }

    private static boolean isKeyed(byte[] identity, String name) throws SnapshotException {
        ByteBuffer fields = ByteBuffer.wrap(identity);
        checkFormat(fields.getInt(), SEALED_FORMAT, FORMAT, name);
        int keyed = fields.getInt();
        if (keyed != KEYED && keyed != NOT_KEYED) {
            throw new SnapshotException(name + " is damaged in its first bytes; take an earlier one");
        }
        return keyed == KEYED;
    }

    private static void checkFormat(int format, int least, int most, String name) throws SnapshotException {
        if (format < least || format > most) {
            throw new SnapshotException(name + " is of format " + format + ", this version of the library reads "
                    + FIRST_FORMAT + " to " + FORMAT + ": read it with the version that wrote it, or a later one");
        }
    }

    private static void checkKey(boolean keyed, Optional<SecretKey> key, String name) throws SnapshotException {
        if (keyed && key.isEmpty()) {
            throw new SnapshotException(name + " is sealed with a key: restore it with that, withSnapshotKey(key)");
        }
        if (!keyed && key.isPresent()) {
            throw new SnapshotException(
                    name + " is not sealed with a key, so that anybody can have made it: if you trust"
                            + " it, restore it without withSnapshotKey(key), and write it anew with the key");
        }
    }

    static void writeTexts(DataOutput out, List<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            writeText(out, text);
        }
    }

    static void writeText(DataOutput out, String text) throws IOException {
        out.writeInt(text.length());
        out.writeChars(text);
    }
}
