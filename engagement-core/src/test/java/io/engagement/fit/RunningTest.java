package io.engagement.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engagement.customerbase.Purchases;
import io.engagement.customerbase.nbd.Nbd;
import io.engagement.domain.TimeScale;
import io.engagement.evaluate.Bootstrap;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.internal.index.Ongoing;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.setup.ScoringSetup;
import io.engagement.simulate.Simulation;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunningTest {
    private static final LogView VIEW = view();

    private final ForkJoinPool pool = new ForkJoinPool(2);
    private final ForkJoinPool other = new ForkJoinPool(1);

    private static LogView view() {
        Simulation simulation = Simulation.withDefaults().withCustomers(300);
        InteractionLog.Builder log = InteractionLog.builder();
        simulation.interactions().forEach(log::add);
        return log.build().asOf(simulation.end());
    }

    @AfterEach
    void dispose() {
        pool.shutdown();
        other.shutdown();
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void workIsDoneOnThePoolsThreadsAlone() {
        assertThat(Running.usual().withPool(pool).run(RunningTest::pools)).containsExactly(pool);
    }

    /** On whose threads a sum over rows is made. */
    private static Set<ForkJoinPool> pools() {
        Set<ForkJoinPool> pools = ConcurrentHashMap.newKeySet();
        int sum = OrderedSums.into(
                        new AtomicInteger(),
                        1000,
                        10,
                        (from, to) -> {
                            pools.add(ForkJoinTask.getPool());
                            return new AtomicInteger(to - from);
                        },
                        (all, part) -> all.addAndGet(part.get()))
                .get();
        assertThat(sum).isEqualTo(1000);
        return pools;
    }

    @Test
    void whereItRunsChangesNoBit() {
        String usual = ScoringSetup.fit(VIEW).toText();
        assertThat(Running.usual()
                        .withPool(pool)
                        .run(() -> ScoringSetup.fit(VIEW))
                        .toText())
                .isEqualTo(usual);
    }

    @Test
    void theListenerHearsHowFarFitsAndScoresAre() {
        Queue<Progress> heard = new ConcurrentLinkedQueue<>();
        Running.usual().withPool(pool).withListener(heard::add).run(() -> ScoringSetup.fit(VIEW)
                .plan()
                .score(VIEW));
        List<String> lines = heard.stream().map(Progress::toString).toList();
        assertThat(lines).startsWith("models 0 of 4").contains("models 4 of 4", "bg-nbd 1", "bg-nbd 2");
        assertThat(lines.get(lines.size() - 1)).isEqualTo("scores 300 of 300");
        int size = heard.size();
        ScoringSetup.fit(VIEW);
        assertThat(heard).hasSize(size);
    }

    @Test
    void whoIsInterruptedIsNotKeptWaiting() {
        assertEndsEarly(Running.usual()::run);
        assertEndsEarly(Running.usual().withPool(pool)::run);
    }

    /** Runs a climb. */
    private interface Climbing {
        Maximum run(Supplier<Maximum> climb);
    }

    /** A climb that has no end for long is interrupted at its third step. */
    private static void assertEndsEarly(Climbing running) {
        Thread asker = Thread.currentThread();
        AtomicInteger steps = new AtomicInteger();
        LogLikelihood slope = new LogLikelihood() {
            @Override
            public int dimension() {
                return 1;
            }

            @Override
            public double valueAndGradient(double[] at, double[] gradient) {
                if (steps.incrementAndGet() == 3) {
                    asker.interrupt();
                }
                assertThat(steps).hasValueLessThan(1_000_000);
                gradient[0] = 1;
                return at[0];
            }
        };
        MaximumLikelihood endless = MaximumLikelihood.withDefaults().withIterations(Integer.MAX_VALUE);
        assertThatThrownBy(() -> running.run(
                        () -> endless.maximize("slope", List.of(Parameter.real("a")), slope, new double[1])))
                .isInstanceOf(CancellationException.class)
                .hasMessage("cancelled, as the thread that asked for it was interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void fitsThatRunBesideEachOtherEndTogether() {
        Thread asker = Thread.currentThread();
        Purchases purchases = Purchases.of(VIEW, TimeScale.DAYS, PurchaseDefinition.standard());
        AtomicInteger fits = new AtomicInteger();
        assertThatThrownBy(() -> Bootstrap.of(
                        purchases,
                        100_000,
                        1,
                        drawn -> {
                            if (fits.incrementAndGet() == 5) {
                                asker.interrupt();
                            }
                            return Nbd.fit(drawn).model();
                        },
                        done -> {}))
                .isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(fits.get()).isLessThan(100);
    }

    @Test
    void scoresAreNotMadeForWhoIsInterrupted() {
        ScoringSetup setup = ScoringSetup.fit(VIEW);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> setup.plan().score(VIEW)).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void workWithinWorkEndsWithIt() {
        for (Running inner : List.of(Running.usual(), Running.usual().withPool(other))) {
            for (Running outer : List.of(Running.usual(), Running.usual().withPool(pool))) {
                assertEndsEarly(work -> outer.run(() -> inner.run(work)));
            }
        }
    }

    @Test
    void whoListensHearsWorkWithinTheWorkToo() {
        Queue<Progress> outer = new ConcurrentLinkedQueue<>();
        Queue<Progress> inner = new ConcurrentLinkedQueue<>();
        ScoringSetup setup = ScoringSetup.fit(VIEW);
        Running.usual().withListener(outer::add).run(() -> {
            setup.plan().score(VIEW);
            return Running.usual().withPool(pool).withListener(inner::add).run(() -> setup.plan()
                    .score(VIEW));
        });
        assertThat(inner).containsExactly(new Progress("scores", 300, OptionalLong.of(300)));
        assertThat(outer).hasSize(2).containsAll(inner);
    }

    @Test
    void workWithinWorkIsDoneOnTheSameThreadsUnlessItHasAPoolOfItsOwn() {
        assertThat(Running.usual().withPool(pool).run(() -> Running.usual().run(RunningTest::pools)))
                .containsExactly(pool);
        assertThat(Running.usual()
                        .withPool(pool)
                        .run(() -> Running.usual().withPool(other).run(RunningTest::pools)))
                .containsExactly(other);
    }

    @Test
    void poolsOfOneThreadDoNotWaitForThemselves() {
        Running one = Running.usual().withPool(other);
        assertThat(one.run(() -> one.run(RunningTest::pools))).containsExactly(other);
        Running two = Running.usual().withPool(pool);
        assertThat(one.run(() -> two.run(() -> one.run(RunningTest::pools)))).containsExactly(other);
    }

    @Test
    void aPoolThatIsShutDownTakesNothing() {
        other.shutdown();
        assertThatThrownBy(() -> Running.usual().withPool(other).run(() -> 1))
                .isInstanceOf(RejectedExecutionException.class);
    }

    /** Whoever asked may use what the work worked upon. */
    @Test
    void whoseThreadsEndHearsSoWhenNothingIsAtWorkAnyMore() {
        AtomicBoolean ended = new AtomicBoolean();
        Running inner = Running.usual().withPool(other);
        assertThatThrownBy(() -> Running.usual()
                        .withPool(pool)
                        .run(() -> inner.run(() -> {
                            pool.shutdownNow();
                            work(ended);
                            return 1;
                        })))
                .isInstanceOf(CancellationException.class);
        assertThat(ended).isTrue();
    }

    /** Not by chance, as where only waiting tasks are called off: what a thread of the pool is at ends too. */
    @Test
    void aPoolThatIsShutDownAtOnceEndsWhatItIsAt() {
        for (int threads = 1; threads <= 2; threads++) {
            for (int heard : new int[] {1, 5, 20}) {
                ForkJoinPool ending = new ForkJoinPool(threads);
                AtomicInteger left = new AtomicInteger(heard);
                Running running = Running.usual().withPool(ending).withListener(progress -> {
                    if (left.decrementAndGet() == 0) {
                        ending.shutdownNow();
                    }
                });
                assertThatThrownBy(() -> running.run(() -> ScoringSetup.fit(VIEW)))
                        .as("%d threads, %d heard", threads, heard)
                        .isInstanceOf(CancellationException.class)
                        .hasMessage("cancelled, as the pool that it ran in was shut down at once");
                assertThat(left).hasValueGreaterThan(-100);
            }
        }
    }

    /** Goes on until it is cancelled, and for a while then; interrupted or not. */
    private static void work(AtomicBoolean ended) {
        long end = System.nanoTime() + 20_000_000_000L;
        try {
            while (System.nanoTime() < end) {
                Ongoing.pass();
            }
        } finally {
            long late = System.nanoTime() + 200_000_000L;
            while (System.nanoTime() < late) {
                Thread.onSpinWait();
            }
            ended.set(true);
        }
    }

    @Test
    void whatWaitsForThreadsThatEndNeverBegins() throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        ForkJoinTask<?> before = other.submit(() -> {
            busy.countDown();
            try {
                free.await();
            } catch (InterruptedException shutDown) {
                return;
            }
        });
        busy.await();
        AtomicBoolean began = new AtomicBoolean();
        Thread asker = Thread.currentThread();
        Thread ender = new Thread(() -> {
            while (asker.getState() == Thread.State.RUNNABLE) {
                Thread.onSpinWait();
            }
            other.shutdownNow();
        });
        ender.start();
        assertThatThrownBy(() -> Running.usual().withPool(other).run(() -> began.getAndSet(true)))
                .isInstanceOf(CancellationException.class);
        free.countDown();
        ender.join();
        before.quietlyJoin();
        assertThat(began).isFalse();
    }

    @Test
    void exceptionsAreThoseOfTheWork() {
        FitException failed = FitException.of("it", "it failed", List.of());
        for (Running running : List.of(Running.usual(), Running.usual().withPool(pool))) {
            assertThatThrownBy(() -> running.run(() -> {
                        throw failed;
                    }))
                    .isSameAs(failed);
        }
    }
}
