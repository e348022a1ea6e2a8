package io.engagement.spark;

import static org.apache.spark.sql.functions.col;

import io.engagement.measure.StateLayout;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.StatefulProcessorWithInitialState;
import org.apache.spark.sql.streaming.TTLConfig;
import org.apache.spark.sql.streaming.TimeMode;
import org.apache.spark.sql.streaming.TimerValues;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The states of {@link CustomerStates}, kept current on a stream by Spark's stateful operator: each batch of new
 * interactions gives the new states of the customers whom they concern.
 *
 * <p>What unordered measures want is taken whenever it comes. What ordered ones want may come late by up to a window,
 * exactly: a customer's newest such interactions are held beside the state until a later one is so much newer. What is
 * later than that goes into unordered measures only, and is counted.
 *
 * <p>It needs {@code spark.sql.streaming.stateStore.providerClass} to be RocksDB's: {@link #PROVIDER}.
 */
public final class StreamingStates {
    /** The only state store that the operator works with. */
    public static final String PROVIDER = "org.apache.spark.sql.execution.streaming.state.RocksDBStateStoreProvider";

    /** How many of a customer's interactions came too late for ordered measures. */
    public static final String LATE = "late";

    /** What comes out for each customer concerned: rows of {@link CustomerStates#SCHEMA}, and how many came too late. */
    public static final StructType SCHEMA = CustomerStates.SCHEMA.add(LATE, DataTypes.LongType, false);

    private StreamingStates() {}

    /**
     * States kept current.
     *
     * @param interactions a stream of rows of {@link Interactions#SCHEMA}, their initiators as they are known
     * @param before states of {@link CustomerStates#SCHEMA} to begin with, taken when the query first starts
     * @param until as of when those are: for ordered measures, what is earlier comes too late
     * @param layout of the measures
     * @param window by how much an interaction may be earlier than others of its customer that came before it
     * @return a stream of rows of {@link #SCHEMA}, for output mode "update"
     */
    public static Dataset<Row> of(
            Dataset<Row> interactions, Dataset<Row> before, Instant until, StateLayout layout, Duration window) {
        MapFunction<Row, String> customer = row -> row.getString(0);
        Column[] columns = Arrays.stream(PackedInteractionStates.HELD.fieldNames())
                .map(name -> col(name))
                .toArray(Column[]::new);
        return interactions
                .select(columns)
                .groupByKey(customer, Encoders.STRING())
                .transformWithState(
                        new Operator(layout, window.toMillis(), until.toEpochMilli()),
                        TimeMode.None(),
                        OutputMode.Update(),
                        before.groupByKey(customer, Encoders.STRING()),
                        Encoders.row(SCHEMA),
                        Encoders.row(CustomerStates.SCHEMA));
    }

    /** The stateful operator: Spark's side of {@link PackedInteractionStates}. */
    private static final class Operator extends StatefulProcessorWithInitialState<String, Row, Row, Row> {
        private static final long serialVersionUID = 1L;

        private final StateLayout layout;
        private final long windowMillis;
        private final long untilMillis;
        private transient @Nullable PackedInteractionStates states;

        Operator(StateLayout layout, long windowMillis, long untilMillis) {
            this.layout = layout;
            this.windowMillis = windowMillis;
            this.untilMillis = untilMillis;
        }

        @Override
        public void init(OutputMode outputMode, TimeMode timeMode) {
            states = new PackedInteractionStates(
                    layout,
                    windowMillis,
                    getHandle().getValueState("settled", Encoders.BINARY(), TTLConfig.NONE()),
                    getHandle().getListState("held", Encoders.row(PackedInteractionStates.HELD), TTLConfig.NONE()));
        }

        @Override
        public void handleInitialState(String customer, Row before, TimerValues timers) {
            Objects.requireNonNull(states).begin(before.getAs(1), untilMillis);
        }

        @Override
        public Iterator<Row> handleInputRows(String customer, Iterator<Row> rows, TimerValues timers) {
            Row current = Objects.requireNonNull(states).add(customer, CollectionConverters.asJava(rows));
            return CollectionConverters.asScala(List.of(current).iterator());
        }
    }
}
