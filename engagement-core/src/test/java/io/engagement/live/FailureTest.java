package io.engagement.live;

import static io.engagement.live.LiveBase.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.engagement.domain.Customer;
import io.engagement.domain.Interaction;
import io.engagement.history.InteractionLog;
import io.engagement.live.LiveBase.HandClock;
import io.engagement.measure.Measure;
import io.engagement.testkit.run.FullRun;
import io.engagement.testkit.run.SecondJvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where memory runs out, a store is as it was, or refuses to go on. */
class FailureTest {
    private static final int ROUNDS = FullRun.pick(400, 12);
    private static final int STEPS = 700;

    private final Path directory;
    private final HandClock clock = new HandClock(START);
    private final Failing failing = new Failing();

    FailureTest(@TempDir Path directory) {
        this.directory = directory;
    }

    /** Fails the next times but so many that this thread asks for memory. */
    private static final class Failing implements Runnable {
        private final Thread thread = Thread.currentThread();
        private int left = Integer.MAX_VALUE;
        private int failed;

        @Override
        public void run() {
            if (Thread.currentThread() == thread && left-- <= 0) {
                failed++;
                throw new OutOfMemoryError("injected");
            }
        }
    }

    @AfterEach
    void stopFailing() {
        Memory.asked = null;
    }

    private LiveStore.Builder builder() {
        return LiveBase.store()
                .withMeasures(Measure.attribute("age"))
                .withClock(clock)
                .withShards(1)
                .withReorderWindow(Duration.ofHours(30))
                .withDuplicateWindow(Duration.ofDays(3));
    }

