package io.engagement.benchmarks;

import io.engagement.domain.Interaction;
import io.engagement.live.LiveStore;
import io.engagement.score.ScoreTable;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
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
 * Interactions into a live store of the three scorers, in ns an interaction. Those of an invocation are made before it.
 *
 * <p>On one core: {@code taskset -c 0 java -jar benchmarks/target/benchmarks.jar LiveBenchmark.oneThread}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(LiveBenchmark.EVENTS)
@Warmup(iterations = 4, time = 3)
@Measurement(iterations = 6, time = 3)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx8g", "-Xms8g"})
public class LiveBenchmark {
    static final int EVENTS = 1 << 20;
    private static final int BATCH = 500;

    /** How many customers the store has. */
    @Param({"100000", "1000000"})
    private int customers;

    /** Whether interactions have ids, which are remembered for a minute. */
    @Param({"false", "true"})
    private boolean ids;

    /** Whether initiators are inferred, so that who began what is remembered by its id for 30 days. */
    @Param("true")
    private boolean inferring;

    /** Of how many campaigns interactions are, 0 for none. */
    @Param("0")
    private int campaigns;

    private LiveStore store = LiveEvents.store().open();
    private LiveEvents events = new LiveEvents(1, Instant.EPOCH, false, 0, 0);
    private Interaction[] next = {};

    /** A store that knows each customer. */
    @Setup
    public void fill() {
        store = LiveEvents.store()
                .withDuplicateWindow(ids ? Duration.ofMinutes(1) : Duration.ZERO)
                .withThreadHorizon(inferring ? Duration.ofDays(30) : Duration.ZERO)
                .open();
        events = new LiveEvents(customers, Instant.now().minus(Duration.ofDays(2)), ids, campaigns, 42);
        events.fill(store);
    }

    /** The next interactions. */
    @Setup(Level.Invocation)
    public void draw() {
        next = new Interaction[EVENTS];
        for (int i = 0; i < EVENTS; i++) {
            next[i] = events.next();
        }
    }

    /**
     * Adding on one thread.
     *
     * @return the store
     */
    @Benchmark
    public LiveStore oneThread() {
        for (Interaction each : next) {
            store.add(each);
        }
        return store;
    }

    /**
     * Adding on one thread in batches of 500, as a consumer polls them.
     *
     * @return the store
     */
    @Benchmark
    public LiveStore oneThreadInBatches() {
        List<Interaction> all = Arrays.asList(next);
        for (int from = 0; from < EVENTS; from += BATCH) {
            store.addAll(all.subList(from, Math.min(from + BATCH, EVENTS)));
        }
        return store;
    }

    /**
     * The same batches on all cores.
     *
     * @return the store
     */
    @Benchmark
    public LiveStore allCoresInBatches() {
        List<Interaction> all = Arrays.asList(next);
        IntStream.range(0, (EVENTS + BATCH - 1) / BATCH)
                .parallel()
                .forEach(i -> store.addAll(all.subList(i * BATCH, Math.min((i + 1) * BATCH, EVENTS))));
        return store;
    }

    /**
     * The same interactions on all cores.
     *
     * @return the store
     */
    @Benchmark
    public LiveStore allCores() {
        IntStream.range(0, EVENTS).parallel().forEach(i -> store.add(next[i]));
        return store;
    }

    /**
     * All customers' scores as of now, of the last state, in ns of an interaction's share: multiply by 1,048,576 and divide
     * by the customers.
     *
     * @return the scores
     */
    @Benchmark
    public ScoreTable allScores() {
        return store.scores();
    }
}
