package io.engagement.spark;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.engagement.domain.Customer;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import io.engagement.history.InteractionLog;
import io.engagement.initiative.AdditiveLogistic;
import io.engagement.initiative.FitSample;
import io.engagement.measure.StateLayout;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A model of who acts again, of engagement or of retention, reads whole pasts of some thousand customers, a {@link FitSample}, however many there are. So these are
 * looked for where the customers are, and the model is fitted by the library, in the driver: the same bits as without Spark,
 * whatever the partitions.
 */
public final class EngagementSample {
    private static final String REGISTERED = "registered";
    private static final String KNOWN = "known_since";
    private static final String ACTED = "first_act";

    private static final StructType MEMBERS = new StructType()
            .add(Interactions.CUSTOMER, DataTypes.StringType, false)
            .add(KNOWN, DataTypes.LongType, false)
            .add(ACTED, DataTypes.LongType, false);

    private EngagementSample() {}

    /**
     * The model of who acts again.
     *
     * @param interactions rows of {@link Interactions#SCHEMA}
     * @param way to states: a function of {@link CustomerStates}
     * @param customers rows of {@link Customers#SCHEMA} of who is registered
     * @param asOf as of when
     * @param acts what counts as an act
     * @return the model that the library fits to the log of all of them
     */
    public static Fitted<AdditiveLogistic> fit(
            Dataset<Row> interactions,
            BiFunction<Dataset<Row>, StateLayout, Dataset<Row>> way,
            Optional<Dataset<Row>> customers,
            Instant asOf,
            ActMaker acts) {
        Dataset<Row> seen = Interactions.asOf(interactions, asOf);
        StateLayout layout =
                StateLayout.of(FitSample.of(acts.definition(), asOf).inputs());
        List<Row> members = members(withRegistered(way.apply(seen, layout), customers), layout, asOf, acts);
        InteractionLog.Builder log = InteractionLog.builder();
        members.stream()
                .filter(member -> member.getLong(1) == Long.MIN_VALUE)
                .map(member -> Customer.of(member.getString(0)))
                .forEach(log::customer);
        Kinds kinds = new Kinds(StateLayout.of(List.of()));
        of(seen, members)
                .toLocalIterator()
                .forEachRemaining(row -> log.add(Interactions.interaction(
                        row, kinds.get(row.getString(2)).kind())));
        return AdditiveLogistic.fit(log.build().asOf(asOf), acts.definition());
    }

    /** All interactions of some customers. */
    private static Dataset<Row> of(Dataset<Row> interactions, List<Row> members) {
        Dataset<Row> ids =
                interactions.sparkSession().createDataFrame(members, MEMBERS).select(Interactions.CUSTOMER);
        return interactions.join(
                broadcast(ids),
                interactions.col(Interactions.CUSTOMER).equalTo(ids.col(Interactions.CUSTOMER)),
                "left_semi");
    }

    /** States of all, null for who has none, and who is registered. */
    private static Dataset<Row> withRegistered(Dataset<Row> states, Optional<Dataset<Row>> customers) {
        if (customers.isEmpty()) {
            return states.withColumn(REGISTERED, lit(false));
        }
        Dataset<Row> registered =
                customers.get().select(Interactions.CUSTOMER).distinct().withColumn(REGISTERED, lit(true));
        Column known = coalesce(col(REGISTERED), lit(false));
        return states.join(registered, new String[] {Interactions.CUSTOMER}, "full")
                .withColumn(REGISTERED, known);
    }

    /** In two steps, so that no task takes more than some partitions' samples. */
    private static List<Row> members(Dataset<Row> known, StateLayout layout, Instant asOf, ActMaker acts) {
        MapPartitionsFunction<Row, Row> drawn = rows -> new Known(rows, layout, asOf, acts).sample();
        MapPartitionsFunction<Row, Row> again = rows -> sample(rows, asOf, acts);
        Dataset<Row> ofParts = known.mapPartitions(drawn, Encoders.row(MEMBERS));
        int parts = (int) Math.ceil(Math.sqrt(ofParts.rdd().getNumPartitions()));
        Dataset<Row> fewer = ofParts.coalesce(Math.max(1, parts)).mapPartitions(again, Encoders.row(MEMBERS));
        return list(sample(fewer.toLocalIterator(), asOf, acts));
    }

    private static List<Row> list(Iterator<Row> rows) {
        List<Row> all = new ArrayList<>();
        rows.forEachRemaining(all::add);
        return all;
    }

    private static Iterator<Row> sample(Iterator<Row> members, Instant asOf, ActMaker acts) {
        FitSample sample = FitSample.of(acts.definition(), asOf);
        members.forEachRemaining(
                row -> sample.add(new FitSample.Member(row.getString(0), row.getLong(1), row.getLong(2))));
        return rows(sample);
    }

    private static Iterator<Row> rows(FitSample sample) {
        return sample.members().stream()
                .map(member -> RowFactory.create(member.customerId(), member.knownSince(), member.firstAct()))
                .iterator();
    }

    /** Customers of one partition, through one array of slots. */
    private static final class Known {
        private final Iterator<Row> rows;
        private final StateLayout layout;
        private final Instant asOf;
        private final ActMaker acts;
        private final double[] slots;

        Known(Iterator<Row> rows, StateLayout layout, Instant asOf, ActMaker acts) {
            this.rows = rows;
            this.layout = layout;
            this.asOf = asOf;
            this.acts = acts;
            this.slots = new double[layout.slots()];
        }

        Iterator<Row> sample() {
            FitSample sample = FitSample.of(acts.definition(), asOf);
            rows.forEachRemaining(row -> sample.add(member(row)));
            return rows(sample);
        }

        private FitSample.Member member(Row row) {
            boolean registered = row.getBoolean(2);
            if (row.isNullAt(1)) {
                return new FitSample.Member(row.getString(0), Long.MIN_VALUE, Long.MAX_VALUE);
            }
            layout.read(ByteBuffer.wrap(row.getAs(1)), slots, 0);
            return new FitSample.Member(row.getString(0), registered ? Long.MIN_VALUE : since(0), since(1));
        }

        /** To the millisecond, as times since are far from 2^53 of these. */
        private long since(int measure) {
            double hours = layout.valueAt(measure, slots, 0, asOf, TimeScale.HOURS);
            return Double.isNaN(hours)
                    ? Long.MAX_VALUE
                    : Math.round(asOf.toEpochMilli() - hours * TimeScale.HOURS.millis());
        }
    }
}
