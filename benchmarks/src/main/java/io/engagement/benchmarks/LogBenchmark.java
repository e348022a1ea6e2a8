package io.engagement.benchmarks;

import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.EffortWeights;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.measure.spi.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From unsorted rows with text ids to a log, and from a log to measures, in ns an interaction (for the default number of
 * rows).
 *
 * <p>On one core: {@code taskset -c 0 java -jar benchmarks/target/benchmarks.jar LogBenchmark}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(LogBenchmark.ROWS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 7, time = 2)
@Fork(value = 2, jvmArgsAppend = "-Xmx4g")
public class LogBenchmark {
    static final int ROWS = 1_000_000;

    private static final Duration LONG = Duration.ofDays(90);
    private static final Duration SHORT = Duration.ofDays(22);
    private static final PurchaseDefinition PURCHASES = PurchaseDefinition.standard();
    private static final EffortWeights WEIGHTS = EffortWeights.uniform().withPurpose(Purpose.USE, 0.1);

    /** What the three scores and the momentum read. */
    private static final List<Measure> MEASURES = List.of(
            PURCHASES.frequency(),
            PURCHASES.recency(),
            PURCHASES.age(),
            PURCHASES.meanRepeatValue(),
            Measure.decayed(Filter.ownInitiative(), WEIGHTS, LONG),
            Measure.decayed(Filter.ownInitiative(), WEIGHTS, SHORT),
            Measure.decayedExposure(LONG),
            Measure.decayedExposure(SHORT),
            Measure.sum(Filter.purpose(Purpose.PURCHASE).negate(), Quantity.COST),
            Measure.timeSinceFirst(Filter.all()));

    @Param("1000000")
    private int rows;

    private RandomBase base = new RandomBase(0);
    private LogView view = base.log().asOf(Instant.EPOCH);

    /** Draws the rows. */
    @Setup
    public void draw() {
        base = new RandomBase(rows);
        view = base.log().asOf(Instant.ofEpochMilli(RandomBase.START + RandomBase.LENGTH));
    }

    /**
     * Unsorted rows to a log.
     *
     * @return the log
     */
    @Benchmark
    public InteractionLog build() {
        return base.log();
    }

    /**
     * Unsorted rows whose customer ids are numbers to a log.
     *
     * @return the log
     */
    @Benchmark
    public InteractionLog buildOfNumbers() {
        return base.logOfNumbers();
    }

    /**
     * A log to the ten measures of all built-in scores.
     *
     * @return the table
     */
    @Benchmark
    public MeasureTable measures() {
        return MeasureTable.of(view, TimeScale.WEEKS, MEASURES);
    }
}
