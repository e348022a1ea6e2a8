package io.engagement.cli;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A small CSV file that is looked up by one of its columns. */
final class LookupTable {
    private final Path file;
    private final String key;
    private final Map<String, Line> rows = new HashMap<>();
    private List<String> header = List.of();

    /** A row that was read, and on which line it began. */
    private record Line(long number, List<String> fields) {}

    private LookupTable(Path file, String key) {
        this.file = file;
        this.key = key;
    }

    static LookupTable read(Path file, String key, char delimiter, Charset charset) {
        LookupTable table = new LookupTable(file, key);
        CsvFiles.read(file, delimiter, charset, table::fill);
        return table;
    }

    private void fill(List<String> names, Iterator<Row> records) {
        header = names;
        CsvFiles.requireDifferent(file, names);
        if (!header.contains(key)) {
            throw new DataRefused(CsvFiles.label(file) + " has no column '" + key
                    + "' to be looked up by; its columns are [" + Excerpt.ofNames(header) + "]");
        }
        records.forEachRemaining(this::add);
    }

    private void add(Row row) {
        row.fault().ifPresent(fault -> refuse(row, fault));
        if (row.lines() > 1 && (row.fields() != header.size() || row.holdsRows(header.size()))) {
            refuse(row, "it goes on over " + row.lines() + " lines: is a quote missing or too many?");
        }
        Line read = new Line(
                row.line(),
                IntStream.range(0, row.fields()).mapToObj(row::field).toList());
        String text = field(read, key);
        Line known = rows.putIfAbsent(text, read);
        if (known != null && !known.fields().equals(read.fields())) {
            throw new DataRefused(CsvFiles.label(file) + " has two different rows for " + key + " '" + Excerpt.of(text)
                    + "', lines " + known.number() + " and " + read.number() + ": which of them holds cannot be told");
        }
    }

    private void refuse(Row row, String why) {
        throw new DataRefused(CsvFiles.label(file) + " line " + row.line() + ": " + why);
    }

    Path file() {
        return file;
    }

    List<String> columns() {
        return header;
    }

    /** The text of a column in the row of that key; empty if there is no such row. */
    String get(String text, String column) {
        Line row = rows.get(text);
        return row == null ? "" : field(row, column);
    }

    private String field(Line row, String column) {
        int index = header.indexOf(column);
        return index >= row.fields().size() ? "" : row.fields().get(index).strip();
    }
}
