package io.engagement.cli;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** A small CSV file that is looked up by one of its columns. */
final class LookupTable {
    private final List<String> header;
    private final Map<String, CsvRecord> rows;

    private LookupTable(List<String> header, Map<String, CsvRecord> rows) {
        this.header = header;
        this.rows = rows;
    }

    static LookupTable read(Path file, String key, char delimiter) {
        try (CsvReader<CsvRecord> reader = CsvFiles.open(file, delimiter)) {
            Iterator<CsvRecord> records = reader.iterator();
            List<String> header = records.hasNext() ? records.next().getFields() : List.of();
            int index = header.indexOf(key);
            if (index < 0) {
                throw new DataRefused(
                        file + " has no column '" + key + "' to be looked up by; its columns are " + header);
            }
            Map<String, CsvRecord> rows = new HashMap<>();
            records.forEachRemaining(row -> rows.putIfAbsent(row.getField(index), row));
            return new LookupTable(header, rows);
        } catch (IOException e) {
            throw CsvFiles.unreadable(file, e);
        }
    }

    List<String> columns() {
        return header;
    }

    /** The text of a column in the row of that key; empty if there is no such row. */
    String get(String key, String column) {
        CsvRecord row = rows.get(key);
        int index = header.indexOf(column);
        return row == null || index >= row.getFieldCount() ? "" : row.getField(index);
    }
}
