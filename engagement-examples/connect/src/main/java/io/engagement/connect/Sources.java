package io.engagement.connect;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Files as sources, whatever they hold: CSV, JSON, and each {@link FileFormat} whose module is there; compressed with gzip, or in
 * another way whose {@link Compression} is there. What a file is, is told by its content.
 *
 * <p>A text in JSON is an object a line, an array of objects, objects one behind the other, or pages that have them in an array such as
 * {@code results}. Its columns are called by the names that lead to them, with points between: {@code properties.order_id} is the member
 * {@code order_id} of the object {@code properties}, {@code items.0.price} the price of the first of {@code items}, and {@code
 * event_params[key:currency].value} the value of the one whose {@code key} is {@code currency}; a name that has points itself is found
 * too. Numbers, {@code true} and {@code false} are texts as they are written; {@code null} is empty as what is not
 * there; objects and arrays are JSON.
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
