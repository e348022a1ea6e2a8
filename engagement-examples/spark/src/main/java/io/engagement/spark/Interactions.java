package io.engagement.spark;

import static org.apache.spark.sql.functions.col;

import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Interactions as rows of one form, which a {@link MappedTable} makes of any table. Times are milliseconds since 1970; what a filter looks
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
}
