package io.engagement;

import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;

/** Runs work on a given number of threads, as the bits must not depend on it. */
public final class Threads {
    private Threads() {}

    /** What the work gives in a pool of so many threads: a parallel stream stays in the pool that it is started in. */
    public static <T> T with(int threads, Supplier<T> work) {
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            return pool.submit(work::get).join();
        } finally {
            pool.shutdown();
        }
    }
}
