package io.engagement.cli;

import io.engagement.connect.TableColumn;
import java.util.List;
import java.util.function.DoubleFunction;

/** Rows as JSON lines: an object a row, with all columns; {@code null} for what there is not. */
final class JsonLines implements RowText {
    private final List<String> names;
    private final DoubleFunction<String> numbers;

    JsonLines(List<TableColumn> columns, DoubleFunction<String> numbers) {
        this.names = columns.stream()
                .map(column -> Json.string(column.name()) + ": ")
                .toList();
        this.numbers = numbers;
    }

    @Override
    public String head() {
        return "";
    }

    @Override
    public String rows(List<? extends List<?>> rows) {
        StringBuilder text = new StringBuilder();
        rows.forEach(row -> append(text, row));
        return text.toString();
    }

    private void append(StringBuilder text, List<?> row) {
        for (int column = 0; column < row.size(); column++) {
            text.append(column == 0 ? "{" : ", ").append(names.get(column));
            Object cell = row.get(column);
            if (cell instanceof Double number) {
                text.append(numbers.apply(number));
            } else {
                boolean isBare = cell == null || cell instanceof Long || cell instanceof Boolean;
                text.append(isBare ? String.valueOf(cell) : Json.string(cell.toString()));
            }
        }
        text.append("}\n");
    }

    @Override
    public List<String> notes() {
        return List.of();
    }
}
