package io.engagement.cli;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** A small CSV file that is looked up by one of its columns. */
final class LookupTable {
    private final Path file;
    private final String key;
    private final Map<String, CsvRecord> rows = new HashMap<>();
    private List<String> header = List.of();

    private LookupTable(Path file, String key) {
        this.file = file;
        this.key = key;
    }

    static LookupTable read(Path file, String key, char delimiter, Charset charset) {
        LookupTable table = new LookupTable(file, key);
        CsvFiles.read(file, delimiter, charset, table::fill);
        return table;
    }

    private void fill(List<String> names, Iterator<CsvRecord> records) {
        header = names;
        if (!header.contains(key)) {
            throw new DataRefused(file + " has no column '" + key + "' to be looked up by; its columns are " + header);
        }
        records.forEachRemaining(this::add);
    }

    private void add(CsvRecord row) {
        String text = field(row, key);
        CsvRecord known = rows.putIfAbsent(text, row);
        if (known != null && !known.getFields().equals(row.getFields())) {
            throw new DataRefused(file + " has two different rows for " + key + " '" + text + "', lines "
                    + known.getStartingLineNumber() + " and " + row.getStartingLineNumber()
                    + ": which of them holds cannot be told");
        }
    }

    Path file() {
        return file;
    }

    List<String> columns() {
        return header;
    }

    /** The text of a column in the row of that key; empty if there is no such row. */
    String get(String text, String column) {
        CsvRecord row = rows.get(text);
        return row == null ? "" : field(row, column);
    }

    private String field(CsvRecord row, String column) {
        int index = header.indexOf(column);
        return index >= row.getFieldCount() ? "" : row.getField(index).strip();
    }
}
