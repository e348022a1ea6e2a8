package io.engagement.connect;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Whether day or month comes first in a file's dates of numbers: decided from all of them, never row by row. */
final class DayOrders {
    /** So many rows are looked at before a file is said to have no such dates. */
    private static final int LOOKED_AT = 1_000;

    private final int[] columns;
    private long dates;
    private long rows;
    private String dayFirst = "";
    private String monthFirst = "";
    private String undecided = "";

    private DayOrders(int... columns) {
        this.columns = columns;
    }

    /** What was found: an order, and the text that shows it. */
    record Order(DayOrder order, String note) {}

    /**
     * Reads a source to its end if there are such dates among its first rows.
     *
     * @param source to be read again later
     * @return empty if there are none
     * @throws DataRefused if dates show both orders, or none shows any
     */
    static Optional<Order> of(Source source, Mapping mapping) {
        List<DayOrders> found = new ArrayList<>();
        source.read(Asked.by(mapping).by((first, rows) -> {
            List<String> header = TitleRows.of(mapping, first, rows).header();
            DayOrders orders = new DayOrders(columns(header, mapping.origins(Field.AT)));
            orders.read(rows, header.size());
            found.add(orders);
        }));
        return found.stream().findFirst().flatMap(orders -> orders.order(source, "--time-format"));
    }

    /**
     * What some rows have to tell of it.
     *
     * @param header of all of a table's parts
     * @param rows of one of them
     * @return a date of each order that is shown, or one that shows none; empty if there are no such dates
     */
    static List<String> shown(Mapping mapping, List<String> header, Iterator<Row> rows) {
        DayOrders orders = new DayOrders(columns(header, mapping.origins(Field.AT)));
        orders.read(rows, header.size());
        return Stream.of(orders.dayFirst, orders.monthFirst, orders.undecided)
                .filter(DayOrders::isKnown)
                .limit(2)
                .toList();
    }

    /** The order of a source by what its parts show. */
    static Optional<Order> of(Source source, List<String> shown) {
        DayOrders orders = new DayOrders(0);
        shown.forEach(orders::look);
        return orders.order(source, "--time-format");
    }

    /**
     * The same of one column of a table without titles.
     *
     * @param option what tells how its times are written
     */
    static Optional<Order> of(Source source, ToIntFunction<List<String>> column, String option) {
        List<DayOrders> found = new ArrayList<>();
        source.read((header, rows) -> {
            DayOrders orders = new DayOrders(column.applyAsInt(header));
            orders.read(rows, header.size());
            found.add(orders);
        });
        return found.stream().findFirst().flatMap(orders -> orders.order(source, option));
    }

    /** Those of the source's own columns that have the time. */
    private static int[] columns(List<String> header, List<Origin> origins) {
        return IntStream.range(0, header.size())
                .filter(i -> origins.isEmpty()
                        ? Field.AT.isNamed(header.get(i))
                        : origins.stream()
                                .anyMatch(origin ->
                                        origin.isColumn() && origin.text().equals(header.get(i))))
                .toArray();
    }

    /** Whether texts are such dates, and none shows what comes first. */
    static boolean areUndecided(List<String> texts) {
        DayOrders orders = new DayOrders();
        texts.forEach(orders::look);
        return orders.dates > 0 && !isKnown(orders.dayFirst) && !isKnown(orders.monthFirst);
    }

    private void read(Iterator<Row> all, int width) {
        while (all.hasNext() && (dates > 0 || rows < LOOKED_AT) && !(isKnown(dayFirst) && isKnown(monthFirst))) {
            Row row = all.next();
            rows++;
            if (row.fault().isEmpty() && row.fields() == width) {
                for (int column : columns) {
                    look(Blanks.strip(column < 0 ? "" : row.field(column)));
                }
            }
        }
    }

    private static boolean isKnown(String text) {
        return !text.isEmpty();
    }

    private void look(String text) {
        Optional<int[]> numbers = TimeTexts.dayAndMonth(text);
        if (numbers.isEmpty()) {
            return;
        }
        dates++;
        int first = numbers.get()[0];
        int second = numbers.get()[1];
        if (first > 12 && first <= 31 && second <= 12 && !isKnown(dayFirst)) {
            dayFirst = text;
        }
        if (first <= 12 && second <= 12) {
            undecided = text;
        }
        if (second > 12 && second <= 31 && first <= 12 && !isKnown(monthFirst)) {
            monthFirst = text;
        }
    }

    private Optional<Order> order(Source source, String option) {
        if (dates == 0) {
            return Optional.empty();
        }
        if (isKnown(dayFirst) == isKnown(monthFirst)) {
            String why = isKnown(dayFirst)
                    ? "some dates have the day first, as '" + Excerpt.of(dayFirst) + "', and some the month, as '"
                            + Excerpt.of(monthFirst) + "'"
                    : "no date shows whether the day or the month comes first";
            throw new DataRefused(
                    source.label() + ": " + why + ": tell it with " + option + ", e.g. dd/MM/yyyy or MM/dd/yyyy");
        }
        boolean isDay = isKnown(dayFirst);
        return Optional.of(new Order(
                isDay ? DayOrder.DAY_FIRST : DayOrder.MONTH_FIRST,
                source.name() + ": dates are read with the " + (isDay ? "day" : "month") + " first, as '"
                        + Excerpt.of(isDay ? dayFirst : monthFirst) + "' shows"));
    }
}
