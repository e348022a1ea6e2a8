package io.engagement.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A chart as the page's script takes it, and what is said of it in words.
 *
 * @param kind which of the script's drawings
 * @param axis what stands above: what its heights are
 * @param across what stands below: what goes to the right; empty where that says itself
 * @param keys what its colours stand for; none where there is one colour
 * @param description what a person who does not see it is told
 * @param wide whether it takes the page's whole width
 * @param data columns of the table, by the names that the script knows
 */
record Drawing(
        String kind,
        String axis,
        String across,
        List<String> keys,
        String description,
        boolean wide,
        Map<String, Object> data) {
    /** Points of a line beyond which it needs width. */
    private static final int MANY = 40;

    /** Of a chart whose columns are drawn; empty where nothing in them is defined. */
    static Optional<Drawing> of(Chart chart, Cells cells) {
        if (chart instanceof Chart.Bars bars) {
            return series("bars", "Bar chart", bars.category(), bars.lines(), bars.axis(), cells);
        }
        if (chart instanceof Chart.StackedBars bars) {
            return series("stack", "Stacked bar chart", bars.category(), plain(bars.values()), bars.axis(), cells);
        }
        if (chart instanceof Chart.Lines lines) {
            return series("lines", "Line chart", lines.x(), lines.lines(), lines.axis(), cells);
        }
        if (chart instanceof Chart.HeatMap map) {
            return heat(map, cells);
        }
        if (chart instanceof Chart.Points points) {
            return points(points, cells);
        }
        if (chart instanceof Chart.Histogram histogram) {
            return histogram(histogram, cells);
        }
        return path((Chart.Path) chart, cells);
    }

    private static List<Chart.Line> plain(List<String> columns) {
        return columns.stream().map(Chart.Line::of).toList();
    }

    private static Optional<Drawing> series(
            String kind, String type, String x, List<Chart.Line> lines, Optional<String> axis, Cells cells) {
        List<Integer> columns =
                lines.stream().map(line -> cells.column(line.value())).toList();
        if (columns.stream().allMatch(cells::isEmpty)) {
            return Optional.empty();
        }
        int along = cells.column(x);
        List<String> labels = columns.stream().map(cells::label).toList();
        String named = axis.orElseGet(() -> labels.size() == 1 ? labels.get(0) : "");
        String said = "%s of %s by %s, %s rows. %s"
                .formatted(
                        type,
                        String.join(", ", labels),
                        cells.label(along),
                        cells.rows(),
                        columns.stream().map(cells::range).collect(Collectors.joining(" ")));
        boolean axisSaysItself = !kind.equals("lines") || cells.isTime(along);
        return Optional.of(new Drawing(
                kind,
                Cells.words(named),
                axisSaysItself ? "" : cells.label(along),
                labels.size() > 1 ? labels : List.of(),
                said,
                kind.equals("lines") && cells.rows() > MANY,
                data(cells, along, lines)));
    }

    private static Map<String, Object> data(Cells cells, int along, List<Chart.Line> lines) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("x", along);
        if (cells.isTime(along) || cells.isNumeric(along)) {
            data.put("at", cells.places(along));
            data.put("type", cells.isTime(along) ? "time" : "value");
        }
        data.put("series", lines.stream().map(line -> line(cells, line)).toList());
        return data;
    }

    private static Map<String, Object> line(Cells cells, Chart.Line line) {
        Map<String, Object> data = new LinkedHashMap<>(column(cells, line.value()));
        line.interval().ifPresent(bounds -> {
            data.put("low", column(cells, bounds.low()));
            data.put("high", column(cells, bounds.high()));
        });
        return data;
    }

    /** Which column, what is in it, whether its texts end in a percent sign, and whether it is in percent at all. */
    private static Map<String, Object> column(Cells cells, String name) {
        int column = cells.column(name);
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("column", column);
        data.put("values", cells.places(column));
        if (cells.isPercent(column)) {
            data.put("percent", true);
        }
        if (cells.isShare(column)) {
            data.put("share", true);
        }
        return data;
    }

    private static Optional<Drawing> heat(Chart.HeatMap map, Cells cells) {
        List<Integer> columns = map.cells().stream().map(cells::column).toList();
        if (columns.stream().allMatch(cells::isEmpty)) {
            return Optional.empty();
        }
        int row = cells.column(map.row());
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("x", row);
        data.put("series", map.cells().stream().map(name -> column(cells, name)).toList());
        String said = "Heat map of %s, %s rows by %s and %s columns by %s, from %s to %s."
                .formatted(
                        map.value(),
                        cells.rows(),
                        cells.label(row),
                        columns.size(),
                        map.across(),
                        cells.least(columns),
                        cells.greatest(columns));
        return Optional.of(
                new Drawing("heat", Cells.words(map.value()), Cells.words(map.across()), List.of(), said, true, data));
    }

    private static Optional<Drawing> points(Chart.Points points, Cells cells) {
        int x = cells.column(points.x());
        int y = cells.column(points.y());
        if (cells.isEmpty(x) || cells.isEmpty(y)) {
            return Optional.empty();
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("right", column(cells, points.x()));
        data.put("series", List.of(line(cells, new Chart.Line(points.y(), points.interval()))));
        points.label().ifPresent(label -> data.put("x", cells.column(label)));
        data.put("diagonal", points.diagonal());
        String said = "%s points of %s over %s. %s %s%s"
                .formatted(
                        cells.rows(),
                        cells.label(y),
                        cells.label(x),
                        cells.range(x),
                        cells.range(y),
                        points.diagonal() ? " On the dashed line both are equal." : "");
        return Optional.of(new Drawing("points", cells.label(y), cells.label(x), List.of(), said, false, data));
    }

    private static Optional<Drawing> histogram(Chart.Histogram histogram, Cells cells) {
        int count = cells.column(histogram.count());
        if (cells.isEmpty(count)) {
            return Optional.empty();
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("from", column(cells, histogram.from()));
        data.put("to", column(cells, histogram.to()));
        data.put("series", List.of(column(cells, histogram.count())));
        String said = "Histogram of %s in %s bins from %s to %s. %s"
                .formatted(
                        histogram.axis(),
                        cells.rows(),
                        cells.least(List.of(cells.column(histogram.from()))),
                        cells.greatest(List.of(cells.column(histogram.to()))),
                        cells.range(count));
        return Optional.of(new Drawing(
                "histogram", cells.label(count), Cells.words(histogram.axis()), List.of(), said, false, data));
    }

    private static Optional<Drawing> path(Chart.Path path, Cells cells) {
        int value = cells.column(path.value());
        int event = cells.column(path.event());
        if (cells.isEmpty(value)) {
            return Optional.empty();
        }
        List<String> kinds = cells.kinds(event);
        Map<String, Object> data = data(cells, cells.column(path.at()), List.of(Chart.Line.of(path.value())));
        data.put("event", event);
        data.put("kinds", kinds);
        String said = "%s over time. %s Below it, %s events: %s."
                .formatted(cells.label(value), cells.range(value), cells.defined(event), String.join(", ", kinds));
        return Optional.of(new Drawing(
                "path", path.axis().map(Cells::words).orElse(cells.label(value)), "", List.of(), said, true, data));
    }
}
