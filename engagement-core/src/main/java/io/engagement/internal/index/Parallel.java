package io.engagement.internal.index;

import java.util.function.Supplier;

/**
 * Runs parallel streams so that they fail as the work in them does: what another thread has thrown a stream wraps in an exception of
 * the same type, whose message begins with the name of that type.
 */
public final class Parallel {
    private Parallel() {}

    /**
     * Runs work that may use several threads.
     *
     * @param work what to run
     * @param <T> its result
     * @return its result
     */
    public static <T> T run(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException failed) {
            if (thrown(failed) instanceof RuntimeException plain) {
                throw plain;
            }
            throw failed;
        }
    }

    /**
     * What a task has thrown.
     *
     * @param failure that, or what a stream has wrapped it in
     * @return that; the failure itself if it was not wrapped
     */
    public static Throwable thrown(Throwable failure) {
        Throwable thrown = failure;
        while (thrown.getCause() != null
                && thrown.getClass().equals(thrown.getCause().getClass())
                && isWrapper(thrown)) {
            thrown = thrown.getCause();
        }
        return thrown;
    }

    /** A wrapper says nothing of its own. */
    private static boolean isWrapper(Throwable failure) {
        return failure.getMessage() == null || failure.getMessage().equals(String.valueOf(failure.getCause()));
    }
}
