package io.engagement.connect;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** A row of a {@link TableFile}, which is valid only until the next one is read. */
public final class TableRow {
    private final Row row;
    private final String file;
    /** By name the number of the column. */
    private final Map<String, Integer> places;

    TableRow(Row row, String file, Map<String, Integer> places) {
        this.row = row;
        this.file = file;
        this.places = places;
    }

    /**
     * Where it is.
     *
     * @return valid for longer than this row
     */
    public RowPlace place() {
        return new RowPlace(file, row.unit(), row.line());
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
