package io.engagement.connect;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A file all of whose rows are needed, such as a list of campaigns, in every form that {@link Sources} takes. The first row that
 * cannot be read refuses the file; the message tells the file, the row, the column, the value and what to do. Texts have no blanks
 * around them. For one reading.
 */
public final class TableFile {
    private static final List<String> SEPARATORS = List.of(";", "\t", "|");

    private final Source source;
    private List<String> needed = List.of();
    private Optional<String> rowsNeeded = Optional.empty();
    private UnaryOperator<List<String>> naming = UnaryOperator.identity();
    /** By name the number of the column. */
    private final Map<String, Integer> places = new LinkedHashMap<>();

    private TableFile(Source source) {
        this.source = source;
    }

    /**
     * A file. One of commas whose header is one column, with another separator in it, is read by that.
     *
     * @param file where it is; {@code -} is standard input
     * @param layout how it holds its rows if it is a CSV text, and the encoding of any text
     * @return the file, not yet opened
     */
    public static TableFile of(Path file, Layout layout) {
        Source source = Sources.of(file, layout);
        if (!layout.equals(Layout.usual()) || !source.isRepeatable()) {
            return new TableFile(source);
        }
        List<String> header = new ArrayList<>();
        source.read(Asked.ofFirst().by((names, rows) -> header.addAll(names)));
        return new TableFile(separator(header)
                .map(each -> Sources.of(file, layout.withDelimiter(each)))
                .orElse(source));
    }

    /** What is a source already. */
    static TableFile of(Source source) {
        return new TableFile(source);
    }

