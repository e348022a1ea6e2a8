package io.engagement.connect;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The row of a result at which its cursor stands; a value is fetched where somebody asks for it. */
final class QueryRow implements Row {
    private final ResultSet found;
    private final QueryColumns columns;
    private final Function<SQLException, RuntimeException> lost;
    private final boolean mayHoldErrors;
    private long number;

    QueryRow(ResultSet found, QueryColumns columns, Function<SQLException, RuntimeException> lost) {
        this.found = found;
        this.columns = columns;
        this.lost = lost;
        this.mayHoldErrors = columns.kinds().contains(QueryColumns.Kind.OTHER);
    }

    void count() {
        number++;
    }

    @Override
    public int fields() {
        return columns.names().size();
    }

    @Override
    public String field(int column) {
        try {
            String text = text(column + 1, columns.kinds().get(column));
            return text == null ? "" : text;
        } catch (SQLException e) {
            throw lost.apply(e);
        }
    }

    private @Nullable String text(int place, QueryColumns.Kind kind) throws SQLException {
        return switch (kind) {
            case TEXT -> found.getString(place);
            case NUMBER -> number(found.getString(place));
            case TRUTH -> truth(place);
            case DAY -> text(found.getObject(place, LocalDate.class));
            case CLOCK -> found.getString(place);
            case LOCAL -> text(found.getObject(place, LocalDateTime.class));
            case INSTANT -> instant(found.getObject(place, OffsetDateTime.class));
            case OTHER -> "bytes or a list";
        };
    }

    /** NaN and infinite ones as the database writes them. */
    private static @Nullable String number(@Nullable String text) {
        if (text == null) {
            return null;
        }
        boolean isPlain = text.chars().allMatch(c -> c >= '0' && c <= '9');
        return isPlain || Character.isLetter(text.charAt(text.length() - 1))
                ? text
                : PlainTexts.of(new BigDecimal(text));
    }

    private @Nullable String truth(int place) throws SQLException {
        boolean truth = found.getBoolean(place);
        return found.wasNull() ? null : String.valueOf(truth);
    }

    private static @Nullable String text(@Nullable Object at) {
        return at == null ? null : at.toString();
    }

    private static @Nullable String instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant().toString();
    }

    @Override
    public Type type(int column) {
        return columns.kinds().get(column).type();
    }

    @Override
    public boolean mayHoldErrors() {
        return mayHoldErrors;
    }

    @Override
    public boolean isRecord() {
        return true;
    }

    @Override
    public String unit() {
        return "row";
    }

    @Override
    public long line() {
        return number;
    }
}
