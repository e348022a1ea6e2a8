package io.engagement.benchmarks;

import io.engagement.history.InteractionLog;
import io.engagement.history.PartitionedLog;
import io.engagement.score.ScoreTable;
import io.engagement.score.ScoringPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * More interactions than memory holds, from drawing them to the three scores and the momentum of each customer: {@code java
 * -Xmx8g -cp benchmarks/target/benchmarks.jar io.engagement.benchmarks.LargeBase 10000000 200000000 DIRECTORY 64 2}.
 */
public final class LargeBase {
    private LargeBase() {}

    /**
     * Prints times and the peak of memory.
     *
     * @param arguments customers, interactions, a directory with room for 30 bytes an interaction, parts, threads
     * @throws IOException if the directory cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        int customers = Integer.parseInt(arguments[0]);
        long rows = Long.parseLong(arguments[1]);
        Path directory = Path.of(arguments[2]);
        int parts = Integer.parseInt(arguments[3]);
        int threads = Integer.parseInt(arguments[4]);
        long drawing = System.nanoTime();
        RandomBase.draw(customers, rows, (customer, at, kind, value, cost) -> {});
        long writing = System.nanoTime();
        try (PartitionedLog log = PartitionedLog.inDirectory(directory, parts)) {
            RandomBase.draw(customers, rows, log::add);
            long reading = System.nanoTime();
            ScoringPlan plan =
                    ScoringPlan.of(Columns.engagement(), Columns.momentum(), Columns.risk(), Columns.value());
            List<Sums> sums = log.map(threads, part -> Sums.of(plan, part));
            long end = System.nanoTime();
            Sums all = sums.stream().reduce(new Sums(0, 0, 0, 0), Sums::plus);
            System.out.printf(
                    Locale.ROOT,
                    "%,d customers, %,d interactions in %d parts on %d threads%n"
                            + "drawing alone %.0f s, drawing and writing %.0f s, logs, measures and scores %.0f s%n"
                            + "sums: engagement %.6g, risk %.6g, value %.6g%n%s%n",
                    all.customers,
                    log.size(),
                    parts,
                    threads,
                    seconds(drawing, writing),
                    seconds(writing, reading),
                    seconds(reading, end),
                    all.engagement,
                    all.risk,
                    all.value,
                    peak());
        }
    }

    private static double seconds(long from, long to) {
        return (to - from) / 1e9;
    }

    /** The most memory that the process ever had, where the system tells. */
    private static String peak() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                ? Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmHWM"))
                        .findFirst()
                        .orElse("")
                : "";
    }

    /** What is left of a part. */
    private record Sums(long customers, double engagement, double risk, double value) {
        static Sums of(ScoringPlan plan, InteractionLog log) {
            ScoreTable scores = plan.score(log.asOf(Instant.ofEpochMilli(RandomBase.START + RandomBase.LENGTH)));
            return new Sums(
                    scores.size(),
                    sum(scores, "engagement").orElse(0),
                    sum(scores, "retention_risk").orElse(0),
                    sum(scores, "lifetime_value").orElse(0));
        }

        private static OptionalDouble sum(ScoreTable scores, String name) {
            return DoubleStream.of(scores.column(name))
                    .filter(score -> !Double.isNaN(score))
                    .reduce(Double::sum);
        }

        Sums plus(Sums other) {
            return new Sums(
                    customers + other.customers, engagement + other.engagement, risk + other.risk, value + other.value);
        }
    }
}
