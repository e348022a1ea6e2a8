package io.engagement.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a table is drawn. A chart names columns of its figure's table; a column that is drawn as a length or a place holds numbers or
 * instants, and what is undefined there is left out. An axis has the column's name where it has one column and nothing else is said.
 */
sealed interface Chart {
    /**
     * All that is needed.
     *
     * @return names of columns
     */
    List<String> columns();

    /**
     * Bars, beside each other where there are several a category.
     *
     * @param category the column of their names, few and in the order in which they are shown
     * @param values a column for each series
     * @param interval the columns of the first series' bounds, drawn as error bars; only of one series
     * @param axis what the lengths are, with the unit
     */
    record Bars(String category, List<String> values, Optional<Interval> interval, Optional<String> axis)
            implements Chart {
        /**
         * Copies the list.
         *
         * @param category the column of their names, few and in the order in which they are shown
         * @param values a column for each series
         * @param interval the columns of the first series' bounds, drawn as error bars; only of one series
         * @param axis what the lengths are, with the unit
         * @throws IllegalArgumentException if there is an interval, and not one series
         */
        public Bars {
            values = List.copyOf(values);
            if (interval.isPresent() && values.size() != 1) {
                throw new IllegalArgumentException(
                        "bars with an interval must be of one series, are of " + values.size());
            }
        }

        @Override
        public List<String> columns() {
            List<String> names = joined(values, category);
            interval.ifPresent(bounds -> names.addAll(List.of(bounds.low(), bounds.high())));
            return names;
        }

        /** As lines, with their intervals. */
        List<Line> lines() {
            return values.stream().map(value -> new Line(value, interval)).toList();
        }

        /**
         * With error bars.
         *
         * @param low the column of the lower bounds
         * @param high of the upper bounds
         * @return a copy
         */
        Bars between(String low, String high) {
            return new Bars(category, values, Optional.of(new Interval(low, high)), axis);
        }

        /**
         * With a named axis.
         *
         * @param named what the lengths are, with the unit
         * @return a copy
         */
        Bars withAxis(String named) {
            return new Bars(category, values, interval, Optional.of(named));
        }
    }

    /**
     * Bars of parts on top of each other, which add up to a whole.
     *
     * @param category the column of the bars' names
     * @param values a column for each part
     * @param axis what the lengths are, with the unit
     */
    record StackedBars(String category, List<String> values, Optional<String> axis) implements Chart {
        /**
         * Copies the list.
         *
         * @param category the column of the bars' names
         * @param values a column for each part
         * @param axis what the lengths are, with the unit
         */
        public StackedBars {
            values = List.copyOf(values);
        }

        @Override
        public List<String> columns() {
            return joined(values, category);
        }

        /**
         * With a named axis.
         *
         * @param named what the lengths are, with the unit
         * @return a copy
         */
        StackedBars withAxis(String named) {
            return new StackedBars(category, values, Optional.of(named));
        }
    }

    /**
     * A column as a line, with an interval around it where there is one.
     *
     * @param value the column
     * @param interval the columns of its bounds
     */
    record Line(String value, Optional<Interval> interval) {
        /**
         * A line.
         *
         * @param value its column
         * @return without an interval
         */
        static Line of(String value) {
            return new Line(value, Optional.empty());
        }

        /**
         * With an interval, drawn as a band.
         *
         * @param low the column of the lower bounds
         * @param high of the upper bounds
         * @return a copy
         */
        Line between(String low, String high) {
            return new Line(value, Optional.of(new Interval(low, high)));
        }
    }

    /**
     * Two columns that bound a third.
     *
     * @param low of the lower bounds
     * @param high of the upper bounds
     */
    record Interval(String low, String high) {}

    /**
     * Lines over numbers, instants or names in order.
     *
     * @param x the column along which they go
     * @param lines each a column
     * @param axis what the heights are, with the unit
     */
    record Lines(String x, List<Line> lines, Optional<String> axis) implements Chart {
        /**
         * Copies the list.
         *
         * @param x the column along which they go
         * @param lines each a column
         * @param axis what the heights are, with the unit
         */
        public Lines {
            lines = List.copyOf(lines);
        }

        @Override
        public List<String> columns() {
            List<String> names = new ArrayList<>(List.of(x));
            for (Line line : lines) {
                names.add(line.value());
                line.interval().ifPresent(bounds -> names.addAll(List.of(bounds.low(), bounds.high())));
            }
            return names;
        }

        /**
         * With a named axis.
         *
         * @param named what the heights are, with the unit
         * @return a copy
         */
        Lines withAxis(String named) {
            return new Lines(x, lines, Optional.of(named));
        }
    }

    /**
     * A matrix of colours: the table itself, coloured.
     *
     * @param row the column of the rows' names
     * @param cells the columns that are coloured, on one scale
     * @param across what the cells' columns are: {@code Months since the first purchase}
     * @param value what the colours tell, with the unit
     */
    record HeatMap(String row, List<String> cells, String across, String value) implements Chart {
        /**
         * Copies the list.
         *
         * @param row the column of the rows' names
         * @param cells the columns that are coloured, on one scale
         * @param across what the cells' columns are: {@code Months since the first purchase}
         * @param value what the colours tell, with the unit
         */
        public HeatMap {
            cells = List.copyOf(cells);
        }

