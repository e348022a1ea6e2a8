package io.engagement.benchmarks;

import io.engagement.domain.Interaction;
import io.engagement.live.Arrival;
import io.engagement.live.LiveStore;
import io.engagement.score.ScoreTable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.GroupThreads;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long one interaction and the three scores of its customer take, one by one, while another thread adds as fast as it
 * can: percentiles.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar LiveLatencyBenchmark}.
 */
@State(Scope.Group)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 10, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx8g", "-Xms8g"})
public class LiveLatencyBenchmark {
    /** How many customers the store has. */
    @Param("1000000")
    private int customers;

    /**
     * The reorder window. A score settles what waits in it for its customer: with a million interactions a second on a million
     * customers, one each for every second.
     */
    @Param({"5", "60"})
    private int windowSeconds;

    private static final int ARRIVING = 1 << 20;

    private String[] myIds = {};
    private String[] otherIds = {};
    private int mineCame;
    private int othersCame;

    private LiveStore store = LiveEvents.store().open();
    private LiveEvents mine = new LiveEvents(1, Instant.EPOCH, false, 0, 0);
    private LiveEvents others = mine;

    /** A store that knows each customer. */
    @Setup
    public void fill() {
        store = LiveEvents.store()
                .withReorderWindow(Duration.ofSeconds(windowSeconds))
                .withDuplicateWindow(Duration.ZERO)
                .open();
        mine = new LiveEvents(customers, Instant.now(), false, 0, 1);
        others = new LiveEvents(customers, Instant.now(), false, 0, 2);
        mine.fill(store);
        myIds = mine.arriving(ARRIVING);
        otherIds = others.arriving(ARRIVING);
    }

    /**
     * One interaction, and the scores of its customer.
     *
     * @return the scores
     */
    @Benchmark
    @Group("underLoad")
    @GroupThreads(1)
    public Optional<ScoreTable> addAndScore() {
        Interaction next = mine.at(myIds[mineCame++ & (ARRIVING - 1)], Instant.now());
        store.add(next);
        return store.score(next.customerId());
    }

    /**
     * The load.
     *
     * @return what became of the interaction
     */
    @Benchmark
    @Group("underLoad")
    @GroupThreads(1)
    public Arrival load() {
        return store.add(others.at(otherIds[othersCame++ & (ARRIVING - 1)], Instant.now()));
    }
}
