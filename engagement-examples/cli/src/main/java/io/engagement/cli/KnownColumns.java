package io.engagement.cli;

import io.engagement.connect.DataRefused;
import io.engagement.connect.Excerpt;
import io.engagement.connect.TableFile;
import io.engagement.connect.TableRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Reads tables whose columns each mean something. */
final class KnownColumns {
    private final TableFile table;
    private final Set<String> known;
    /** By field the table's own column; empty where they are called as fields, in any case. */
    private final Map<String, String> columns;

    private KnownColumns(TableFile table, Set<String> known, Map<String, String> columns) {
        this.table = table;
        this.known = known;
        this.columns = columns;
    }

    /**
     * Reads all rows.
     *
     * @throws DataRefused if a column means nothing, as it may be misspelt, or one that is mapped is not there
     * @throws UsageError if one is mapped to what is no field, or to two
     */
    static void read(TableFile table, Set<String> known, Map<String, String> columns, Consumer<TableRow> rows) {
        KnownColumns all = new KnownColumns(table, known, columns);
        table.called(all::fields).read(all::check, rows);
    }

    private List<String> fields(List<String> names) {
        return columns.isEmpty()
                ? names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList()
                : mapped(names);
    }

    /** Columns that no field is mapped to mean nothing. */
    private List<String> mapped(List<String> names) {
        List<String> fields = new ArrayList<>(Collections.nCopies(names.size(), ""));
        columns.forEach((field, column) -> {
            if (!known.contains(field)) {
                throw new UsageError("there is no field '" + Excerpt.of(field) + "'; the fields are " + known);
            }
            if (!names.contains(column)) {
                throw new DataRefused(table.label() + " has no column " + Excerpt.of(column) + "; its columns are ["
                        + Excerpt.ofNames(names) + "]");
            }
            int place = names.indexOf(column);
            if (!fields.get(place).isEmpty()) {
                throw new UsageError("both " + fields.get(place) + " and " + field + " are said to be the column "
                        + Excerpt.of(column) + ": a column holds one field");
            }
            fields.set(place, field);
        });
        return fields;
    }

    private void check(List<String> fields) {
        for (String field : fields) {
            if (!known.contains(field)) {
                throw new DataRefused(table.label() + " has a column '" + Excerpt.of(field)
                        + "' that means nothing here: leave it out, or call it one of " + known);
            }
        }
    }
}
