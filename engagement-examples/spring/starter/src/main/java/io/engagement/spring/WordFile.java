package io.engagement.spring;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A file of lines, of its owner alone and of one process alone. A line is whole and on the disk, or is not there. Not thread-safe. */
final class WordFile implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;
    private final List<String> lines;

    /** Behind the last whole line: what is there of another one was never told to be there. */
    private long end;

    private WordFile(Path path, FileChannel channel, String content) {
        this.path = path;
        this.channel = channel;
        this.end = content.lastIndexOf('\n') + 1L;
        this.lines = content.substring(0, content.lastIndexOf('\n') + 1).lines().toList();
    }

    /** Makes the file if there is none. */
    static WordFile open(Path path) throws IOException {
        FileChannel channel =
                FileChannel.open(path, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), owner(path));
        try {
            lock(channel, path);
            return new WordFile(path, channel, Files.readString(path, StandardCharsets.US_ASCII));
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    private static void lock(FileChannel channel, Path path) throws IOException {
        @Nullable FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException withinThisProcess) {
            lock = null;
        }
        if (lock == null) {
            throw new InUseException(path);
        }
    }

    private static FileAttribute<?>[] owner(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** Those that were there when it was opened. */
    List<String> lines() {
        return lines;
    }

    /** Cuts off what an earlier append left that failed. */
    void append(String line) throws IOException {
        channel.truncate(end);
        channel.position(end);
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.US_ASCII));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        channel.force(true);
        end = channel.position();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    @Override
    public String toString() {
        return path.toString();
    }

    /** Another process has the file. */
    static final class InUseException extends IOException {
        private static final long serialVersionUID = 1;

        InUseException(Path path) {
            super(path + " is in use by another process");
        }
    }
}
