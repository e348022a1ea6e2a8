package io.engagement.testkit;

import io.engagement.domain.TimeScale;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tables made of another one. */
final class Tables {
    private static final int READINGS = 4;

    private Tables() {}

    /** Who it is and what is known, a few things of it, for a message. */
    static String row(MeasureTable table, int row) {
        String readings = table.measures().stream()
                .limit(READINGS)
                .map(measure -> measure.name() + " " + table.column(measure).get(row))
                .collect(Collectors.joining(", "));
        String id = table.customerId(row);
        String more = table.measures().size() > READINGS ? ", ..." : "";
        return "row " + row + (id.isEmpty() ? "" : ", customer " + id) + " (" + readings + more + ")";
    }

    static MeasureTable picked(MeasureTable table, int size, IntUnaryOperator from) {
        List<String> ids = ids(size, row -> table.customerId(from.applyAsInt(row)));
        return MeasureTable.ofColumns(table.asOf(), table.timeScale(), ids, columns(table, size, from));
    }

    /** Twice as many customers: those behind have the readings of those before, in reverse, so that neighbours are others. */
    static MeasureTable withTwins(MeasureTable table) {
        int size = table.size();
        IntUnaryOperator from = row -> row < size ? row : 2 * size - 1 - row;
        List<String> ids =
                ids(2 * size, row -> (row < size ? "" : "twin of ") + table.customerId(from.applyAsInt(row)));
        return MeasureTable.ofColumns(table.asOf(), table.timeScale(), ids, columns(table, 2 * size, from));
    }

    static MeasureTable converted(MeasureTable table, TimeScale other) {
        double factor = table.timeScale().millis() / other.millis();
        Map<Measure, double[]> columns = columns(table, table.size(), IntUnaryOperator.identity());
        columns.forEach((measure, column) -> {
            if (measure.unit() == Measure.Unit.TIME) {
                Arrays.setAll(column, row -> column[row] * factor);
            }
        });
        return MeasureTable.ofColumns(table.asOf(), other, ids(table.size(), table::customerId), columns);
    }

    static Map<Measure, double[]> columns(MeasureTable table, int size, IntUnaryOperator from) {
        Map<Measure, double[]> columns = new LinkedHashMap<>();
        for (Measure measure : table.measures()) {
            columns.put(
                    measure,
                    IntStream.range(0, size)
                            .map(from)
                            .mapToDouble(table.column(measure)::get)
                            .toArray());
        }
        return columns;
    }

    private static List<String> ids(int size, IntFunction<String> id) {
        return IntStream.range(0, size).mapToObj(id).toList();
    }
}
