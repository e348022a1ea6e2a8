package io.engagement.benchmarks;

import io.engagement.domain.TimeScale;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A column of times in weeks: from milliseconds, as tables do it, and from instants, as objects do it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class TimeScaleBenchmark {
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    private static final long EIGHT_HOURS = 28_800_000;

    @Param("10000")
    private int rows;

    private double[] millis = {};
    private Instant[] instants = {};
    private double[] weeks = {};

    /** Times eight hours apart. */
    @Setup
    public void fill() {
        millis = new double[rows];
        instants = new Instant[rows];
        weeks = new double[rows];
        for (int row = 0; row < rows; row++) {
            millis[row] = (double) (row * EIGHT_HOURS);
            instants[row] = START.plusMillis(row * EIGHT_HOURS);
        }
    }

    /**
     * From the numbers of a column.
     *
     * @return the column in weeks
     */
    @Benchmark
    public double[] ofMillis() {
        for (int row = 0; row < rows; row++) {
            weeks[row] = TimeScale.WEEKS.ofMillis(millis[row]);
        }
        return weeks;
    }

    /**
     * From instants.
     *
     * @return the column in weeks
     */
    @Benchmark
    public double[] betweenInstants() {
        for (int row = 0; row < rows; row++) {
            weeks[row] = TimeScale.WEEKS.between(START, instants[row]);
        }
        return weeks;
    }
}
