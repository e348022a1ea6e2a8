package io.engagement.crm;

import io.engagement.history.InteractionLog;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files that hold what was read, each of a name that no other run has: a run's row names its file, so that a file of a run
 * that failed or was overtaken is never taken.
 */
final class Logs {
    private static final Logger LOG = LoggerFactory.getLogger(Logs.class);

    private static final Set<Path> IN_USE = ConcurrentHashMap.newKeySet();

    private final Path folder;

    Logs(Path folder) {
        this.folder = folder;
    }

    /** A new file's name. */
    static String name(long run) {
        return "run-" + run + "-" + UUID.randomUUID() + ".log";
    }

    /** What is done in the folder. */
    interface Work {
        Run run() throws SQLException;
    }

    /** Keeps other runs out of the folder meanwhile; a run that is killed lets go of it. */
    Run alone(Work work) throws SQLException {
        Path key = requireFolder();
        // Before the lock's file is opened: to close it again would give up the lock of whoever has it in this process.
        if (!IN_USE.add(key)) {
            throw inUse();
        }
        try (FileChannel lock =
                FileChannel.open(key.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (!isLocked(lock)) {
                throw inUse();
            }
            return work.run();
        } catch (IOException e) {
            throw new CrmException("cannot use the folder " + folder, e);
        } finally {
            IN_USE.remove(key);
        }
    }

    private CrmException inUse() {
        return new CrmException(
                "another run is at work in the folder " + folder + ": nothing is written, wait for its end");
    }

    /** Makes it where it is not there, before anything is made elsewhere. */
    Path requireFolder() {
        try {
            Files.createDirectories(folder);
            if (!Files.isWritable(folder)) {
                throw new AccessDeniedException(folder.toString());
            }
            return folder.toRealPath();
        } catch (IOException e) {
            throw new CrmException("cannot use the folder " + folder, e);
        }
    }

    private static boolean isLocked(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException ofThisLibraryLoadedTwice) {
            return false;
        }
    }

    /** Empty if it is gone or damaged: all is then read anew. */
    Optional<InteractionLog> read(String name) {
        Path file = folder.resolve(name);
        try {
            return Files.exists(file) ? Optional.of(InteractionLog.read(file)) : Optional.empty();
        } catch (IOException e) {
            LOG.warn("{} cannot be used, all of the CRM is read anew: {}", file, e.getMessage());
            return Optional.empty();
        }
    }

    void write(String name, InteractionLog log) {
        try {
            log.write(folder.resolve(name));
        } catch (IOException e) {
            throw new CrmException("cannot keep what was read in " + folder, e);
        }
    }

    /** Whether all of some files are there. */
    boolean have(List<String> names) {
        return names.stream().allMatch(name -> Files.exists(folder.resolve(name)));
    }

    /** Deletes all others. */
    void keepOnly(List<String> names) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "run-*.log*")) {
            for (Path file : files) {
                String found = String.valueOf(file.getFileName());
                if (names.stream().noneMatch(found::startsWith)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            LOG.warn("files of earlier runs are left in {}: {}", folder, e.getMessage());
        }
    }
}
