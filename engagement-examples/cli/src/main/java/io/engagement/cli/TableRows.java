package io.engagement.cli;

import io.engagement.connect.TableColumn;
import io.engagement.table.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A table of the library as one that is written: each column of the one type that all of its cells have, or of texts. */
final class TableRows {
    private final Table table;
    private final List<TableColumn> columns;

    TableRows(Table table) {
        this.table = table;
        this.columns = IntStream.range(0, table.columns().size())
                .mapToObj(this::column)
                .toList();
    }

    List<TableColumn> columns() {
        return columns;
    }

    void writeTo(TableSink sink) {
        sink.addAll(table.rows().size(), row -> row(table.rows().get(row)));
    }

    private TableColumn column(int column) {
        String name = table.columns().get(column);
        List<Object> cells = table.rows().stream()
                .map(row -> row.get(column))
                .filter(Objects::nonNull)
                .toList();
        if (cells.isEmpty()) {
            return TableColumn.text(name);
        }
        if (cells.stream().allMatch(cell -> cell instanceof Integer || cell instanceof Long)) {
            return TableColumn.whole(name);
        }
        if (cells.stream().allMatch(Number.class::isInstance)) {
            return TableColumn.number(name);
        }
        if (cells.stream().allMatch(Boolean.class::isInstance)) {
            return TableColumn.truth(name);
        }
        return cells.stream().allMatch(Instant.class::isInstance) ? TableColumn.time(name) : TableColumn.text(name);
    }

    private List<?> row(List<? extends @Nullable Object> cells) {
        Object[] row = new Object[columns.size()];
        Arrays.setAll(row, column -> cell(columns.get(column).type(), cells.get(column)));
        return Arrays.asList(row);
    }

    private static @Nullable Object cell(TableColumn.Type type, @Nullable Object cell) {
        if (cell == null || (cell instanceof Double number && Double.isNaN(number))) {
            return null;
        }
        return switch (type) {
            case NUMBER -> (Object) ((Number) cell).doubleValue();
            case WHOLE -> ((Number) cell).longValue();
            case TRUTH, TIME -> cell;
            case TEXT -> cell.toString();
        };
    }
}