    private static Optional<String> separator(List<String> header) {
        if (header.size() != 1) {
            return Optional.empty();
        }
        List<String> found = SEPARATORS.stream().filter(header.get(0)::contains).toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /**
     * Columns without which nothing can be read.
     *
     * @param columns their names
     * @return this file
     */
    public TableFile needing(Collection<String> columns) {
        needed = List.copyOf(columns);
        return this;
    }

    /**
     * That it is of no use without rows.
     *
     * @param which in words of a message, such as {@code one for each customer}
     * @return this file
     */
    public TableFile needingRows(String which) {
        rowsNeeded = Optional.of(which);
        return this;
    }

    /**
     * What columns are called here.
     *
     * @param names by the file's own names those that are asked for; the empty name for a column that means nothing
     * @return this file
     */
    public TableFile called(UnaryOperator<List<String>> names) {
        naming = Objects.requireNonNull(names, "names must not be null");
        return this;
    }

    /**
     * What messages call it.
     *
     * @return its path
     */
    public String label() {
        return source.label();
    }

    /**
     * Reads all rows.
     *
     * @param rows takes each; what it throws as an {@link IllegalArgumentException} or a {@link DateTimeException} refuses the row
     * @throws DataRefused if the file or one of its rows cannot be read, or a column is not there
     */
    public void read(Consumer<Line> rows) {
        read(columns -> {}, rows);
    }

    /**
     * The same of a file whose columns are to be known before.
     *
     * @param header takes the names of the columns
     * @param rows takes each row
     * @throws DataRefused if the file or one of its rows cannot be read, or a column is not there
     */
    public void read(Consumer<List<String>> header, Consumer<Line> rows) {
        source.read((names, all) -> {
            CsvFile.requireDifferent(source, names);
            place(naming.apply(names));
            header.accept(List.copyOf(places.keySet()));
            rowsNeeded.filter(which -> !all.hasNext()).ifPresent(which -> {
                throw new DataRefused(label() + " has no rows: it needs " + which);
            });
            read(all, names.size(), rows);
        });
    }

    private void place(List<String> names) {
        CsvFile.requireDifferent(source, names);
        for (int i = 0; i < names.size(); i++) {
            if (!names.get(i).isEmpty()) {
                places.put(names.get(i), i);
            }
        }
        needed.forEach(this::require);
    }

    /**
     * Sees to it that there is a column.
     *
     * @param column its name
     * @throws DataRefused if it is not there
     */
    public void require(String column) {
        if (!places.containsKey(column)) {
            throw new DataRefused(label() + " has no column '" + Excerpt.of(column) + "'; its columns are ["
                    + Excerpt.ofNames(places.keySet()) + "]" + hint());
        }
    }

    private String hint() {
        return separator(List.copyOf(places.keySet()))
                .map(each -> "; it seems to be separated by '" + (each.equals("\t") ? "tabs" : each)
                        + "': separate it by commas")
                .orElse("");
    }

    private void read(Iterator<Row> all, int width, Consumer<Line> rows) {
        while (all.hasNext()) {
            Row row = all.next();
            Line line = new Line(row);
            RowWidth.fault(row, width).ifPresent(fault -> {
                throw line.refused(fault);
            });
            try {
                rows.accept(line);
            } catch (IllegalArgumentException | DateTimeException e) {
                throw line.refused(Excerpt.ofMessage(String.valueOf(e.getMessage())));
            }
        }
    }

    /**
     * Where a row is, which is valid for longer than the row.
     *
     * @param file in words of a message
     * @param unit what is counted, such as {@code line}
     * @param number of the row
     */
    public record Place(String file, String unit, long number) {
        /**
         * That the row cannot be used.
         *
         * @param why in words
         * @return to be thrown
         */
        public DataRefused refused(String why) {
            return new DataRefused(file + " " + unit + " " + number + ": " + why);
        }
    }

    /** A row, which is valid only until the next one is read. */
    public final class Line {
        private final Row row;

        private Line(Row row) {
            this.row = row;
        }

        /**
         * Where it is.
         *
         * @return valid for longer than this row
         */
        public Place place() {
            return new Place(label(), row.unit(), row.line());
        }

        /**
         * That it cannot be used.
         *
         * @param why in words
         * @return to be thrown
         */
        public DataRefused refused(String why) {
            return place().refused(why);
        }

        /**
         * The text of a column.
         *
         * @param column its name
         * @return empty if the cell is, or there is no such column
         * @throws DataRefused if it is the error of a formula
         */
        public String text(String column) {
            Integer place = places.get(column);
            if (place == null) {
                return "";
            }
            if (row.type(place) == Row.Type.ERROR) {
                throw refused("column " + Excerpt.of(column) + BatchReader.error(row.field(place)));
            }
            return place < row.fields() ? Blanks.strip(row.field(place)) : "";
        }

        /**
         * The text of a column that every row has.
         *
         * @param column its name
         * @return not empty
         * @throws DataRefused if it is
         */
        public String given(String column) {
            String text = text(column);
            if (text.isEmpty()) {
                throw refused("column " + Excerpt.of(column) + " is empty: every row needs one");
            }
            return text;
        }

        /**
         * A time that every row has.
         *
         * @param column its name
         * @param times how it is written
         * @return the time
         * @throws DataRefused if there is none
         */
        public Instant time(String column, TimeFormat times) {
            return time(column, given(column), times);
        }

        /**
         * A time.
         *
         * @param column its name
         * @param times how it is written
         * @return the time; empty if the cell is
         * @throws DataRefused if it is none
         */
        public Optional<Instant> timeIfGiven(String column, TimeFormat times) {
            String text = text(column);
            return text.isEmpty() ? Optional.empty() : Optional.of(time(column, text, times));
        }

        private Instant time(String column, String text, TimeFormat times) {
            try {
                return Instant.ofEpochMilli(times.epochMilli(text));
            } catch (DateTimeException none) {
                throw refused("column " + Excerpt.of(column) + ": '" + Excerpt.of(text)
                        + "' is not a date or time; it takes one "
                        + (times.isAuto() ? "such as 2026-01-31 or 2026-01-31T08:00:00Z" : times.allowed()));
            }
        }

        /**
         * A number.
         *
         * @param column its name
         * @return finite; empty if the cell is
         * @throws DataRefused if it is none
         */
        public OptionalDouble numberIfGiven(String column) {
            return text(column).isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(number(column));
        }

        /**
         * A number that every row has.
         *
         * @param column its name
         * @return finite
         * @throws DataRefused if there is none
         */
        public double number(String column) {
            OptionalDouble number = Numbers.read(text(column));
            if (number.isEmpty() || !Double.isFinite(number.getAsDouble())) {
                throw notAllowed(column, "it takes a number such as 42 or -1.5");
            }
            return number.getAsDouble();
        }

        /**
         * A whole number that every row has, such as a year.
         *
         * @param column its name
         * @return the number
         * @throws DataRefused if there is none
         */
        public int whole(String column) {
            return (int) Numbers.readWhole(text(column)).stream()
                    .filter(number -> number == (int) number)
                    .findFirst()
                    .orElseThrow(() -> notAllowed(column, "it takes a whole number such as a year or that of a week"));
        }

        /**
         * That a cell cannot be used.
         *
         * @param column its name
         * @param allowed what the column takes, in words
         * @return to be thrown
         */
        public DataRefused notAllowed(String column, String allowed) {
            return refused(
                    "column " + Excerpt.of(column) + ": '" + Excerpt.of(text(column)) + "' is not allowed; " + allowed);
        }
    }
}
