package io.engagement.connect;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The rows of another file, each found by the text of a column: its columns are then at hand too. They are called {@code
 * name.column}, and {@code column} alone where nothing before it is called so.
 *
 * @param column whose text is looked up: of the file itself, or of another one that is joined before
 * @param file the other file, in the same layout; or a pattern of several, which are read as one
 * @param key the other file's column in which the text is looked up
 * @param name what the other file is called
 * @param sheet of the other file if it is a workbook; empty for the first one that is not hidden and looks like a table
 */
public record Join(String column, Path file, String key, String name, Optional<String> sheet) {
    /**
     * A join.
     *
     * @param column whose text is looked up
     * @param file the other file
     * @param key the other file's column
     * @param name what the other file is called
     * @param sheet of the other file if it is a workbook
     */
    public Join {
        Objects.requireNonNull(column, "column must not be null");
        Objects.requireNonNull(file, "file must not be null");
        Objects.requireNonNull(key, "key must not be null");
        Objects.requireNonNull(name, "name must not be null");
        Objects.requireNonNull(sheet, "sheet must not be null");
    }

    /**
     * A join by the file's own name without its ending: {@code tickets} for {@code export/tickets.csv} and for
     * {@code export/tickets-*.csv}.
     *
     * @param column whose text is looked up
     * @param file the other file
     * @param key the other file's column
     * @return the join
     */
    public static Join of(String column, Path file, String key) {
        String name = String.valueOf(file.getFileName());
        int end = name.indexOf('.', 1);
        String known = FilePattern.known(end < 0 ? name : name.substring(0, end));
        return new Join(column, file, key, known, Optional.empty());
    }

    /**
     * This join under another name.
     *
     * @param other what the other file is called
     * @return the changed copy
     */
    public Join withName(String other) {
        return new Join(column, file, key, other, sheet);
    }

    /**
     * This join of a sheet of the other file.
     *
     * @param other its name
     * @return the changed copy
     */
    public Join withSheet(String other) {
        return new Join(column, file, key, name, Optional.of(other));
    }

    /**
     * The other file, or all that fit its name where that is a pattern such as {@code users-*.csv}.
     *
     * @return at least one
     * @throws DataRefused if none fits
     * @throws MappingRefused if it is no pattern
     */
    public List<Path> files() {
        return FilePattern.files("--lookup", file.toString());
    }

    /** As {@code --lookup} takes it. */
    String words() {
        return column + (key.equals(column) ? "" : ":" + key) + "=" + file
                + sheet.map(each -> "#" + each).orElse("");
    }

    /** Whether another join finds rows of what is called the same by the same texts, so that only one of the two can be meant. */
    boolean standsFor(Join other) {
        return column.equals(other.column) && key.equals(other.key) && name.equals(other.name);
    }

    /** The other file as sources. */
    List<Source> sources(Layout own) {
        return Sources.of(files(), layout(own));
    }

    /** The layout of the other file. */
    private Layout layout(Layout own) {
        return sheet.map(own::withSheet).orElseGet(own::withoutSheet);
    }

    /** What one of the other file's columns is called. */
    String full(String other) {
        return name + "." + other;
    }

    /** Names of all columns that are asked for as the other file has them, those of fields among them. */
    Asked ofWanted(Set<String> wanted) {
        Set<String> columns = new LinkedHashSet<>(wanted);
        columns.add(key);
        wanted.stream()
                .filter(each -> each.startsWith(full("")))
                .forEach(each -> columns.add(each.substring(full("").length())));
        for (Field field : Field.values()) {
            columns.addAll(List.of(field.shortName(), field.standardName()));
        }
        return Asked.of(columns);
    }
}
