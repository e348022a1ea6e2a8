package io.engagement.benchmarks;

import io.engagement.outcome.experiment.ArmShares;
import io.engagement.outcome.experiment.ExperimentKey;
import io.engagement.outcome.experiment.Randomization;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long it takes to tell a customer's arm on a send path: a keyed hash of an id of 10 or 36 characters, nothing stored.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar ExperimentBenchmark -prof gc}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ExperimentBenchmark {
    private static final int IDS = 1 << 12;

    private final Randomization arms = Randomization.of(
            ExperimentKey.of("spring", "0123456789abcdef0123456789abcdef"),
            ArmShares.of("none", Map.of("none", 0.1, "mail", 0.6, "call", 0.3)));
    private final String[] numbers = new String[IDS];
    private final String[] uuids = new String[IDS];
    private int next;

    /** Ids as companies have them. */
    @Setup
    public void fill() {
        for (int i = 0; i < IDS; i++) {
            numbers[i] = String.format("%010d", i * 7919L);
            uuids[i] = UUID.nameUUIDFromBytes(numbers[i].getBytes(StandardCharsets.UTF_8))
                    .toString();
        }
    }

    /**
     * An id of ten characters.
     *
     * @return the arm
     */
    @Benchmark
    public String armOfTenCharacters() {
        return arms.arm(numbers[next++ & (IDS - 1)]);
    }

    /**
     * An id of 36 characters.
     *
     * @return the arm
     */
    @Benchmark
    public String armOfUuid() {
        return arms.arm(uuids[next++ & (IDS - 1)]);
    }
}
