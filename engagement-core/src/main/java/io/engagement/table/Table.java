package io.engagement.table;

import com.google.common.base.Strings;
import io.engagement.internal.text.Json;
import io.engagement.internal.text.Lengths;
import io.engagement.internal.text.OneLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A table of named columns, for people as aligned text, for programs as CSV and JSON. A cell is a text, a whole number, a {@code
 * double}, a truth value or something that prints itself (an instant, a duration, a name); {@code null} and NaN are undefined:
 * {@code -} in text, empty in CSV, {@code null} in JSON. CSV and JSON hold all digits, text is rounded. Immutable.
 */
public final class Table {
    private static final String UNDEFINED = "-";
    /** What is rounded to 0 from below has no sign for people. */
    private static final Pattern NOUGHT = Pattern.compile("-0(\\.0*)?");

    private static final String GAP = "  ";

    private final List<Column> columns;
    private final List<List<@Nullable Object>> rows;

    private Table(List<Column> columns, List<List<@Nullable Object>> rows) {
        this.columns = columns;
        this.rows = rows;
    }

    private record Column(String name, String format) {}

    /** Columns first, then rows. */
    public static final class Builder {
        private final List<Column> columns = new ArrayList<>();
        private final List<List<@Nullable Object>> rows = new ArrayList<>();

        private Builder() {}

        /**
         * Adds a column of texts, whole numbers or numbers of four digits.
         *
         * @param name in snake case, with the unit where there is one: {@code median_hours}
         * @return this
         */
        public Builder column(String name) {
            return column(name, "%.4g");
        }

        /**
         * Adds a column of numbers.
         *
         * @param name in snake case
         * @param format of a {@code double} in text, as {@link String#format} takes it: {@code %.1f}
         * @return this
         */
        public Builder column(String name, String format) {
            columns.add(new Column(name, format));
            return this;
        }

        /**
         * Adds a row.
         *
         * @param cells one for each column
         * @return this
         * @throws IllegalArgumentException if there are more or fewer cells than columns
         */
        public Builder row(@Nullable Object... cells) {
            if (cells.length != columns.size()) {
                throw new IllegalArgumentException(
                        "a row of " + cells.length + " cells in a table of " + columns.size() + " columns");
            }
            rows.add(Collections.unmodifiableList(new ArrayList<@Nullable Object>(Arrays.asList(cells))));
            return this;
        }

        /**
         * The table.
         *
         * @return with all rows so far
         */
        public Table build() {
            return new Table(List.copyOf(columns), List.copyOf(rows));
        }
    }

    /**
     * A table to be filled.
     *
     * @return without columns
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * A length of time in words, as titles of tables and sentences below them tell it: in the largest unit in which it is whole, up to
     * days.
     *
     * @param length not negative
     * @return such as {@code 30 days}, {@code 36 hours}, {@code 1,095.7 days}
     */
    public static String words(Duration length) {
        return Lengths.words(length);
    }

    /**
     * Tables under each other.
     *
     * @param column the name of a first column, which tells them apart
     * @param tables of the same columns, by what stands in the first one
     * @return one table
     * @throws IllegalArgumentException if their columns differ
     */
    public static Table stacked(String column, Map<String, Table> tables) {
        List<Column> columns = new ArrayList<>(List.of(new Column(column, "%s")));
        tables.values().stream().findFirst().ifPresent(first -> columns.addAll(first.columns));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        tables.forEach((name, table) -> {
            if (!table.columns.equals(columns.subList(1, columns.size()))) {
                throw new IllegalArgumentException("tables under each other must have the same columns, have "
                        + table.columns + " and " + columns.subList(1, columns.size()));
            }
            for (List<@Nullable Object> row : table.rows) {
                List<@Nullable Object> longer = new ArrayList<>(row.size() + 1);
                longer.add(name);
                longer.addAll(row);
                rows.add(Collections.unmodifiableList(longer));
            }
        });
        return new Table(List.copyOf(columns), List.copyOf(rows));
    }

    /**
     * The columns' names.
     *
     * @return in their order
     */
    public List<String> columns() {
        return columns.stream().map(Column::name).toList();
    }

    /**
     * The cells, for who writes them in a form of their own.
     *
     * @return by row, in the order of the columns; {@code null} and NaN are undefined
     */
    public List<List<@Nullable Object>> rows() {
        return rows;
    }

