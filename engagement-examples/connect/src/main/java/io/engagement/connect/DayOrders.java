package io.engagement.connect;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Whether day or month comes first in a file's dates of numbers: decided from all of them, never row by row. */
final class DayOrders {
    /** So many rows are looked at before a file is said to have no such dates. */
    private static final int LOOKED_AT = 1_000;

    private long dates;
    private String dayFirst = "";
    private String monthFirst = "";
    private String undecided = "";
    /** Which of several sources has the text that shows the order. */
    private String dayFirstIn = "";

    private String monthFirstIn = "";

    /** What was found: an order, and the text that shows it. */
    record Order(DayOrder order, String note) {}

    /** The columns that have times. */
    interface Columns {
        /** The header, the first row or a later one. */
        List<String> header(List<String> first, Iterator<Row> rows);

        /** Their numbers in a header; below 0 for one that is not there. */
        int[] places(List<String> header);
    }

    /**
     * Reads sources to their ends if there are such dates among their first rows.
     *
     * @param sources to be read again later
     * @return empty if there are none
     * @throws DataRefused if dates show both orders, or none shows any
     */
    static Optional<Order> of(List<Source> sources, Mapping mapping) {
        return of(sources, Asked.by(mapping), "--time-format", new Columns() {
            @Override
            public List<String> header(List<String> first, Iterator<Row> rows) {
                return TitleRows.of(mapping, first, rows).header();
            }

            @Override
            public int[] places(List<String> header) {
                return DayOrders.columns(header, mapping.origins(Field.AT));
            }
        });
    }

    /**
     * The same of other tables than interactions.
     *
     * @param option what tells how their times are written
     */
    static Optional<Order> of(List<Source> sources, Asked asked, String option, Columns columns) {
        DayOrders orders = new DayOrders();
        sources.forEach(source -> source.read(asked.by((first, rows) -> {
            List<String> header = columns.header(first, rows);
            String name = sources.size() > 1 ? source.name() : "";
            orders.read(name, rows, header.size(), columns.places(header));
        })));
        return orders.order(sources, option);
    }

    /**
     * What some rows have to tell of it.
     *
     * @param header of all of a table's parts
     * @param rows of one of them
     * @return a date of each order that is shown, or one that shows none; empty if there are no such dates
     */
    static List<String> shown(Mapping mapping, List<String> header, Iterator<Row> rows) {
        DayOrders orders = new DayOrders();
        orders.read("", rows, header.size(), columns(header, mapping.origins(Field.AT)));
        return Stream.of(orders.dayFirst, orders.monthFirst, orders.undecided)
                .filter(DayOrders::isKnown)
                .limit(2)
                .toList();
    }

    /** The order of a source by what its parts show. */
    static Optional<Order> of(Source source, List<String> shown) {
        DayOrders orders = new DayOrders();
        shown.forEach(text -> orders.look(text, ""));
        return orders.order(List.of(source), "--time-format");
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
        texts.forEach(text -> orders.look(text, ""));
        return orders.dates > 0 && !isKnown(orders.dayFirst) && !isKnown(orders.monthFirst);
    }

    private void read(String source, Iterator<Row> all, int width, int... columns) {
        long before = dates;
        long rows = 0;
        while (all.hasNext() && (dates > before || rows < LOOKED_AT) && !(isKnown(dayFirst) && isKnown(monthFirst))) {
            Row row = all.next();
            rows++;
            if (row.fault().isEmpty() && RowWidth.fits(row, width)) {
                for (int column : columns) {
                    look(Blanks.strip(column < 0 ? "" : row.field(column)), source);
                }
            }
        }
    }

    private static boolean isKnown(String text) {
        return !text.isEmpty();
    }

    private void look(String text, String source) {
        Optional<int[]> numbers = TimeTexts.dayAndMonth(text);
        if (numbers.isEmpty()) {
            return;
        }
        dates++;
        int first = numbers.get()[0];
        int second = numbers.get()[1];
        if (first > 12 && first <= 31 && second <= 12 && !isKnown(dayFirst)) {
            dayFirst = text;
            dayFirstIn = source;
        }
        if (first <= 12 && second <= 12) {
            undecided = text;
        }
        if (second > 12 && second <= 31 && first <= 12 && !isKnown(monthFirst)) {
            monthFirst = text;
            monthFirstIn = source;
        }
    }

    private Optional<Order> order(List<Source> sources, String option) {
        if (dates == 0) {
            return Optional.empty();
        }
        String others = sources.size() > 1 ? " and " + (sources.size() - 1) + " more" : "";
        if (isKnown(dayFirst) == isKnown(monthFirst)) {
            String why = isKnown(dayFirst)
                    ? "some dates have the day first, as " + shown(dayFirst, dayFirstIn) + ", and some the month, as "
                            + shown(monthFirst, monthFirstIn)
                    : "no date shows whether the day or the month comes first";
            String apart = isKnown(dayFirst) && !dayFirstIn.equals(monthFirstIn)
                    ? "; files that differ in it are named apart, each with its own"
                    : "";
            throw new DataRefused(sources.get(0).label() + others + ": " + why + ": tell it with " + option
                    + ", e.g. dd/MM/yyyy or MM/dd/yyyy" + apart);
        }
        boolean isDay = isKnown(dayFirst);
        String shown = isDay ? shown(dayFirst, dayFirstIn) : shown(monthFirst, monthFirstIn);
        return Optional.of(new Order(
                isDay ? DayOrder.DAY_FIRST : DayOrder.MONTH_FIRST,
                sources.get(0).name() + others + ": dates are read with the " + (isDay ? "day" : "month")
                        + " first, as " + shown + " shows"));
    }

    private static String shown(String text, String source) {
        return "'" + Excerpt.of(text) + "'" + (source.isEmpty() ? "" : " of " + source);
    }
}
