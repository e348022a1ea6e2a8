package io.engagement.connect;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Files as sources, whatever they hold: CSV, JSON, and each {@link FileFormat} whose module is there; compressed with gzip, or in
 * another way whose {@link Compression} is there. What a file is, is told by its content.
 */
public final class Sources {
    private Sources() {}

    /**
     * A file.
     *
     * @param file where it is; {@code -} is standard input, which can be read once
     * @param layout how it holds its rows if it is a CSV text, and the encoding of any text
     * @return the source, not yet opened
     */
    public static Source of(Path file, Layout layout) {
        return of(file, CsvFile.name(Objects.requireNonNull(file, "file must not be null")), layout);
    }

    /**
     * A file that messages about one row call otherwise than by its own name, which other files may have too.
     *
     * @param file where it is
     * @param name what they call it
     * @param layout how it holds its rows if it is a CSV text, and the encoding of any text
     * @return the source, not yet opened
     */
    public static Source of(Path file, String name, Layout layout) {
        return new AnyFile(
                Objects.requireNonNull(file, "file must not be null"),
                Objects.requireNonNull(name, "name must not be null"),
                Objects.requireNonNull(layout, "layout must not be null"));
    }
}
