package io.engagement.report;

import io.engagement.table.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A figure's table as people read it, and as a chart places it. */
final class Cells {
    private static final String UNDEFINED = "–";
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    private final Table table;
    private final ZoneId zone;
    private final List<List<String>> texts;

    Cells(Table table, ZoneId zone) {
        this.table = table;
        this.zone = zone;
        this.texts = table.texts();
    }

    int rows() {
        return texts.size();
    }

    int columns() {
        return table.columns().size();
    }

    int column(String name) {
        return table.columns().indexOf(name);
    }

    /** The column's name in words. */
    String label(int column) {
        return words(table.columns().get(column));
    }

    /** A name in snake case as words; others as they are, but for a small letter at the beginning. */
    static String words(String name) {
        boolean isSnake = !name.contains(" ") && name.equals(name.toLowerCase(Locale.ROOT));
        String words = isSnake ? name.replace('_', ' ') : name;
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** A cell as it is read. */
    String text(int row, int column) {
        Object cell = cell(row, column);
        if (isUndefined(cell)) {
            return UNDEFINED;
        }
        if (cell instanceof Instant at) {
            return text(at, zone);
        }
        if (cell instanceof Duration length && !length.isNegative()) {
            return Table.words(length);
        }
        if (cell instanceof Boolean truth) {
            return truth ? "yes" : "no";
        }
        return texts.get(row).get(column);
    }

    /** A day where it is midnight, else with the minute. */
    static String text(Instant at, ZoneId zone) {
        LocalDateTime local = LocalDateTime.ofInstant(at, zone);
        return local.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? local.toLocalDate().toString()
                : MINUTE.format(local);
    }

    /** Whether all that is defined in a column are numbers, and something is. */
    boolean isNumeric(int column) {
        return isAll(column, Number.class);
    }

    /** Whether all that is defined in a column are points in time, and something is. */
    boolean isTime(int column) {
        return isAll(column, Instant.class) || isAll(column, LocalDate.class) || isAll(column, YearMonth.class);
    }

    private boolean isAll(int column, Class<?> type) {
        boolean some = false;
        for (int row = 0; row < rows(); row++) {
            Object cell = cell(row, column);
            if (!isUndefined(cell)) {
                if (!type.isInstance(cell)) {
                    return false;
                }
                some = true;
            }
        }
        return some;
    }

    /** The places of a column's cells; a time is in milliseconds as a clock of the zone shows them. NaN where undefined. */
    List<Double> places(int column) {
        List<Double> places = new ArrayList<>(rows());
        for (int row = 0; row < rows(); row++) {
            places.add(place(row, column));
        }
        return places;
    }

    double place(int row, int column) {
        Object cell = cell(row, column);
        if (cell instanceof Number number) {
            return number.doubleValue();
        }
        return time(cell).orElse(Double.NaN);
    }

    private OptionalDouble time(@Nullable Object cell) {
        if (cell instanceof Instant at) {
            return millis(LocalDateTime.ofInstant(at, zone));
        }
        if (cell instanceof LocalDate day) {
            return millis(day.atStartOfDay());
        }
        return cell instanceof YearMonth month ? millis(month.atDay(1).atStartOfDay()) : OptionalDouble.empty();
    }

    private static OptionalDouble millis(LocalDateTime local) {
        return OptionalDouble.of((double) local.toInstant(ZoneOffset.UTC).toEpochMilli());
    }

    /** Whether nothing in a column has a place. */
    boolean isEmpty(int column) {
        return placed(column).findAny().isEmpty();
    }

    /** Whether all that is defined in a column is read as a percentage. */
    boolean isPercent(int column) {
        return !isEmpty(column)
                && placed(column).allMatch(row -> text(row, column).endsWith("%"));
    }

    /** Whether a column is in percent, by its texts or its name. */
    boolean isShare(int column) {
        return isPercent(column) || table.columns().get(column).contains("(%)");
    }

    /** From what to what a column goes: {@code Customers from 3 to 120.} */
    String range(int column) {
        return isEmpty(column)
                ? ""
                : label(column) + " from " + least(List.of(column)) + " to " + greatest(List.of(column)) + '.';
    }

    /** The text of the smallest number in some columns. */
    String least(List<Integer> columns) {
        return extreme(columns, Comparator.naturalOrder());
    }

    /** The text of the largest number in some columns. */
    String greatest(List<Integer> columns) {
        return extreme(columns, Comparator.reverseOrder());
    }

    private String extreme(List<Integer> columns, Comparator<Double> order) {
        return columns.stream()
                .flatMap(column -> placed(column).mapToObj(row -> new Place(row, column)))
                .min(Comparator.comparing(at -> place(at.row(), at.column()), order))
                .map(at -> text(at.row(), at.column()))
                .orElse(UNDEFINED);
    }

    private record Place(int row, int column) {}

    private IntStream placed(int column) {
        return IntStream.range(0, rows()).filter(row -> Double.isFinite(place(row, column)));
    }

    /** How many cells of a column are defined. */
    long defined(int column) {
        return IntStream.range(0, rows())
                .filter(row -> !isUndefined(row, column))
                .count();
    }

    /** The different texts of a column, as they come first. */
    List<String> kinds(int column) {
        return IntStream.range(0, rows())
                .filter(row -> !isUndefined(row, column))
                .mapToObj(row -> text(row, column))
                .distinct()
                .toList();
    }

    private boolean isUndefined(int row, int column) {
        return isUndefined(cell(row, column));
    }

    private @Nullable Object cell(int row, int column) {
        return table.rows().get(row).get(column);
    }

    private static boolean isUndefined(@Nullable Object cell) {
        return cell == null || (cell instanceof Double number && Double.isNaN(number));
    }
}
