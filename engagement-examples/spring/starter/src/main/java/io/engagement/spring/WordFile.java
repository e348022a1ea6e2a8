package io.engagement.spring;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A file of lines, of its owner alone and of one process alone. A line is whole and on the disk, or is not there. Not thread-safe. */
final class WordFile implements AutoCloseable {
    /** Those of this process: to open one of them again, and close it, would give up its lock. */
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final Path key;
    private final FileChannel channel;
    private final List<String> lines;

    /** Behind the last whole line: what is there of another one was never told to be there. */
    private long end;

    private WordFile(Path path, Path key, FileChannel channel, String content) {
        this.path = path;
        this.key = key;
        this.channel = channel;
        this.end = content.lastIndexOf('\n') + 1L;
        this.lines = content.substring(0, content.lastIndexOf('\n') + 1).lines().toList();
    }

    /** Makes the file if there is none. */
    static WordFile open(Path path) throws IOException {
        try {
            Files.createFile(path, owner(path));
        } catch (FileAlreadyExistsException before) {
            // Of an earlier start, or of who has it.
        }
        Path key = path.toRealPath();
        if (!OPEN.add(key)) {
            throw new InUseException(path);
        }
        @Nullable FileChannel channel = null;
        try {
            channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
            lock(channel, path);
            return new WordFile(path, key, channel, content(channel));
        } catch (IOException | RuntimeException failed) {
            if (channel != null) {
                channel.close();
            }
            OPEN.remove(key);
            throw failed;
        }
    }

    private static void lock(FileChannel channel, Path path) throws IOException {
        try {
            if (channel.tryLock() == null) {
                throw new InUseException(path);
            }
        } catch (OverlappingFileLockException ofThisLibraryLoadedTwice) {
            throw new InUseException(path);
        }
    }

    /** By the channel that has the lock: on POSIX systems a process that closes any other one of the file gives the lock up. */
    private static String content(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
            // Read on.
        }
        return StandardCharsets.US_ASCII.decode(bytes.flip()).toString();
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
        OPEN.remove(key);
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
