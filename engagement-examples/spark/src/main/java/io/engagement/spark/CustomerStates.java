package io.engagement.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;

import io.engagement.measure.StateLayout;
import java.time.Duration;
import java.util.Arrays;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * From interactions to one state of the library's measures a customer, in one shuffle.
 *
 * <p>Before the shuffle, interactions that no ordered measure wants are added to states at once, one a customer and
 * partition: exact in any order. What is shuffled is these states and, as rows, the interactions that ordered measures
 * want. After it each partition is sorted by customer and time, and goes through one state after the other: memory does
 * not grow with the length of a history.
 */
public final class CustomerStates {
    /** The column of the state, in the layout's stable encoding. */
    public static final String STATE = "state";

    /** What is there for each customer. */
    public static final StructType SCHEMA = new StructType()
            .add(Interactions.CUSTOMER, DataTypes.StringType, false)
            .add(STATE, DataTypes.BinaryType, false);

    /** Where a row on its way has its state, after an interaction. */
    static final int STATE_COLUMN = Interactions.SCHEMA.length();

    /** A row on its way: an interaction, or a state, at a time of one of its interactions. */
    static final StructType PARTS = new StructType(Arrays.stream(Interactions.SCHEMA.fields())
                    .map(field -> new StructField(
                            field.name(),
                            field.dataType(),
                            !field.name().equals(Interactions.CUSTOMER)
                                    && !field.name().equals(Interactions.AT),
                            field.metadata()))
                    .toArray(StructField[]::new))
            .add(STATE, DataTypes.BinaryType);

    private CustomerStates() {}

    /**
     * States of all customers who have an interaction.
     *
     * @param interactions rows of {@link Interactions#SCHEMA}, their initiators as they are known
     * @param layout of the measures
     * @return rows of {@link #SCHEMA}, one a customer
     */
    public static Dataset<Row> of(Dataset<Row> interactions, StateLayout layout) {
        return byCustomer(mapSide(interactions, layout), layout);
    }

    /**
     * The same, where one customer may have more interactions than one task should take: a customer's past is cut into
     * slices of time, which go to different tasks, and the slices' states are merged in a second, small shuffle. Exact,
     * as slices do not overlap in time.
     *
     * @param interactions rows of {@link Interactions#SCHEMA}, their initiators as they are known
     * @param layout of the measures
     * @param slice how long a slice is, at least a millisecond
     * @return rows of {@link #SCHEMA}, one a customer
     * @throws IllegalArgumentException if the slice is shorter, or a measure's statistic is not {@linkplain StateLayout#mergeable()
     *     mergeable}
     */
    public static Dataset<Row> ofSlices(Dataset<Row> interactions, StateLayout layout, Duration slice) {
        long millis = slice.toMillis();
        if (millis < 1) {
            throw new IllegalArgumentException("slice must be at least a millisecond, was " + slice);
        }
        if (!layout.mergeable()) {
            throw new IllegalArgumentException("measures must be mergeable for slices of a customer's past, and of "
                    + layout.measures() + " some are not: use CustomerStates.of");
        }
        Column number = floor(col(Interactions.AT).divide(lit(millis)));
        Dataset<Row> sliced = mapSide(interactions, layout)
                .repartition(col(Interactions.CUSTOMER), number)
                .sortWithinPartitions(Interactions.CUSTOMER, Interactions.AT);
        MapPartitionsFunction<Row, Row> merge = rows -> new MergedStates(rows, layout, at -> Math.floorDiv(at, millis));
        return byCustomer(sliced.mapPartitions(merge, Encoders.row(PARTS)), layout);
    }

    /**
     * The same, settled first as the library's log does it: rows of one id once, and initiators that are not known from
     * the customer's threads. That wants all of a customer's interactions in one place: nothing is merged before the
     * shuffle, and one customer's interactions at a time are in memory.
     *
     * @param interactions rows of {@link Interactions#SCHEMA}
     * @param layout of the measures
     * @return rows of {@link #SCHEMA}, one a customer
     */
    public static Dataset<Row> ofThreads(Dataset<Row> interactions, StateLayout layout) {
        MapPartitionsFunction<Row, Row> settle = rows -> new SettledStates(rows, layout);
        return interactions
                .repartition(col(Interactions.CUSTOMER))
                .sortWithinPartitions(Interactions.CUSTOMER)
                .mapPartitions(settle, Encoders.row(SCHEMA));
    }

    /**
     * Earlier states and what has come since: of the past, states are shuffled and not interactions.
     *
     * @param states rows of {@link #SCHEMA}
     * @param since rows of {@link Interactions#SCHEMA}; where an ordered measure wants them, not earlier than what the
     *     customer's state has seen
     * @param layout of the states
     * @return rows of {@link #SCHEMA}, one a customer
     */
    public static Dataset<Row> continued(Dataset<Row> states, Dataset<Row> since, StateLayout layout) {
        Column[] columns = Arrays.stream(PARTS.fields())
                .map(field -> switch (field.name()) {
                    case Interactions.CUSTOMER, STATE -> col(field.name());
                    case Interactions.AT -> lit(Long.MIN_VALUE).as(Interactions.AT);
                    default -> lit(null).cast(field.dataType()).as(field.name());
                })
                .toArray(Column[]::new);
        return byCustomer(states.select(columns).unionAll(mapSide(since, layout)), layout);
    }

    private static Dataset<Row> mapSide(Dataset<Row> interactions, StateLayout layout) {
        Column[] columns = Arrays.stream(PARTS.fields())
                .map(field -> field.name().equals(STATE)
                        ? lit(null).cast(field.dataType()).as(STATE)
                        : col(field.name()))
                .toArray(Column[]::new);
        MapPartitionsFunction<Row, Row> merge = rows -> new PartialStates(rows, layout);
        return interactions.select(columns).mapPartitions(merge, Encoders.row(PARTS));
    }

    private static Dataset<Row> byCustomer(Dataset<Row> parts, StateLayout layout) {
        Dataset<Row> sorted = parts.repartition(col(Interactions.CUSTOMER))
                .sortWithinPartitions(Interactions.CUSTOMER, Interactions.AT);
        MapPartitionsFunction<Row, Row> merge = rows -> new MergedStates(rows, layout, at -> 0);
        return sorted.mapPartitions(merge, Encoders.row(PARTS)).select(col(Interactions.CUSTOMER), col(STATE));
    }
}
