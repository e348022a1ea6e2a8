package io.engagement.internal.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A file that is replaced as a whole or not at all, by one writer at a time: written beside it under a name of its own,
 * forced to the disk, moved into its place. Who writes holds a lock of a file beside it, {@code .lock}, which stays: were it
 * removed, two writers could hold locks of two files of that name.
 */
public final class ReplacedFile {
    private static final String LOCK = ".lock";
    private static final String PARTIAL = ".partial";

    /** A lock of a file is the whole JVM's, so it does not tell its writers apart. */
    private static final Set<Path> WRITTEN = ConcurrentHashMap.newKeySet();

    private final Path path;
    /** Of new files, from the start: whose the file is may read and write it, nobody else. */
    private final FileAttribute<?>[] ownersOnly;
    /** Whether nothing is left of who was killed: looked for once, as going through a directory of many files takes long. */
    private boolean isCleared;

    private ReplacedFile(Path path) {
        this.path = path;
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        this.ownersOnly = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** What is written. */
    @FunctionalInterface
    public interface Writing {
        /**
         * Writes it.
         *
         * @param out takes it; not buffered
         * @throws IOException if it cannot be written
         */
        void write(OutputStream out) throws IOException;
    }

    /**
     * A file that is there or may come to be; where a link stands, what it leads to.
     *
     * @param file which one
     * @return by its one name
     * @throws IOException if a link leads nowhere, or round
     */
    public static ReplacedFile of(Path file) throws IOException {
        return new ReplacedFile(target(file));
    }

    /** Whether both are one file. */
    public boolean isSameAs(ReplacedFile other) {
        return path.equals(other.path);
    }

    /** By the one name that all ways to it lead to. */
    private static Path target(Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        if (Files.exists(absolute)) {
            if (!Files.isRegularFile(absolute)) {
                throw new IOException(file + " is not a regular file: what is written is moved into the place of one");
            }
            return absolute.toRealPath();
        }
        Path name = absolute.getFileName();
        Path directory = absolute.getParent();
        if (name == null || directory == null || Files.isSymbolicLink(absolute)) {
            throw new IOException(file + " is not the name of a file, or a link that leads nowhere");
        }
        if (!Files.isDirectory(directory)) {
            throw new NoSuchFileException(
                    directory.toString(), null, "there is no such folder to write into: make it first");
        }
        return directory.toRealPath().resolve(name);
    }

    /**
     * Replaces it; not for several threads at once.
     *
     * @param writing writes what it is to hold
     * @throws IOException if it cannot be written, or another writer is at work; the file is then as it was
     */
    public void replace(Writing writing) throws IOException {
        Path lock = beside(LOCK);
        try {
            Files.createFile(lock, ownersOnly);
        } catch (FileAlreadyExistsException before) {
            // Of an earlier writer, or of one that is at work.
        }
        Path key = lock.toRealPath();
        // Before the lock's file is opened: closing it again would give up the lock of whoever has it in this JVM.
        if (!WRITTEN.add(key)) {
            throw refused();
        }
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock held = channel.tryLock()) {
            if (held == null) {
                throw refused();
            }
            if (!isCleared) {
                removeLeftOvers();
                isCleared = true;
            }
            replaceLocked(writing);
        } catch (OverlappingFileLockException other) {
            // Of this library, loaded a second time in this JVM.
            throw refused();
        } finally {
            WRITTEN.remove(key);
        }
    }

    private IOException refused() {
        return new IOException("another writer is writing to " + path
                + " at this moment: give each store or log a file of its own, or write again when it is done");
    }

    private void replaceLocked(Writing writing) throws IOException {
        String own =
                "." + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        Path partial = beside(own + PARTIAL);
        try {
            try (FileChannel channel = FileChannel.open(
                    partial, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownersOnly)) {
                writing.write(Channels.newOutputStream(channel));
                channel.force(true);
            }
            Files.move(partial, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | RuntimeException | Error failed) {
            remove(partial, failed);
            throw failed;
        }
        forceDirectory();
    }

    private static void remove(Path partial, Throwable failed) {
        try {
            Files.deleteIfExists(partial);
        } catch (IOException left) {
            failed.addSuppressed(left);
        }
    }

    /** Who is killed leaves what it had written; nobody else is writing now. */
    private void removeLeftOvers() throws IOException {
        String begin = path.getFileName() + ".";
        try (DirectoryStream<Path> all = Files.newDirectoryStream(directory())) {
            for (Path each : all) {
                String name = String.valueOf(each.getFileName());
                if (name.startsWith(begin)
                        && name.substring(begin.length()).matches("[0-9a-f]{16}\\" + PARTIAL)
                        && Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS)) {
                    Files.deleteIfExists(each);
                }
            }
        } catch (DirectoryIteratorException failed) {
            throw failed.getCause();
        }
    }

    /** So that the new name lasts too; a system that cannot (Windows) writes directories through. */
    private void forceDirectory() throws IOException {
        if (ownersOnly.length > 0) {
            try (FileChannel channel = FileChannel.open(directory(), StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private Path directory() throws NoSuchFileException {
        Path directory = path.getParent();
        if (directory == null) {
            throw new NoSuchFileException(path.toString());
        }
        return directory;
    }

    private Path beside(String end) {
        return path.resolveSibling(path.getFileName() + end);
    }
}
