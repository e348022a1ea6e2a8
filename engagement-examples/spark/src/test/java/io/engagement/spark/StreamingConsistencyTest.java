package io.engagement.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.xxhash64;
import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.history.LogView;
import io.engagement.measure.EngagementDefinition;
import io.engagement.measure.Measure;
import io.engagement.measure.StateLayout;
import io.engagement.score.Scale;
import io.engagement.score.ScoreTable;
import io.engagement.score.Scorer;
import io.engagement.score.ScoringPlan;
import io.engagement.simulate.Simulation;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamingConsistencyTest {
    private static final SparkSession SPARK = LocalSpark.session();
    private static final Simulation SIMULATION = SimulatedBase.simulation(600);
    private static final Instant AS_OF = SIMULATION.end();
    private static final Duration WINDOW = Duration.ofDays(7);

    /** States come from a batch until the first, files arrive at the second and at the end. */
    private static final Instant FIRST = AS_OF.minus(Duration.ofDays(200));

    private static final Instant SECOND = AS_OF.minus(Duration.ofDays(100));

    private static Dataset<Row> interactions;
    private static CoreBatch core;

    @BeforeAll
    static void scoreTheBaseWithoutSpark() {
        List<Row> rows =
                SIMULATION.interactions().stream().map(Interactions::row).toList();
        interactions = SPARK.createDataFrame(rows, Interactions.SCHEMA).cache();
        LogView view = SIMULATION.log().asOf(AS_OF);
        core = CoreBatch.of(view);
    }

    /** One in ten interactions comes up to six days late, with the next file. */
    private static Column isSeen(Instant by) {
        Column late = pmod(xxhash64(col("id")), lit(10)).equalTo(0);
        Column known = col(Interactions.AT).leq(by.toEpochMilli());
        Column settled = col(Interactions.AT).leq(by.minus(Duration.ofDays(6)).toEpochMilli());
        return known.and(late.and(settled).or(late.unary_$bang()));
    }

    private static Map<String, Row> latest(Path directory, Instant until, Duration window, Column... files)
            throws Exception {
        StateLayout layout = core.models().layout();
        Dataset<Row> before =
                CustomerStates.of(interactions.where(col(Interactions.AT).leq(until.toEpochMilli())), layout);
        Map<String, Row> latest = new HashMap<>();
        before.collectAsList().forEach(row -> latest.put(row.getString(0), row));
        String input = directory.resolve("input").toString();
        for (Column file : files) {
            interactions.where(file).coalesce(1).write().mode(SaveMode.Append).parquet(input);
            Dataset<Row> stream = SPARK.readStream().schema(Interactions.SCHEMA).parquet(input);
            VoidFunction2<Dataset<Row>, Long> keep =
                    (rows, batch) -> rows.collectAsList().forEach(row -> latest.put(row.getString(0), row));
            StreamingStates.of(stream, before, until, layout, window)
                    .writeStream()
                    .outputMode("update")
                    .option(
                            "checkpointLocation",
                            directory.resolve("checkpoint").toString())
                    .trigger(Trigger.AvailableNow())
                    .foreachBatch(keep)
                    .start()
                    .awaitTermination();
        }
        return latest;
    }

    private static Dataset<Row> scores(Map<String, Row> latest) {
        return scores(latest, core.models());
    }

    private static Dataset<Row> scores(Map<String, Row> latest, PlanMaker plan) {
        List<Row> states = latest.values().stream()
                .map(row -> RowFactory.create(row.get(0), row.get(1)))
                .toList();
        return Scores.of(
                SPARK.createDataFrame(states, CustomerStates.SCHEMA),
                core.models().layout(),
                plan,
                AS_OF);
    }

    /** Acts of their own, which any order counts. */
    private static ScoringPlan acts() {
        Measure acts = Measure.count(EngagementDefinition.withDefaults().acts());
        return ScoringPlan.of(Scorer.of("acts", Scale.COUNT, acts, count -> count));
    }

    @Test
    void filesThatArriveAfterABatchGiveTheScoresOfOneBatch(@TempDir Path directory) throws Exception {
        Column later = col(Interactions.AT).gt(FIRST.toEpochMilli());
        Map<String, Row> latest = latest(
                directory,
                FIRST,
                WINDOW,
                later.and(isSeen(SECOND)),
                later.and(isSeen(SECOND).unary_$bang()));
        assertThat(late(latest)).isZero();
        core.assertEqualTo(scores(latest), 1e-9);
    }

    @Test
    void whatIsLaterThanTheWindowIsCountedAndStillTakenByUnorderedMeasures(@TempDir Path directory) throws Exception {
        Column recent = col(Interactions.AT).gt(FIRST.toEpochMilli());
        Map<String, Row> latest = latest(directory, Instant.EPOCH, Duration.ZERO, recent, recent.unary_$bang());
        assertThat(late(latest)).isPositive();
        Map<String, Double> acts = new HashMap<>();
        scores(latest, StreamingConsistencyTest::acts)
                .collectAsList()
                .forEach(row -> acts.put(row.getString(0), row.getDouble(1)));
        ScoreTable expected = acts().score(SIMULATION.log().asOf(AS_OF));
        assertThat(acts).hasSize(expected.size());
        for (int row = 0; row < expected.size(); row++) {
            assertThat(acts.get(expected.customerId(row))).isEqualTo(expected.get(row, "acts"));
        }
    }

    private static long late(Map<String, Row> latest) {
        return latest.values().stream()
                .filter(row -> row.length() > 2)
                .mapToLong(row -> row.getLong(2))
                .sum();
    }
}
