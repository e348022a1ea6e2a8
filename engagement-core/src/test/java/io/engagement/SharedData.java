package io.engagement;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Real data and truth that are not part of the repository: the directory {@code -Dengagement.shared=DIR}, or one named
 * {@code shared} beside the module's directory or beside any directory above it. Tests that need them are skipped where
 * they are not.
 */
public final class SharedData {
    private SharedData() {}

    /** The file, or the end of the test that asks for it: skipped. */
    public static Path file(String relative) {
        Path file = directory().resolve(relative);
        assumeTrue(Files.isReadable(file), () -> relative + " is not there: set -Dengagement.shared=DIR");
        return file;
    }

    private static Path directory() {
        String given = System.getProperty("engagement.shared", "");
        if (!given.isEmpty()) {
            return Path.of(given);
        }
        for (Path place = Path.of("").toAbsolutePath(); place.getParent() != null; place = place.getParent()) {
            if (Files.isDirectory(place.resolveSibling("shared"))) {
                return place.resolveSibling("shared");
            }
        }
        return Path.of("shared");
    }
}
