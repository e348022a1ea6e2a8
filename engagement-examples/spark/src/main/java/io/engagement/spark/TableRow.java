package io.engagement.spark;

import io.engagement.connect.DataRefused;
import io.engagement.connect.PlainTexts;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** A row of a flat table: its values as texts, with what their types tell. */
final class TableRow implements io.engagement.connect.Row {
    private final int width;
    private final Row row;
    private final long number;

    /**
     * A row.
     *
     * @param width how many of its values are those of columns; one behind them is what is wrong with it
     * @param row the row
     * @param number which one of its part it is, counted from 1
     */
    TableRow(int width, Row row, long number) {
        this.width = width;
        this.row = row;
        this.number = number;
    }

    @Override
    public int fields() {
        return width;
    }

    @Override
    public String field(int column) {
        Object value = row.get(column);
        if (value == null) {
            return "";
        }
        if (value instanceof Timestamp time) {
            return time.toInstant().toString();
        }
        if (value instanceof Date day) {
            return day.toLocalDate().toString();
        }
        if (value instanceof BigDecimal decimal) {
            return PlainTexts.of(decimal);
        }
        if (value instanceof Double || value instanceof Float) {
            return number((Number) value);
        }
        if (isText(value)) {
            return value.toString();
        }
        throw new DataRefused(
                "a column of type " + row.schema().apply(column).dataType().simpleString()
                        + " has no text: make texts or numbers of it before, with a select");
    }

    /** The digits that were written into a float, not those of the double next to it. */
    private static String number(Number value) {
        double exact = value.doubleValue();
        return Double.isFinite(exact) ? PlainTexts.of(new BigDecimal(value.toString())) : value.toString();
    }

    private static boolean isText(Object value) {
        return value instanceof String
                || value instanceof Boolean
                || value instanceof Number
                || value instanceof Instant
                || value instanceof LocalDate
                || value instanceof LocalDateTime
                || value instanceof Duration;
    }

    @Override
    public Type type(int column) {
        Object value = row.get(column);
        if (value instanceof Number) {
            return Type.NUMBER;
        }
        return isTime(value) ? Type.TIME : Type.TEXT;
    }

    private static boolean isTime(@Nullable Object value) {
        return value instanceof Timestamp
                || value instanceof Date
                || value instanceof Instant
                || value instanceof LocalDate
                || value instanceof LocalDateTime;
    }

    @Override
    public long line() {
        return number;
    }

    @Override
    public String unit() {
        return "row";
    }

    @Override
    public Optional<String> fault() {
        boolean isCorrupt = row.size() > width && !row.isNullAt(width);
        return isCorrupt
                ? Optional.of("its fields are more or fewer than the header's, or its quotes are wrong")
                : Optional.empty();
    }
}
