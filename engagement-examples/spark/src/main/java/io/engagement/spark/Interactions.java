package io.engagement.spark;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.unix_millis;

import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Interactions as rows of one form, whatever table they come from. Times are milliseconds since 1970; what a filter looks
 * at is one text, the kind, of which there are few; what is not known is null.
 *
 * <p>What the library's log would do to its rows is left to a table's owner or asked for: rows of one id twice, and
 * initiators that the thread tells, are settled by {@link CustomerStates} if it is told so.
 */
public final class Interactions {
    /** The customer's id: a text. */
    public static final String CUSTOMER = "customer_id";

    /** When it happened: milliseconds since 1970. */
    public static final String AT = "at";

    static final String KIND = "kind";
    private static final String DURATION = "duration";

    /** The rows' form; its last three columns tell of threads. */
    public static final StructType SCHEMA = new StructType()
            .add(CUSTOMER, DataTypes.StringType, false)
            .add(AT, DataTypes.LongType, false)
            .add(KIND, DataTypes.StringType, false)
            .add("value", DataTypes.DoubleType)
            .add("cost", DataTypes.DoubleType)
            .add("satisfaction", DataTypes.DoubleType)
            .add(DURATION, DataTypes.LongType)
            .add("id", DataTypes.StringType)
            .add("in_reply_to", DataTypes.StringType)
            .add("conversation", DataTypes.StringType);

    private Interactions() {}

    /**
     * Rows of one form from a table.
     *
     * @param table has at least columns for customer, at (timestamp, date, a text of either in UTC, or milliseconds since
     *     1970) and purpose; it may have channel, initiator, direction, actor, department, value, cost, satisfaction,
     *     duration (milliseconds), id, in_reply_to and conversation
     * @param columns which column of the table is which of these, where the name is another
     * @param constants what one of these is in every row of the table that has no column for it
     * @return rows of {@link #SCHEMA}
     * @throws IllegalArgumentException if there is neither column nor constant for customer, at or purpose
     */
    public static Dataset<Row> of(Dataset<Row> table, Map<String, String> columns, Map<String, String> constants) {
        Source source = new Source(List.of(table.columns()), columns, constants);
        Column kind = concat_ws(
                Kinds.SEPARATOR,
                source.text("channel", "unknown"),
                source.needed("purpose"),
                source.text("initiator", "UNKNOWN"),
                source.text("direction", "UNKNOWN"),
                source.text("actor", "PERSON"),
                source.text("department", ""));
        Column at = source.needed(AT);
        boolean millis = table.select(at).schema().fields()[0].dataType().equals(DataTypes.LongType);
        return table.select(
                source.needed("customer").cast(DataTypes.StringType).as(CUSTOMER),
                (millis ? at : unix_millis(at.cast(DataTypes.TimestampType))).as(AT),
                kind.as(KIND),
                source.optional("value", DataTypes.DoubleType),
                source.optional("cost", DataTypes.DoubleType),
                source.optional("satisfaction", DataTypes.DoubleType),
                source.optional(DURATION, DataTypes.LongType),
                source.optional("id", DataTypes.StringType),
                source.optional("in_reply_to", DataTypes.StringType),
                source.optional("conversation", DataTypes.StringType));
    }

    /**
     * Those that an instant sees.
     *
     * @param interactions rows of {@link #SCHEMA}
     * @param asOf the instant
     * @return those not later than it
     */
    public static Dataset<Row> asOf(Dataset<Row> interactions, Instant asOf) {
        return interactions.where(col(AT).leq(asOf.toEpochMilli()));
    }

    /**
     * One of the library's interactions as a row.
     *
     * @param interaction the interaction
     * @return a row of {@link #SCHEMA}
     */
    public static Row row(Interaction interaction) {
        return RowFactory.create(
                interaction.customerId(),
                interaction.at().toEpochMilli(),
                Kinds.text(interaction.kind()),
                boxed(interaction.value()),
                boxed(interaction.cost()),
                boxed(interaction.satisfaction()),
                interaction.duration().map(Duration::toMillis).orElse(null),
                interaction.id().orElse(null),
                interaction.inReplyTo().orElse(null),
                interaction.conversation().orElse(null));
    }

    /** One row as the library's interaction. */
    static Interaction interaction(Row row, InteractionKind kind) {
        return new Interaction(
                row.getString(0),
                Instant.ofEpochMilli(row.getLong(1)),
                kind,
                Optional.ofNullable(row.getString(7)),
                number(row, 3),
                number(row, 4),
                number(row, 5),
                row.isNullAt(6) ? Optional.empty() : Optional.of(Duration.ofMillis(row.getLong(6))),
                Optional.ofNullable(row.getString(8)),
                Optional.ofNullable(row.getString(9)));
    }

    private static OptionalDouble number(Row row, int column) {
        return row.isNullAt(column) ? OptionalDouble.empty() : OptionalDouble.of(row.getDouble(column));
    }

    private static @Nullable Double boxed(OptionalDouble number) {
        return number.isPresent() ? number.getAsDouble() : null;
    }

    /** Where each field comes from. */
    private record Source(List<String> present, Map<String, String> columns, Map<String, String> constants) {
        private Optional<Column> find(String field) {
            String name = columns.getOrDefault(field, field.equals("customer") ? CUSTOMER : field);
            if (present.contains(name)) {
                return Optional.of(col(name));
            }
            return Optional.ofNullable(constants.get(field)).map(constant -> lit(constant));
        }

        Column needed(String field) {
            return find(field)
                    .orElseThrow(() -> new IllegalArgumentException("there is no column for " + field
                            + ": name one, or say what it is in every row; the table has " + present));
        }

        Column text(String field, String otherwise) {
            return find(field).map(column -> coalesce(column, lit(otherwise))).orElse(lit(otherwise));
        }

        Column optional(String field, DataType type) {
            return find(field).orElse(lit(null)).cast(type).as(field);
        }
    }
}
