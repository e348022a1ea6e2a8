package io.engagement.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.function.Consumer;

/** A file that a command writes. */
final class OutputFile {
    private OutputFile() {}

    /**
     * Sees to it that a file can be written, before the work and not after it.
     *
     * @throws UsageError if there is no such folder, or if it is one of the files that are read
     */
    static void check(Path file, Collection<Path> read) {
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file) || folder == null) {
            throw new UsageError(file + " is a folder, and a file is to be written");
        }
        if (!Files.isDirectory(folder)) {
            throw new UsageError("there is no folder " + folder + " to write " + file.getFileName() + " to");
        }
        for (Path other : read) {
            if (isSame(file, other)) {
                throw new UsageError(file + " is read from and would be overwritten");
            }
        }
    }

    private static boolean isSame(Path file, Path other) {
        try {
            return Files.exists(file) && Files.exists(other) && Files.isSameFile(file, other);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, Consumer<Writer> content) {
        try (Writer writer = Files.newBufferedWriter(file)) {
            content.accept(writer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
