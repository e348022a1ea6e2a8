package io.engagement.spark;

import io.engagement.measure.StateLayout;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeoutException;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;

/**
 * Goes on where a {@link BatchJob} ended: its states and models, and the interactions that have come since. With each
 * micro-batch, the customers concerned are scored as of then.
 */
public final class StreamJob {
    private final Dataset<Row> before;
    private final Models models;
    private final Instant until;
    private final Duration window;

    private StreamJob(Dataset<Row> before, Models models, Instant until, Duration window) {
        this.before = before;
        this.models = models;
        this.until = until;
        this.window = window;
    }

    /**
     * A job.
     *
     * @param spark the session, with {@link StreamingStates#PROVIDER}
     * @param from the batch job's directory
     * @param until as of when its states are
     * @param window by how much an interaction may be earlier than others of its customer that came before it
     * @return the job
     */
    public static StreamJob of(SparkSession spark, String from, Instant until, Duration window) {
        Models models = Models.read(spark.read().parquet(from + "/models"));
        return new StreamJob(spark.read().parquet(from + "/states"), models, until, window);
    }

    /**
     * Starts it, or goes on after a stop: Spark keeps in the directory how far it has come.
     *
     * @param interactions a stream of rows of {@link Interactions#SCHEMA}
     * @param out the directory that gets {@code checkpoint} and, with a partition for each micro-batch, {@code scores}
     * @param trigger when there is a micro-batch
     * @param clock of when scores are
     * @return the running query
     * @throws TimeoutException if Spark cannot start it in time
     */
    public StreamingQuery start(Dataset<Row> interactions, String out, Trigger trigger, InstantSource clock)
            throws TimeoutException {
        StateLayout layout = models.layout();
        VoidFunction2<Dataset<Row>, Long> score = (states, batch) -> Scores.of(states, layout, models, clock.instant())
                .write()
                .mode(SaveMode.Overwrite)
                .parquet(out + "/scores/batch=" + batch);
        return StreamingStates.of(interactions, before, until, layout, window)
                .writeStream()
                .outputMode(OutputMode.Update())
                .option("checkpointLocation", out + "/checkpoint")
                .trigger(trigger)
                .foreachBatch(score)
                .start();
    }
}
