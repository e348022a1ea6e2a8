package io.engagement.cli;

import io.engagement.connect.TableColumn;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Scores as a table, one row a customer. A score that does not exist is empty, and its reason says why. */
final class ScoreRows {
    private final List<TableColumn> columns = new ArrayList<>();
    private final List<IntFunction<@Nullable Object>> cells = new ArrayList<>();

    private ScoreRows(Scores scores, RankOptions beside) {
        add(TableColumn.text("customer_id"), scores.table()::customerId);
        scores.names().forEach(name -> add(TableColumn.number(name), row -> number(scores.get(row, name))));
        if (beside.ranks()) {
            scores.names().forEach(name -> addWhole(name + "_rank", scores.ranks(name)));
        }
        beside.bands().ifPresent(count -> scores.names()
                .forEach(name -> addWhole(name + "_band", scores.bands(name, count))));
        scores.names().forEach(name -> add(TableColumn.text(name + "_reason"), row -> scores.reason(row, name)));
    }

    /**
     * Writes all.
     *
     * @param beside what is written beside scores
     * @return what people are to be told of it
     */
    static List<String> write(Scores scores, RankOptions beside, TableOutput output, PrintWriter console) {
        ScoreRows rows = new ScoreRows(scores, beside);
        Consumer<TableSink> all = sink -> sink.addAll(scores.table().size(), rows::row);
        return output.write(rows.columns, all, console);
    }

    private void add(TableColumn column, IntFunction<@Nullable Object> cell) {
        columns.add(column);
        cells.add(cell);
    }

    private void addWhole(String name, double[] values) {
        add(TableColumn.whole(name), row -> Double.isNaN(values[row]) ? null : (Object) Math.round(values[row]));
    }

    private static @Nullable Object number(double value) {
        return Double.isNaN(value) ? null : (Object) value;
    }

    private List<?> row(int row) {
        Object[] made = new Object[cells.size()];
        Arrays.setAll(made, column -> cells.get(column).apply(row));
        return Arrays.asList(made);
    }
}