    @Test
    void whereverMemoryRunsOutTheStoreIsAsItWasOrRefuses() throws IOException {
        SplittableRandom random = new SplittableRandom(FullRun.seed(20261128));
        Memory.asked = failing;
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            clock.moveTo(START);
            refused += round(random) ? 0 : 1;
        }
        System.out.println(
                "FailureTest: failures " + failing.failed + ", stores that refuse " + refused + " of " + ROUNDS);
        assertThat(failing.failed).isGreaterThan(5 * ROUNDS);
        assertThat(refused)
                .as("all that asks for memory does so before anything changes")
                .isZero();
    }

    /** Whether the store went on to the end. */
    private boolean round(SplittableRandom random) throws IOException {
        LiveStore store = builder().open();
        LiveStore twin = builder().open();
        Feed feed = store.feed("f");
        Feed twins = twin.feed("f");
        for (int step = 0; step < STEPS; step++) {
            clock.advance(Duration.ofMinutes(random.nextInt(60)));
            int customer = random.nextInt(1 + step / 4);
            String id = random.nextInt(3) == 0 ? "a long name of customer " + customer : "c" + customer;
            long minutes = random.nextInt(10) == 0 ? -random.nextInt(5000) : random.nextInt(30 * 60);
            Interaction next = LiveBase.interaction(id, clock.instant().minus(Duration.ofMinutes(minutes)), step);
            Interaction named = random.nextBoolean() ? next.withId("i" + step) : next;
            Customer known = Customer.of(id).withAttribute("age", "" + step);
            int what = random.nextInt(20);
            long position = step;
            boolean whole = failing(random, () -> {
                if (what == 0) {
                    store.erase(id);
                } else if (what == 1) {
                    store.measures(id);
                } else if (what == 2) {
                    store.scores();
                } else if (what == 3) {
                    feed.know(known, position);
                } else {
                    feed.add(named, position);
                }
            });
            if (!whole && isBroken(store)) {
                assertRefuses(store, feed, named, position);
                return false;
            }
            if (what == 0) {
                twin.erase(id);
                // What failed is tried again, and so is what did not.
                store.erase(id);
            } else if (what == 3) {
                twins.know(known, position);
                if (!whole) {
                    assertThat(feed.know(known, position)).as("again").isEqualTo(Arrival.TAKEN);
                }
            } else if (what > 3) {
                Arrival arrival = twins.add(named, position);
                if (!whole) {
                    assertThat(feed.position().orElse(-1)).isLessThan(position);
                    assertThat(feed.add(named, position)).as("again").isEqualTo(arrival);
                }
            }
            if (step % 100 == 99) {
                assertSame(store, twin);
            }
        }
        assertSame(store, twin);
        Path file = directory.resolve("store.live");
        store.snapshot(file);
        assertSame(builder().restore(file), twin);
        return true;
    }

    /** Runs with memory for a little; whether it was enough. */
    private boolean failing(SplittableRandom random, Runnable work) {
        failing.left = random.nextInt(3) == 0 ? random.nextInt(4) : Integer.MAX_VALUE;
        try {
            work.run();
            return true;
        } catch (OutOfMemoryError injected) {
            return false;
        } finally {
            failing.left = Integer.MAX_VALUE;
        }
    }

    private static boolean isBroken(LiveStore store) {
        try {
            store.report();
            return false;
        } catch (IllegalStateException refused) {
            return true;
        }
    }

    private void assertRefuses(LiveStore store, Feed feed, Interaction next, long position) {
        String remedy = "Restore the last snapshot";
        assertThatIllegalStateException().isThrownBy(() -> store.add(next)).withMessageContaining(remedy);
        assertThatIllegalStateException()
                .isThrownBy(() -> feed.add(next, position))
                .withMessageContaining(remedy);
        assertThatIllegalStateException().isThrownBy(() -> store.addAll(List.of(next)));
        assertThatIllegalStateException().isThrownBy(() -> store.score(next.customerId()));
        assertThatIllegalStateException().isThrownBy(store::scores);
        assertThatIllegalStateException().isThrownBy(() -> store.erase(next.customerId()));
        Path file = directory.resolve("refused.live");
        assertThatIllegalStateException().isThrownBy(() -> store.snapshot(file)).withMessageContaining(remedy);
        assertThat(Files.exists(file)).isFalse();
    }

    private static void assertSame(LiveStore store, LiveStore twin) {
        // Reading counts what is due, in both.
        LiveBase.assertSameStores(store, twin);
        assertThat(store.report()).isEqualTo(twin.report());
    }

    @Test
    void whoRetriesAfterAFailureIsNotTakenForARepetition() {
        LiveStore store = builder().open();
        Interaction next = LiveBase.interaction("c1", START, 1).withId("i1");
        Memory.asked = failing;
        for (int left = 0; ; left++) {
            failing.left = left;
            try {
                assertThat(store.add(next)).isEqualTo(Arrival.TAKEN);
                break;
            } catch (OutOfMemoryError injected) {
                failing.left = Integer.MAX_VALUE;
                assertThat(store.report()).isEqualTo(LiveReport.NOTHING);
            }
        }
        assertThat(failing.failed).isGreaterThanOrEqualTo(3);
        failing.left = Integer.MAX_VALUE;
        assertThat(store.report()).isEqualTo(LiveBase.report(1, 1, 0));
        assertThat(store.scores().size()).isEqualTo(1);
    }

    /** Long ids are written anew when more than half of them are erased. */
    @Test
    void anErasureForWhichThereIsNoMemoryLeavesTheCustomer() {
        LiveStore store = builder().open();
        LiveStore twin = builder().open();
        for (int i = 0; i < 60; i++) {
            Interaction next = LiveBase.interaction("x".repeat(300) + i, START, i);
            store.add(next);
            twin.add(next);
        }
        Memory.asked = failing;
        for (int i = 0; i < 60; i++) {
            String id = "x".repeat(300) + i;
            failing.left = 0;
            try {
                assertThat(store.erase(id)).isTrue();
            } catch (OutOfMemoryError injected) {
                failing.left = Integer.MAX_VALUE;
                assertSame(store, twin);
                assertThat(store.erase(id)).as("again").isTrue();
            }
            failing.left = Integer.MAX_VALUE;
            twin.erase(id);
            assertSame(store, twin);
        }
        assertThat(failing.failed).isGreaterThan(5);
        assertThat(store.report().customers()).isZero();
    }

    /** In a process of its own, whose memory really runs out, anywhere. */
    @Test
    void whereMemoryReallyRunsOutTheStoreIsAsItWasOrRefuses() throws Exception {
        long seed = FullRun.seed(20261129);
        Process starved = new ProcessBuilder(SecondJvm.command(
                        List.of("-XX:+UseSerialGC", "-Xmx32m"),
                        StarvedWriter.class,
                        Long.toString(seed),
                        Integer.toString(FullRun.pick(400, 6))))
                .redirectErrorStream(true)
                .start();
        String said = new String(starved.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(starved.waitFor()).as(said).isZero();
        System.out.println("FailureTest: out of memory, seed " + seed + ": " + said);
        assertThat(said).startsWith("same ");
    }

    @Test
    void aShardThatFailedInTheMidstOfAChangeRefusesToGoOn() {
        io.engagement.measure.StateLayout layout = io.engagement.measure.StateLayout.of(List.of(LiveBase.MORE));
        Shard shard = new Shard(
                layout,
                new KnownKinds(layout),
                io.engagement.internal.index.KeyedHash.random(),
                clock::millis,
                0,
                1000,
                1000);
        Interaction next = LiveBase.interaction("c1", START, 1);
        shard.add(next, 1, START.toEpochMilli(), Shard.NO_FEED, 0);
        shard.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> shard.add(next, 1, START.toEpochMilli(), Shard.NO_FEED, 0))
                .withMessageContaining("Restore the last snapshot");
        assertThatIllegalStateException().isThrownBy(() -> shard.load(next, 1, START.toEpochMilli(), false));
        assertThatIllegalStateException().isThrownBy(() -> shard.readAll(START.toEpochMilli()));
        assertThatIllegalStateException().isThrownBy(shard::report);
    }

    @Test
    void aLogThatWasTakenByHalfLeavesNoStoreToGoOnWith() {
        LiveStore store = builder().open();
        InteractionLog.Builder log = InteractionLog.builder();
        for (int i = 0; i < 2000; i++) {
            log.add(LiveBase.interaction("c" + i, START.minusSeconds(i), i));
        }
        Memory.asked = () -> {
            throw new OutOfMemoryError("injected");
        };
        assertThatExceptionOfType(OutOfMemoryError.class)
                .isThrownBy(() -> store.addAll(log.build().asOf(START)));
        Memory.asked = null;
        assertThatIllegalStateException()
                .isThrownBy(() -> store.add(LiveBase.interaction("c1", START, 1)))
                .withMessageContaining("Restore the last snapshot");
    }

    @Test
    void aClockThatThrowsChangesNothing() {
        boolean[] broken = {false};
        LiveStore store = builder()
                .withClock(new java.time.Clock() {
                    @Override
                    public Instant instant() {
                        if (broken[0]) {
                            throw new IllegalArgumentException("no clock");
                        }
                        return START;
                    }

                    @Override
                    public java.time.ZoneId getZone() {
                        return java.time.ZoneOffset.UTC;
                    }

                    @Override
                    public java.time.Clock withZone(java.time.ZoneId zone) {
                        return this;
                    }
                })
                .open();
        Interaction next = LiveBase.interaction("c1", START, 1).withId("i1");
        broken[0] = true;
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> store.add(next));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> store.feed("f").addAll(List.of(next), 7));
        broken[0] = false;
        assertThat(store.feed("f").position()).isEmpty();
        assertThat(store.feed("f").add(next, 7)).isEqualTo(Arrival.TAKEN);
    }
}