    /**
     * The cells as {@link #toString()} shows them, for who lays them out otherwise.
     *
     * @return by row, in the order of the columns; what is undefined is {@code -}
     */
    public List<List<String>> texts() {
        return rows.stream().map(this::shown).toList();
    }

    /**
     * As CSV (RFC 4180), for programs: a cell is what it is, so that ids come back exactly. To a spreadsheet a cell that begins
     * with {@code =}, {@code +}, {@code -} or {@code @} is a formula, quoted or not: who opens a file of ids that others chose there
     * imports the columns as text.
     *
     * @return a head and the rows, each ended by {@code \n}
     */
    public String toCsv() {
        StringBuilder text = new StringBuilder();
        text.append(line(columns.stream().map(Column::name).toList()));
        rows.forEach(row -> text.append(line(row.stream().map(Table::csv).toList())));
        return text.toString();
    }

    private static String line(List<String> cells) {
        return cells.stream().map(Table::quoted).collect(Collectors.joining(",", "", "\n"));
    }

    private static String csv(@Nullable Object cell) {
        return isUndefined(cell) ? "" : String.valueOf(cell);
    }

    private static String quoted(String text) {
        return text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? "\"" + text.replace("\"", "\"\"") + "\""
                : text;
    }

    /**
     * As JSON.
     *
     * @return an array of objects, each on its line
     */
    public String toJson() {
        return rows.isEmpty()
                ? "[]\n"
                : rows.stream().map(this::object).collect(Collectors.joining(",\n", "[\n", "\n]\n"));
    }

    private String object(List<@Nullable Object> row) {
        StringJoiner text = new StringJoiner(", ", "{", "}");
        for (int i = 0; i < columns.size(); i++) {
            text.add(Json.string(columns.get(i).name()) + ": " + json(row.get(i)));
        }
        return text.toString();
    }

    private static String json(@Nullable Object cell) {
        if (isUndefined(cell)) {
            return "null";
        }
        if (cell instanceof Double number) {
            return Json.number(number);
        }
        return cell instanceof Number || cell instanceof Boolean
                ? String.valueOf(cell)
                : Json.string(String.valueOf(cell));
    }

    private static boolean isUndefined(@Nullable Object cell) {
        return cell == null || (cell instanceof Double number && Double.isNaN(number));
    }

    /** For people: a head, then a line for each row; numbers to the right. */
    @Override
    public String toString() {
        List<Function<String, String>> padded =
                IntStream.range(0, columns.size()).mapToObj(this::padding).toList();
        StringBuilder text = new StringBuilder();
        append(text, columns.stream().map(Column::name).toList(), padded);
        for (List<@Nullable Object> row : rows) {
            append(text, shown(row), padded);
        }
        return text.toString();
    }

    private static void append(StringBuilder text, List<String> cells, List<Function<String, String>> padded) {
        text.append(IntStream.range(0, cells.size())
                        .mapToObj(i -> padded.get(i).apply(cells.get(i)))
                        .collect(Collectors.joining(GAP))
                        .stripTrailing())
                .append('\n');
    }

    private Function<String, String> padding(int column) {
        int width = Math.max(
                columns.get(column).name().length(),
                rows.stream()
                        .mapToInt(row -> shown(column, row.get(column)).length())
                        .max()
                        .orElse(0));
        boolean numbers =
                rows.stream().allMatch(row -> isUndefined(row.get(column)) || row.get(column) instanceof Number);
        return numbers ? text -> Strings.padStart(text, width, ' ') : text -> Strings.padEnd(text, width, ' ');
    }

    private List<String> shown(List<@Nullable Object> row) {
        return IntStream.range(0, row.size())
                .mapToObj(i -> shown(i, row.get(i)))
                .toList();
    }

    private String shown(int column, @Nullable Object cell) {
        if (isUndefined(cell)) {
            return UNDEFINED;
        }
        if (cell instanceof Double number) {
            String text = String.format(Locale.ROOT, columns.get(column).format(), number);
            return NOUGHT.matcher(text).matches() ? text.substring(1) : text;
        }
        return cell instanceof Number whole
                ? String.format(Locale.ROOT, "%,d", whole.longValue())
                : OneLine.of(String.valueOf(cell));
    }
}
