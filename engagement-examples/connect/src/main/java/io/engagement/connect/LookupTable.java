package io.engagement.connect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The rows of another source by the text of one of its columns; of its columns those alone that are asked for. */
final class LookupTable {
    private final String key;
    private final Predicate<String> isWanted;
    private final List<String> columns = new ArrayList<>();
    private final Map<String, Line> rows = new HashMap<>();
    /** That which is read, or was read last. */
    private Source source;

    private List<String> header = List.of();
    private int[] places = new int[0];
    private int keyPlace;
    /** Whether texts were looked up that no row has, and whether any was found. Of several threads. */
    private volatile boolean hasMissed;

    private volatile boolean hasFound;

    /** The wanted fields of a row, and where it is. */
    private static final class Line {
        private final Source source;
        private final String unit;
        private final long number;
        private final String[] fields;

        Line(Source source, Row row, String... fields) {
            this.source = source;
            this.unit = row.unit();
            this.number = row.line();
            this.fields = fields;
        }
    }

    private LookupTable(Source source, String key, Predicate<String> isWanted) {
        this.source = source;
        this.key = key;
        this.isWanted = isWanted;
    }

    /**
     * Reads sources as one.
     *
     * @throws DataRefused if it has no such column, a row of it cannot be read, or two rows of one key differ in what is wanted
     */
    static LookupTable read(List<Source> sources, String key, Predicate<String> isWanted, Asked asked) {
        LookupTable table = new LookupTable(sources.get(0), key, isWanted);
        sources.forEach(each -> {
            table.source = each;
            each.read(asked.by(table::fill));
        });
        table.source = sources.get(0);
        return table;
    }

    private void fill(List<String> names, Iterator<Row> records) {
        List<String> before = header;
        header = names;
        CsvFile.requireDifferent(source, names);
        keyPlace = header.indexOf(key);
        if (keyPlace < 0) {
            throw new DataRefused(source.label() + " has no column '" + key + "' to be looked up by; its columns are ["
                    + Excerpt.ofNames(header) + "]");
        }
        if (before.isEmpty()) {
            header.stream().filter(isWanted).forEach(columns::add);
        } else if (!header.containsAll(columns)) {
            throw new DataRefused(source.label() + " lacks a column that other files of the same pattern have: it has ["
                    + Excerpt.ofNames(header) + "] and they have [" + Excerpt.ofNames(before) + "]");
        }
        places = columns.stream().mapToInt(header::indexOf).toArray();
        records.forEachRemaining(this::add);
    }

    private void add(Row row) {
        if (row.fault().isEmpty() && row.fields() < header.size() && TitleRows.mayEnd(row, header.size())) {
            return;
        }
        // What stands beside the table of a sheet moves none of its cells.
        (row.leavesOutEmpty() ? row.fault() : RowWidth.fault(row, header.size()))
                .ifPresent(fault -> refuse(row, fault));
        if (row.holdsRows(header.size())) {
            refuse(row, "it goes on over " + row.lines() + " lines: is a quote missing or too many?");
        }
        String text = field(row, keyPlace);
        if (text.isEmpty()) {
            return;
        }
        Line read = new Line(
                source,
                row,
                IntStream.of(places).mapToObj(place -> field(row, place)).toArray(String[]::new));
        Line known = rows.putIfAbsent(text, read);
        if (known != null && !Arrays.equals(known.fields, read.fields)) {
            String other = known.source == source
                    ? known.unit + "s " + known.number + " and " + read.number
                    : known.unit + " " + known.number + " of " + known.source.name() + " and " + row.place();
            throw new DataRefused(source.label() + " has two different rows for " + key + " '" + Excerpt.of(text)
                    + "', " + other + ": which of them holds cannot be told; leave the other out");
        }
    }

    private String field(Row row, int place) {
        if (row.type(place) == Row.Type.ERROR) {
            refuse(row, "column " + Excerpt.of(header.get(place)) + BatchReader.error(row.field(place)));
        }
        return place >= row.fields() ? "" : Blanks.strip(row.field(place));
    }

    private void refuse(Row row, String why) {
        throw new DataRefused(source.label() + " " + row.place() + ": " + why);
    }

    /** The columns that were asked for, as the source has them. */
    List<String> columns() {
        return columns;
    }

    /** All columns. */
    List<String> header() {
        return header;
    }

    String name() {
        return source.name();
    }

    /** The text of one of the columns that were asked for, in the row of that key; empty if there is no such row. */
    String get(String text, int column) {
        @Nullable Line row = rows.get(text);
        if (row == null) {
            if (!text.isEmpty() && !hasMissed) {
                hasMissed = true;
            }
            return "";
        }
        if (!hasFound) {
            hasFound = true;
        }
        return row.fields[column];
    }

    /** Whether texts were looked up, and none of them was found. */
    boolean isUnmet() {
        return hasMissed && !hasFound;
    }
}
