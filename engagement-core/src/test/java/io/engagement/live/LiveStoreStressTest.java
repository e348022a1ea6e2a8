package io.engagement.live;

import static io.engagement.live.LiveBase.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.domain.Interaction;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.live.LiveBase.HandClock;
import io.engagement.measure.MeasureTable;
import io.engagement.testkit.run.FullRun;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many threads at once: nothing is lost, nothing counts twice, and what is read is a state that once was. */
class LiveStoreStressTest {
    private static final int THREADS = 4;
    private static final int CUSTOMERS = 50;
    private static final int EACH = FullRun.pick(200_000, 8_000);

    private final Path directory;

    private final HandClock clock = new HandClock(START.plus(Duration.ofDays(200)));

    LiveStoreStressTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void anyInterleavingGivesWhatALogGives() throws Exception {
        LiveStore store = builder().withShards(2).open();
        InteractionLog.Builder log = InteractionLog.builder();
        for (int thread = 0; thread < THREADS; thread++) {
            for (int i = 0; i < EACH; i++) {
                log.add(interaction(thread, i));
            }
        }
        AtomicBoolean done = new AtomicBoolean();
        List<Callable<Void>> beside = List.of(() -> {
            SplittableRandom random = new SplittableRandom(7);
            double[] contacts = new double[CUSTOMERS];
            while (!done.get()) {
                readsMakeSense(store, random, contacts);
            }
            return null;
        });
        run(done, beside, thread -> {
            for (int i = 0; i < EACH; i++) {
                store.add(interaction(thread, i));
                if (i % 7 == 0) {
                    assertThat(store.add(interaction(thread, i / 2))).isEqualTo(Arrival.DUPLICATE);
                }
            }
        });
        LogView view = log.build().asOf(clock.instant());
        MeasureTable batch = MeasureTable.of(view, store.timeScale(), store.measures());
        assertThat(store.report().customers()).isEqualTo(CUSTOMERS).isEqualTo(batch.size());
        for (int row = 0; row < batch.size(); row++) {
            LiveBase.assertSame(store.measures(batch.customerId(row)).orElseThrow(), 0, batch, row, store.measures());
        }
        assertThat(store.report().taken()).isEqualTo((long) THREADS * EACH);
        assertThat(store.report().late()).isZero();
    }

    @Test
    void aSnapshotAndWhatCameSinceIsNeverHavingStopped() throws Exception {
        // No ids: only the feeds' positions tell what a snapshot holds.
        LiveStore store = builder().withShards(4).open();
        Path file = directory.resolve("store.live");
        AtomicBoolean done = new AtomicBoolean();
        List<LiveStore> restored = new ArrayList<>();
        List<Callable<Void>> beside = List.of(() -> {
            while (!done.get()) {
                store.snapshot(file);
                LiveStore other = builder().restore(file);
                if (restored.size() < 4) {
                    restored.add(other);
                }
            }
            return null;
        });
        run(done, beside, thread -> feed(store, thread));
        store.snapshot(file);
        restored.add(builder().restore(file));
        assertThat(restored.size()).isGreaterThan(1);
        for (LiveStore other : restored) {
            for (int thread = 0; thread < THREADS; thread++) {
                feed(other, thread);
            }
            LiveBase.assertSameStores(other, store);
            assertThat(other.report().taken()).isEqualTo(store.report().taken());
        }
    }

    private LiveStore.Builder builder() {
        return LiveBase.store()
                .withClock(clock)
                .withReorderWindow(Duration.ofDays(365))
                .withDuplicateWindow(Duration.ofDays(365));
    }

    private static Interaction interaction(int thread, int i) {
        return withoutId(thread, i).withId(thread + "-" + i);
    }

    private static Interaction withoutId(int thread, int i) {
        long number = (long) thread * EACH + i;
        SplittableRandom random = new SplittableRandom(number);
        Instant at = START.plusSeconds(random.nextInt(100 * 86_400));
        return LiveBase.interaction("c" + random.nextInt(CUSTOMERS), at, number);
    }

    /** All of a feed, whatever the store knows of it. */
    private static void feed(LiveStore store, int thread) {
        Feed feed = store.feed("feed-" + thread);
        for (int i = 0; i < EACH; i++) {
            feed.add(withoutId(thread, i), i);
        }
    }

    /** A customer's contacts never become fewer, and are no fewer than the days with one. */
    private static void readsMakeSense(LiveStore store, SplittableRandom random, double[] contacts) {
        int customer = random.nextInt(CUSTOMERS);
        store.measures("c" + customer).ifPresent(table -> {
            double now = table.column(LiveBase.MORE[0]).get(0);
            assertThat(now).isGreaterThanOrEqualTo(contacts[customer]);
            assertThat(table.column(LiveBase.MORE[4]).get(0)).isLessThanOrEqualTo(now);
            contacts[customer] = now;
        });
    }

    private interface Work {
        void of(int thread) throws Exception;
    }

    private static void run(AtomicBoolean done, List<Callable<Void>> beside, Work work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(THREADS + beside.size());
        try {
            List<Future<Void>> others = beside.stream().map(pool::submit).toList();
            List<Future<Void>> working = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int thread = i;
                working.add(pool.submit(() -> {
                    work.of(thread);
                    return null;
                }));
            }
            for (Future<Void> each : working) {
                each.get();
            }
            done.set(true);
            for (Future<Void> each : others) {
                each.get();
            }
        } catch (ExecutionException failed) {
            throw new AssertionError(failed.getCause());
        } finally {
            done.set(true);
            pool.shutdownNow();
        }
    }
}
