package io.engagement.connect;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A file all of whose rows are needed, such as a list of campaigns, in every form that {@link Sources} takes. The first row that
 * cannot be read refuses the file; the message tells the file, the row, the column, the value and what to do. Texts have no blanks
 * around them. Immutable; what is not repeatable, such as standard input, is read once.
 */
public final class TableFile {
    private static final List<String> SEPARATORS = List.of(";", "\t", "|");

    private final Source source;
    private final List<String> needed;
    private final Optional<String> rowsNeeded;
    private final UnaryOperator<List<String>> naming;

    private TableFile(
            Source source, List<String> needed, Optional<String> rowsNeeded, UnaryOperator<List<String>> naming) {
        this.source = source;
        this.needed = needed;
        this.rowsNeeded = rowsNeeded;
        this.naming = naming;
    }

    /**
     * A file. One of commas whose header is one column, with another separator in it, is read by that.
     *
     * @param file where it is; {@code -} is standard input
     * @param layout how it holds its rows if it is a CSV text, and the encoding of any text
     * @return the file, not yet opened
     */
    public static TableFile of(Path file, Layout layout) {
        Source source = Sources.of(file, layout);
        if (!layout.equals(Layout.usual()) || !source.isRepeatable()) {
            return of(source);
        }
        List<String> header = new ArrayList<>();
        source.read(Asked.ofFirst().by((names, rows) -> header.addAll(names)));
        return of(separator(header)
                .map(each -> Sources.of(file, layout.withDelimiter(each)))
                .orElse(source));
    }

    /** What is a source already. */
    static TableFile of(Source source) {
        return new TableFile(source, List.of(), Optional.empty(), UnaryOperator.identity());
    }

    private static Optional<String> separator(List<String> header) {
        if (header.size() != 1) {
            return Optional.empty();
        }
        List<String> found = SEPARATORS.stream().filter(header.get(0)::contains).toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /**
     * This file with columns without which nothing can be read.
     *
     * @param columns their names
     * @return the changed copy
     */
    public TableFile needing(Collection<String> columns) {
        return new TableFile(source, List.copyOf(columns), rowsNeeded, naming);
    }

    /**
     * This file, which is of no use without rows.
     *
     * @param which in words of a message, such as {@code one for each customer}
     * @return the changed copy
     */
    public TableFile needingRows(String which) {
        return new TableFile(source, needed, Optional.of(which), naming);
    }

    /**
     * This file with other names of its columns.
     *
     * @param names by the file's own names those that are asked for; the empty name for a column that means nothing
     * @return the changed copy
     */
    public TableFile called(UnaryOperator<List<String>> names) {
        return new TableFile(source, needed, rowsNeeded, Objects.requireNonNull(names, "names must not be null"));
    }

    /**
     * What messages call it.
     *
     * @return its path
     */
    public String label() {
        return source.label();
    }

    /**
     * Reads all rows.
     *
     * @param rows takes each; what it throws as an {@link IllegalArgumentException} or a {@link DateTimeException} refuses the row
     * @throws DataRefused if the file or one of its rows cannot be read, or a column is not there
     */
    public void read(Consumer<TableRow> rows) {
        read(columns -> {}, rows);
    }

    /**
     * The same of a file whose columns are to be known before.
     *
     * @param header takes the names of the columns
     * @param rows takes each row
     * @throws DataRefused if the file or one of its rows cannot be read, or a column is not there
     */
    public void read(Consumer<List<String>> header, Consumer<TableRow> rows) {
        source.read((names, all) -> {
            CsvFile.requireDifferent(source, names);
            Map<String, Integer> places = places(naming.apply(names));
            needed.forEach(column -> require(column, places.keySet()));
            header.accept(List.copyOf(places.keySet()));
            rowsNeeded.filter(which -> !all.hasNext()).ifPresent(which -> {
                throw new DataRefused(label() + " has no rows: it needs " + which);
            });
            read(all, names.size(), places, rows);
        });
    }

    private Map<String, Integer> places(List<String> names) {
        CsvFile.requireDifferent(source, names);
        Map<String, Integer> places = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            if (!names.get(i).isEmpty()) {
                places.put(names.get(i), i);
            }
        }
        return places;
    }

    private void require(String column, Set<String> columns) {
        if (!columns.contains(column)) {
            throw new DataRefused(label() + " has no column '" + Excerpt.of(column) + "'; its columns are ["
                    + Excerpt.ofNames(columns) + "]" + hint(columns));
        }
    }

    private static String hint(Set<String> columns) {
        return separator(List.copyOf(columns))
                .map(each -> "; it seems to be separated by '" + (each.equals("\t") ? "tabs" : each)
                        + "': separate it by commas")
                .orElse("");
    }

    private void read(Iterator<Row> all, int width, Map<String, Integer> places, Consumer<TableRow> rows) {
        while (all.hasNext()) {
            Row row = all.next();
            TableRow line = new TableRow(row, label(), places);
            RowWidth.fault(row, width).ifPresent(fault -> {
                throw line.refused(fault);
            });
            try {
                rows.accept(line);
            } catch (IllegalArgumentException | DateTimeException e) {
                throw line.refused(Excerpt.ofMessage(String.valueOf(e.getMessage())));
            }
        }
    }
}