        @Override
        public List<String> columns() {
            return joined(cells, row);
        }
    }

    /**
     * Points.
     *
     * @param x the column of their places to the right
     * @param y of their heights
     * @param interval the columns of the heights' bounds, drawn as error bars
     * @param label the column of the points' names
     * @param diagonal whether the line on which both are equal is drawn
     */
    record Points(String x, String y, Optional<Interval> interval, Optional<String> label, boolean diagonal)
            implements Chart {
        @Override
        public List<String> columns() {
            List<String> names = new ArrayList<>(List.of(x, y));
            interval.ifPresent(bounds -> names.addAll(List.of(bounds.low(), bounds.high())));
            label.ifPresent(names::add);
            return names;
        }

        /**
         * With error bars.
         *
         * @param low the column of the heights' lower bounds
         * @param high of the upper bounds
         * @return a copy
         */
        Points between(String low, String high) {
            return new Points(x, y, Optional.of(new Interval(low, high)), label, diagonal);
        }

        /**
         * With names, which are told when pointed at.
         *
         * @param column of the names
         * @return a copy
         */
        Points named(String column) {
            return new Points(x, y, interval, Optional.of(column), diagonal);
        }

        /**
         * With the line on which both are equal: where a well calibrated forecast lies.
         *
         * @return a copy
         */
        Points onDiagonal() {
            return new Points(x, y, interval, label, true);
        }
    }

    /**
     * A distribution: a bar from bound to bound, touching the next.
     *
     * @param from the column of the bars' lower bounds
     * @param to of the upper bounds
     * @param count of the heights
     * @param axis what is distributed, with the unit
     */
    record Histogram(String from, String to, String count, String axis) implements Chart {
        @Override
        public List<String> columns() {
            return List.of(from, to, count);
        }
    }

    /**
     * One customer over time: a line, and what happened on it. The table is in order of time and has a row for each point of the line
     * and each event.
     *
     * @param at the column of the times
     * @param value of the line's heights; undefined where a row is an event alone
     * @param event of the events' kinds, few; undefined where a row is a point of the line alone
     * @param axis what the heights are, with the unit
     */
    record Path(String at, String value, String event, Optional<String> axis) implements Chart {
        @Override
        public List<String> columns() {
            return List.of(at, value, event);
        }

        /**
         * With a named axis.
         *
         * @param named what the heights are, with the unit
         * @return a copy
         */
        Path withAxis(String named) {
            return new Path(at, value, event, Optional.of(named));
        }
    }

    /**
     * Bars, beside each other where there are several a category.
     *
     * @param category the column of their names
     * @param values a column for each series
     * @return the chart
     */
    static Bars bars(String category, String... values) {
        return new Bars(category, List.of(values), Optional.empty(), Optional.empty());
    }

    /**
     * Bars of parts on top of each other.
     *
     * @param category the column of the bars' names
     * @param values a column for each part
     * @return the chart
     */
    static StackedBars stackedBars(String category, String... values) {
        return new StackedBars(category, List.of(values), Optional.empty());
    }

    /**
     * Lines.
     *
     * @param x the column along which they go: numbers, instants, or names in order
     * @param lines each a column
     * @return the chart
     */
    static Lines lines(String x, Line... lines) {
        return new Lines(x, List.of(lines), Optional.empty());
    }

    /**
     * A matrix of colours.
     *
     * @param row the column of the rows' names
     * @param cells the columns that are coloured
     * @param across what the cells' columns are
     * @param value what the colours tell, with the unit
     * @return the chart
     */
    static HeatMap heatMap(String row, List<String> cells, String across, String value) {
        return new HeatMap(row, cells, across, value);
    }

    /**
     * Points.
     *
     * @param x the column of their places to the right
     * @param y of their heights
     * @return the chart
     */
    static Points points(String x, String y) {
        return new Points(x, y, Optional.empty(), Optional.empty(), false);
    }

    /**
     * A distribution.
     *
     * @param from the column of the bars' lower bounds
     * @param to of the upper bounds
     * @param count of the heights
     * @param axis what is distributed, with the unit
     * @return the chart
     */
    static Histogram histogram(String from, String to, String count, String axis) {
        return new Histogram(from, to, count, axis);
    }

    /**
     * One customer over time.
     *
     * @param at the column of the times
     * @param value of the line's heights
     * @param event of the events' kinds
     * @return the chart
     */
    static Path path(String at, String value, String event) {
        return new Path(at, value, event, Optional.empty());
    }

    private static List<String> joined(List<String> values, String first) {
        List<String> names = new ArrayList<>(values.size() + 1);
        names.add(first);
        names.addAll(values);
        return names;
    }
}
