package io.engagement.crm;

import io.engagement.history.InteractionLog;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files that hold what was read, one a run: a run's row names its file, so that a file of a run that failed is never taken. */
final class Logs {
    private static final Logger LOG = LoggerFactory.getLogger(Logs.class);

    private final Path folder;

    Logs(Path folder) {
        this.folder = folder;
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
            Files.createDirectories(folder);
            log.write(folder.resolve(name));
        } catch (IOException e) {
            throw new CrmException("cannot keep what was read in " + folder, e);
        }
    }

    /** Deletes those of other runs. */
    void keepOnly(String name) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "run-*.log*")) {
            for (Path file : files) {
                if (!String.valueOf(file.getFileName()).startsWith(name)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            LOG.warn("files of earlier runs are left in {}: {}", folder, e.getMessage());
        }
    }
}
