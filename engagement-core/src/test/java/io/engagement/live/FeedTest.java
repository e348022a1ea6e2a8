package io.engagement.live;

import static io.engagement.live.LiveBase.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.engagement.domain.Interaction;
import io.engagement.live.LiveBase.HandClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A feed loses nothing, whoever adds to it. */
class FeedTest {
    private static final int THREADS = 4;

    private final Path directory;
    private final HandClock clock = new HandClock(START.plus(Duration.ofDays(200)));
    private final LiveStore store = builder().open();
    private final Feed feed = store.feed("orders");

    FeedTest(@TempDir Path directory) {
        this.directory = directory;
    }

    private LiveStore.Builder builder() {
        return LiveBase.store().withClock(clock).withShards(4).withReorderWindow(Duration.ofDays(200));
    }

    private static Interaction interaction(long number) {
        return LiveBase.interaction("c" + number % 7, START.plusSeconds(number), number);
    }

    @Test
    void whatIsPassedOverIsBehindAlsoAfterRestoring() throws Exception {
        feed.add(interaction(1), 1);
        feed.pass(5);
        feed.pass(3);
        store.snapshot(directory.resolve("passed"));
        Feed restored = builder().restore(directory.resolve("passed")).feed("orders");
        assertThat(restored.position()).hasValue(5);
        assertThat(restored.add(interaction(6), 6)).isEqualTo(Arrival.TAKEN);
        assertThatIllegalArgumentException().isThrownBy(() -> feed.pass(Long.MIN_VALUE));
    }

    @Test
    void manyThreadsLoseNothingInAFeedAsAllButOneAreRefused() throws Exception {
        AtomicLong position = new AtomicLong();
        AtomicLong taken = new AtomicLong();
        AtomicLong refused = new AtomicLong();
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            CountDownLatch begin = new CountDownLatch(THREADS);
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                all.add(pool.submit(() -> {
                    begin.countDown();
                    begin.await();
                    for (int i = 0; i < 2000; i++) {
                        long mine = position.getAndIncrement();
                        try {
                            assertThat(feed.add(interaction(mine), mine)).isEqualTo(Arrival.TAKEN);
                            taken.incrementAndGet();
                        } catch (IllegalStateException told) {
                            assertThat(told).hasMessageContaining("feed orders belongs to thread");
                            refused.incrementAndGet();
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(refused.get()).isEqualTo(2000L * (THREADS - 1));
        assertThat(store.report().taken()).isEqualTo(taken.get()).isEqualTo(2000);
        assertThat(store.report().replayed()).isZero();
    }

    @Test
    void aFeedGoesFromOneThreadToTheNext() throws Exception {
        feed.add(interaction(1), 1);
        assertThat(inAnother(() -> feed.position().orElseThrow()))
                .as("who only looks takes nothing")
                .isEqualTo(1);
        assertThatIllegalStateException()
                .isThrownBy(() -> inAnother(() -> feed.add(interaction(2), 2)))
                .withMessageContaining("release()");
        assertThatIllegalStateException().isThrownBy(() -> inAnother(() -> feed.addAll(List.of(interaction(2)), 2)));
        assertThatIllegalStateException()
                .isThrownBy(() -> inAnother(() -> {
                    feed.release();
                    return null;
                }));
        feed.release();
        assertThat(inAnother(() -> feed.add(interaction(2), 2))).isEqualTo(Arrival.TAKEN);
        // That thread has ended.
        assertThat(feed.add(interaction(3), 3)).isEqualTo(Arrival.TAKEN);
        assertThat(feed.position()).hasValue(3);
        assertThat(store.report().taken()).isEqualTo(3);
    }

    @Test
    void positionsThatCannotBeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> feed.add(interaction(1), Long.MIN_VALUE))
                .withMessageContaining("feed orders");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> feed.addAll(List.of(interaction(1), interaction(2)), Long.MAX_VALUE))
                .withMessageContaining("feed orders");
        assertThat(feed.addAll(List.of(), 77)).isEmpty();
        assertThat(feed.position()).isEmpty();
        assertThat(feed.add(interaction(1), Long.MIN_VALUE + 1)).isEqualTo(Arrival.TAKEN);
        assertThat(feed.addAll(List.of(interaction(2), interaction(3)), Long.MAX_VALUE - 1))
                .containsOnly(Arrival.TAKEN);
        assertThat(feed.position()).hasValue(Long.MAX_VALUE);
    }

    @Test
    void whatASnapshotHoldsWhileAFeedAddsIsAllUpToItsPosition() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService pool = Executors.newSingleThreadExecutor();
        int n = 12_000;
        try {
            Future<?> feeding = pool.submit(() -> {
                for (int i = 0; i < n; i++) {
                    feed.add(interaction(i), i);
                }
                done.set(true);
            });
            Path file = directory.resolve("store.live");
            while (!done.get()) {
                store.snapshot(file);
                LiveStore restored = builder().restore(file);
                Feed again = restored.feed("orders");
                long next = again.position().orElse(-1) + 1;
                assertThat(restored.report().taken()).isBetween(next, (long) n);
                for (long i = next; i < n; i++) {
                    again.add(interaction(i), i);
                }
                assertThat(restored.report().taken()).isEqualTo(n);
            }
            feeding.get();
        } finally {
            pool.shutdownNow();
        }
    }

    /** In a thread that has ended then. */
    private static <T> T inAnother(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Thread other = new Thread(task);
        other.start();
        other.join();
        try {
            return task.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IllegalStateException told) {
                throw told;
            }
            throw failed;
        }
    }

    @Test
    void aFeedWithoutANameIsRefusedWhenItIsAskedFor() {
        assertThatNullPointerException().isThrownBy(() -> store.feed(nothing())).withMessage("name");
    }

    @Test
    void nullIsRefusedByNameAndLeavesTheStoreAsItWas() {
        Feed feed = store.feed("nulls");
        Interaction next = LiveBase.interaction("c1", START, 1);
        assertThatNullPointerException()
                .isThrownBy(() -> store.add(noInteraction()))
                .withMessage("interaction");
        assertThatNullPointerException()
                .isThrownBy(() -> feed.add(noInteraction(), 7))
                .withMessage("interaction");
        assertThatNullPointerException()
                .isThrownBy(() -> feed.addAll(Arrays.asList(next, noInteraction()), 8))
                .withMessage("interactions: null at index 1");
        assertThat(feed.position()).isEmpty();
        assertThat(store.report().taken()).isZero();
    }

    @SuppressWarnings("NullAway") // What a caller without null checks may do.
    private static Interaction noInteraction() {
        return null;
    }

    @SuppressWarnings("NullAway") // What a caller without null checks may do.
    private static String nothing() {
        return null;
    }
}
