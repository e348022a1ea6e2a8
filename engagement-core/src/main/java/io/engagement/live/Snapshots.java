package io.engagement.live;

import java.io.BufferedInputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** Files of snapshots: written so that a half of one never stands in a whole one's place. */
final class Snapshots {
    private static final byte[] MAGIC = {(byte) 0x89, 'E', 'N', 'G', 'L', 'I', 'V', 'E'};

    private Snapshots() {}

    /** What a store writes. */
    @FunctionalInterface
    interface Contents {
        void write(DataOutput out) throws IOException;
    }

    /** What a store reads. */
    @FunctionalInterface
    interface Reading<T> {
        T read(DataInput in) throws IOException;
    }

    static void write(Path file, Contents contents) throws IOException {
        Path absolute = file.toAbsolutePath();
        Path partial = absolute.resolveSibling(absolute.getFileName() + ".partial");
        try (FileChannel channel = FileChannel.open(
                partial, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            write(Channels.newOutputStream(channel), contents);
            channel.force(true);
        }
        Files.move(partial, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceDirectory(absolute);
    }

    private static void write(OutputStream out, Contents contents) throws IOException {
        out.write(MAGIC);
        Frames.Output frames = new Frames.Output(out);
        DataOutputStream fields = new DataOutputStream(frames);
        contents.write(fields);
        fields.flush();
        frames.end();
    }

    /** So that the new name lasts too; a system that cannot (Windows) writes directories through. */
    private static void forceDirectory(Path file) throws IOException {
        Path directory = file.getParent();
        if (directory != null
                && directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    static <T> T read(Path file, Reading<T> reading) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), Frames.FULL)) {
            if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
                throw new SnapshotException(file + " does not begin as a snapshot of a live store does");
            }
            Frames.Input frames = new Frames.Input(in, file.toString());
            T contents = reading.read(new DataInputStream(frames));
            if (!frames.isAtEnd()) {
                throw new SnapshotException(file + " holds more than this version of the library reads");
            }
            return contents;
        } catch (EOFException early) {
            throw new SnapshotException(file + " holds less than it says: it was not written by this library");
        }
    }

    static void writeText(DataOutput out, String text) throws IOException {
        out.writeInt(text.length());
        out.writeChars(text);
    }

    static String readText(DataInput in) throws IOException {
        char[] text = new char[in.readInt()];
        for (int i = 0; i < text.length; i++) {
            text[i] = in.readChar();
        }
        return new String(text);
    }
}
