package io.engagement.benchmarks;

import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import io.engagement.live.LiveStore;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.spi.Quantity;
import io.engagement.measure.spi.Statistic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
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
 * An ordered statistic of one's own beside a built-in one that keeps the same, in ns an interaction: the mean gap, among the
 * measures of the three scores.
 *
 * <p>On one core: {@code taskset -c 0 java -jar benchmarks/target/benchmarks.jar OwnStatisticBenchmark}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(OwnStatisticBenchmark.ROWS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 7, time = 2)
@Fork(value = 2, jvmArgsAppend = "-Xmx4g")
public class OwnStatisticBenchmark {
    static final int ROWS = 1_000_000;

    private static final int CUSTOMERS = 100_000;
    private static final int BATCH = 500;

    /** Whose measure of the mean gap it is. */
    @Param({"BUILT_IN", "OWN"})
    private Whose whose = Whose.BUILT_IN;

    private LogView view = new RandomBase(0).log().asOf(Instant.EPOCH);
    private List<Measure> measures = List.of();
    private LiveStore store = LiveEvents.store().open();
    private LiveEvents events = new LiveEvents(1, Instant.EPOCH, false, 0, 0);
    private Interaction[] next = {};

    /** Who wrote a statistic. */
    public enum Whose {
        /** The library. */
        BUILT_IN {
            @Override
            Measure meanGap() {
                return Measure.meanGap(Filter.all());
            }
        },
        /** A user. */
        OWN {
            @Override
            Measure meanGap() {
                return MeanGap.of(Filter.all());
            }
        };

        abstract Measure meanGap();
    }

    /** Draws the rows, and fills the store. */
    @Setup
    public void draw() {
        view = new RandomBase(ROWS).log().asOf(Instant.ofEpochMilli(RandomBase.START + RandomBase.LENGTH));
        measures = List.of(whose.meanGap());
        store = LiveEvents.store().withMeasures(whose.meanGap()).open();
        events = new LiveEvents(CUSTOMERS, Instant.now().minus(Duration.ofDays(2)), false, 0, 42);
        events.fill(store);
    }

    /** The next interactions. */
    @Setup(Level.Invocation)
    public void drawNext() {
        next = new Interaction[ROWS];
        for (int i = 0; i < ROWS; i++) {
            next[i] = events.next();
        }
    }

    /**
     * A log to the measure alone.
     *
     * @return the table
     */
    @Benchmark
    public MeasureTable table() {
        return MeasureTable.of(view, TimeScale.WEEKS, measures);
    }

    /**
     * Into a live store of three scorers and the measure, in batches.
     *
     * @return the store
     */
    @Benchmark
    public LiveStore live() {
        List<Interaction> all = List.of(next);
        for (int from = 0; from < ROWS; from += BATCH) {
            store.addAll(all.subList(from, Math.min(from + BATCH, ROWS)));
        }
        return store;
    }

    /** As a user writes it. Slots: how many, first, last. */
    record MeanGap(Filter filter) implements Statistic {
        private static final int COUNT = 0;
        private static final int FIRST = 1;
        private static final int LAST = 2;

        static Measure of(Filter filter) {
            return Measure.of(
                    new MeanGap(filter),
                    MeanGap::mean,
                    "own_mean_gap",
                    "usual time between contacts",
                    Measure.Unit.TIME);
        }

        private static double mean(double[] slots, int offset, double now, double unit) {
            return (slots[offset + LAST] - slots[offset + FIRST]) / (slots[offset + COUNT] - 1) / unit;
        }

        @Override
        public String name() {
            return "own_gaps[" + filter + "]";
        }

        @Override
        public int slots() {
            return 3;
        }

        @Override
        public boolean ordered() {
            return true;
        }

        @Override
        public void reset(double[] slots, int offset) {
            slots[offset + COUNT] = 0;
            slots[offset + FIRST] = Double.NEGATIVE_INFINITY;
            slots[offset + LAST] = Double.NEGATIVE_INFINITY;
        }

        @Override
        public double weight(InteractionKind kind, ToDoubleFunction<Quantity> quantities) {
            return filter.matches(kind, quantities) ? 1 : 0;
        }

        @Override
        public boolean takes(double at, double[] slots, int offset) {
            return at >= slots[offset + LAST];
        }

        @Override
        public void enter(double at, double weight, ToDoubleFunction<Quantity> quantities, double[] slots, int offset) {
            add(at, at, 1, slots, offset);
        }

        @Override
        public void merge(double[] slots, int offset, double[] other, int otherOffset) {
            if (other[otherOffset + COUNT] > 0) {
                add(other[otherOffset + FIRST], other[otherOffset + LAST], other[otherOffset + COUNT], slots, offset);
            }
        }

        private static void add(double first, double last, double count, double[] slots, int offset) {
            Statistic.requireInOrder(first, slots[offset + LAST]);
            if (slots[offset + COUNT] == 0) {
                slots[offset + FIRST] = first;
            }
            slots[offset + LAST] = last;
            slots[offset + COUNT] += count;
        }
    }
}
