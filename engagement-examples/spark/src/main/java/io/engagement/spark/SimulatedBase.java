package io.engagement.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.timestamp_millis;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.simulate.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The library's simulated base as a company's table would hold it: one row an interaction, in order of time, not of
 * customer. One year, some 15 interactions a customer.
 */
public final class SimulatedBase {
    private static final List<String> KIND =
            List.of("channel", "purpose", "initiator", "direction", "actor", "department");

    /** In a second. */
    private static final double MILLIS = 1000;

    private static final String HEAVIEST = "heaviest";

    /** Of the heaviest customer's interactions, each which one is a purchase. */
    private static final int PURCHASES = 4;

    private SimulatedBase() {}

    /**
     * The simulation.
     *
     * @param customers how many
     * @return the library's defaults, over one year, with offers on paper and by phone only
     */
    public static Simulation simulation(int customers) {
        Simulation defaults = Simulation.withDefaults();
        return defaults.withCustomers(customers)
                .withPeriod(defaults.start(), Duration.ofDays(365))
                .withOutreach(defaults.outreach().subList(2, 4));
    }

    /**
     * The interactions, drawn in parallel.
     *
     * @param spark the session
     * @param customers how many customers
     * @return a table with a column for each thing that is known of an interaction
     */
    public static Dataset<Row> table(SparkSession spark, int customers) {
        return table(spark, customers, 0);
    }

    /**
     * The interactions, and those of one more customer, named {@value #HEAVIEST}, who has very many: at equal distances
     * over the year, each fourth a purchase, the rest use.
     *
     * @param spark the session
     * @param customers how many other customers
     * @param heaviest how many interactions the one has, 0 for no such customer
     * @return a table with a column for each thing that is known of an interaction
     */
    public static Dataset<Row> table(SparkSession spark, int customers, long heaviest) {
        Simulation simulation = simulation(customers);
        FlatMapFunction<Long, Row> draw =
                index -> simulation(customers).customer(Math.toIntExact(index)).interactions().stream()
                        .map(Interactions::row)
                        .iterator();
        Dataset<Row> drawn = spark.range(customers).flatMap(draw, Encoders.row(Interactions.SCHEMA));
        if (heaviest > 0) {
            long start = simulation.start().toEpochMilli();
            double step = (double) Duration.between(simulation.start(), simulation.end())
                            .toMillis()
                    / (double) heaviest;
            MapFunction<Long, Row> one = index -> Interactions.row(heavy(index, start + (long) (index * step)));
            drawn = drawn.unionAll(spark.range(heaviest).map(one, Encoders.row(Interactions.SCHEMA)));
        }
        List<Column> columns = new ArrayList<>(List.of(
                col(Interactions.CUSTOMER),
                timestamp_millis(col(Interactions.AT)).as(Interactions.AT)));
        for (int i = 0; i < KIND.size(); i++) {
            columns.add(expr("nullif(split(kind, '" + Kinds.SEPARATOR + "')[" + i + "], '')")
                    .as(KIND.get(i)));
        }
        columns.add(col("duration").divide(MILLIS).as("duration"));
        Stream.of("value", "cost", "satisfaction", "id", "in_reply_to", "conversation")
                .forEach(name -> columns.add(col(name)));
        return drawn.select(columns.toArray(Column[]::new)).orderBy(Interactions.AT, Interactions.CUSTOMER);
    }

    private static Interaction heavy(long index, long epochMilli) {
        Purpose purpose = index % PURCHASES == 0 ? Purpose.PURCHASE : Purpose.USE;
        Interaction bare =
                Interaction.of(HEAVIEST, Instant.ofEpochMilli(epochMilli), Channel.WEB, Initiator.CUSTOMER, purpose);
        return purpose.equals(Purpose.PURCHASE) ? bare.withValue(10) : bare;
    }
}
