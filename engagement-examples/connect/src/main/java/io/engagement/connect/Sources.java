package io.engagement.connect;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

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
        return of(List.of(Objects.requireNonNull(file, "file must not be null")), layout)
                .get(0);
    }

    /**
     * Files that are read in one way. Messages about one row call each by its own name, or with its folder where another one has
     * that name too.
     *
     * @param files where they are
     * @param layout how they hold their rows if they are CSV texts, and the encoding of any text
     * @return the sources in the order of the files, not yet opened
     */
    public static List<Source> of(List<Path> files, Layout layout) {
        Objects.requireNonNull(layout, "layout must not be null");
        Map<String, Long> filesCalled = Objects.requireNonNull(files, "files must not be null").stream()
                .collect(Collectors.groupingBy(CsvFile::name, Collectors.counting()));
        return files.stream()
                .<Source>map(file -> new AnyFile(file, name(file, filesCalled), layout))
                .toList();
    }

    private static String name(Path file, Map<String, Long> filesCalled) {
        String own = CsvFile.name(file);
        return filesCalled.getOrDefault(own, 1L) == 1 ? own : CsvFile.label(file);
    }
}
