package io.engagement.fit;

import io.engagement.internal.index.Ongoing;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How what takes long is run, whatever it is: on which threads, and who hears how far it is. Results are the same to the bit on any
 * number of threads.
 *
 * <pre>{@code
 * ForkJoinPool four = new ForkJoinPool(4);
 * ScoringSetup setup = Running.usual().withPool(four).withListener(System.out::println).run(() -> ScoringSetup.fit(view));
 * }</pre>
 *
 * <p>Work may run other work so: that is cancelled with the work around it, whose listener hears it too, and without a pool of its own
 * it is done on the threads that the work around it is done on.
 *
 * <p>Fits, tables of measures and scores end early by a {@link CancellationException} if their thread is interrupted, under this or
 * without it; the thread is then still interrupted. Immutable, thread-safe.
 */
public final class Running {
    private static final Running USUAL = new Running(Optional.empty(), each -> {});

    private final Optional<ForkJoinPool> pool;
    private final Consumer<Progress> listener;

    private Running(Optional<ForkJoinPool> pool, Consumer<Progress> listener) {
        this.pool = pool;
        this.listener = listener;
    }

    /**
     * On the calling thread and those of the {@linkplain ForkJoinPool#commonPool() common pool}, or on those of the pool that the calling
     * thread is one of; nobody listens.
     *
     * @return what is done without this class
     */
    public static Running usual() {
        return USUAL;
    }

    /**
     * This on the threads of a pool, and on no others: the caller waits, unless it is one of them.
     *
     * @param threads of which the caller disposes
     * @return the changed copy
     */
    public Running withPool(ForkJoinPool threads) {
        return new Running(Optional.of(Objects.requireNonNull(threads, "threads must not be null")), listener);
    }

    /**
     * This with another listener.
     *
     * @param hears how far work is; called often and from several threads, and what it throws ends the work
     * @return the changed copy
     */
    public Running withListener(Consumer<Progress> hears) {
        return new Running(pool, Objects.requireNonNull(hears, "hears must not be null"));
    }

    /**
     * Runs work to its end.
     *
     * @param work such as a fit
     * @param <T> its result
     * @return its result
     * @throws CancellationException if the calling thread is interrupted before the work is done, work around it is cancelled, or a pool
     *     that either is of is shut down at once; none of it goes on then
     * @throws java.util.concurrent.RejectedExecutionException if the pool takes nothing any more
     */
    public <T extends @Nullable Object> T run(Supplier<T> work) {
        Ongoing ongoing = new Ongoing(
                (what, done, all) -> listener.accept(
                        new Progress(what, done, all < 0 ? OptionalLong.empty() : OptionalLong.of(all))),
                () -> pool.isPresent() && isEnding(pool.get()));
        if (pool.isEmpty() || pool.get().equals(ForkJoinTask.getPool())) {
            return ongoing.part(work);
        }
        AtomicReference<@Nullable Supplier<T>> end = new AtomicReference<>();
        Work ended = new Work(() -> end.set(ended(ongoing, work)));
        ForkJoinTask<?> task = pool.get().submit(ended);
        await(task, ended, ongoing);
        return Objects.requireNonNull(end.get()).get();
    }

    /** At once: a pool that only takes nothing any more is terminating when no work is left. */
    private static boolean isEnding(ForkJoinPool threads) {
        return threads.isTerminating() || threads.isTerminated();
    }

    /** Is begun by a pool or called off before, and tells when nothing is at work any more. */
    private static final class Work implements Runnable {
        private final Runnable work;
        private final AtomicBoolean isTaken = new AtomicBoolean();
        private final CountDownLatch end = new CountDownLatch(1);

        Work(Runnable work) {
            this.work = work;
        }

        @Override
        public void run() {
            if (isTaken.compareAndSet(false, true)) {
                try {
                    work.run();
                } finally {
                    end.countDown();
                }
            }
        }

        /** Calls it off, or waits for its end where it was begun. */
        void callOff() throws InterruptedException {
            if (!isTaken.compareAndSet(false, true)) {
                end.await();
            }
        }
    }

    /** What came of it, result or exception, to be told on the thread that asked. */
    private static <T extends @Nullable Object> Supplier<T> ended(Ongoing ongoing, Supplier<T> work) {
        try {
            T result = ongoing.part(work);
            return () -> result;
        } catch (RuntimeException failed) {
            RuntimeException told = failed instanceof CancellationException && ongoing.isOutOfThreads()
                    ? Ongoing.outOfThreads(Optional.of(failed))
                    : failed;
            return () -> {
                throw told;
            };
        } catch (Error failed) {
            return () -> {
                throw failed;
            };
        }
    }

    /** Until nothing of it is at work any more, interrupted or not: whoever asked may use what it worked upon. */
    private static void await(ForkJoinTask<?> task, Work work, Ongoing ongoing) {
        boolean isInterrupted = false;
        try {
            while (true) {
                try {
                    get(task, work, ongoing);
                    return;
                } catch (InterruptedException e) {
                    isInterrupted = true;
                    ongoing.cancel();
                }
            }
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** A task of threads that end is done before its work is. */
    private static void get(ForkJoinTask<?> task, Work work, Ongoing ongoing) throws InterruptedException {
        try {
            task.get();
        } catch (CancellationException threadsEnd) {
            ongoing.cancel();
            work.callOff();
            throw Ongoing.outOfThreads(Optional.of(threadsEnd));
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
