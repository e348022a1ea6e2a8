package io.engagement.spark;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.StageInfo;
import org.apache.spark.sql.SparkSession;

/** The steps of a job by name, and what each of them took: time, and what Spark counted meanwhile. */
public final class Steps {
    private static final String DESCRIPTION = "spark.job.description";

    private final SparkSession spark;
    private final Map<String, Duration> times = new LinkedHashMap<>();
    private final Counts counts = new Counts();

    private Steps(SparkSession spark) {
        this.spark = spark;
    }

    /**
     * The steps of a session.
     *
     * @param spark the session, which is listened to from now on
     * @return no step yet
     */
    public static Steps of(SparkSession spark) {
        Steps steps = new Steps(spark);
        spark.sparkContext().addSparkListener(steps.counts);
        return steps;
    }

    /**
     * Does a step.
     *
     * @param name what it is called in the report and in Spark's own pages
     * @param work what it does, to its end: Spark puts work off until somebody wants its result
     * @param <T> the result's type
     * @return the work's result
     */
    public <T> T run(String name, Supplier<T> work) {
        spark.sparkContext().setJobDescription(name);
        long start = System.nanoTime();
        try {
            return work.get();
        } finally {
            times.merge(name, Duration.ofNanos(System.nanoTime() - start), Duration::plus);
            spark.sparkContext().setJobDescription("");
        }
    }

    /**
     * What the steps took; complete once the session has stopped, which waits for all counts.
     *
     * @return a table in text
     */
    public String report() {
        StringBuilder text = new StringBuilder(String.format(
                "%-28s %9s %7s %14s %12s %14s %12s%n",
                "step", "seconds", "tasks", "rows read", "rows/s", "shuffle bytes", "to driver"));
        times.forEach((name, time) -> text.append(line(name, time, counts.of(name))));
        return text.toString();
    }

    private static String line(String name, Duration time, Count count) {
        double seconds = time.toMillis() / 1e3;
        return String.format(
                Locale.ROOT,
                "%-28s %9.1f %7d %,14d %,12.0f %,14d %,12d%n",
                name,
                seconds,
                count.tasks(),
                count.rowsRead(),
                (double) count.rowsRead() / seconds,
                count.shuffleBytes(),
                count.driverBytes());
    }

    /** What Spark counted in one step: rows from files, bytes written to shuffles, bytes sent to the driver. */
    private record Count(long tasks, long rowsRead, long shuffleBytes, long driverBytes) {
        static final Count NONE = new Count(0, 0, 0, 0);

        Count plus(StageInfo stage) {
            TaskMetrics metrics = stage.taskMetrics();
            return new Count(
                    tasks + stage.numTasks(),
                    rowsRead + metrics.inputMetrics().recordsRead(),
                    shuffleBytes + metrics.shuffleWriteMetrics().bytesWritten(),
                    driverBytes + metrics.resultSize());
        }
    }

    /** Called by Spark's own thread. */
    private static final class Counts extends SparkListener {
        private final Map<Integer, String> steps = new ConcurrentHashMap<>();
        private final Map<String, Count> counts = new ConcurrentHashMap<>();

        @Override
        public void onStageSubmitted(SparkListenerStageSubmitted submitted) {
            Properties properties = submitted.properties();
            steps.put(submitted.stageInfo().stageId(), properties.getProperty(DESCRIPTION, ""));
        }

        @Override
        public void onStageCompleted(SparkListenerStageCompleted completed) {
            StageInfo stage = completed.stageInfo();
            String step = steps.getOrDefault(stage.stageId(), "");
            counts.merge(step, Count.NONE.plus(stage), (known, ignored) -> known.plus(stage));
        }

        Count of(String step) {
            return counts.getOrDefault(step, Count.NONE);
        }
    }
}
