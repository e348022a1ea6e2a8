package io.engagement.internal.index;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Work that takes long: whether it is still wanted, and who hears how far it is. It ends early if the thread that asked for it is
 * interrupted, or the threads that do it end; its parts, which other threads may do, ask the same. Work that is asked for within other
 * work ends with that, whose listener hears it too. Thread-safe.
 */
public final class Ongoing {
    private static final ThreadLocal<@Nullable Ongoing> HERE = new ThreadLocal<>();

    private final Thread asker;
    private final Listener listener;
    private final BooleanSupplier threadsEnd;

    /** The work within which this was asked for. */
    private final @Nullable Ongoing outer;

    private volatile boolean isCancelled;

    /** Hears how far work is. */
    @FunctionalInterface
    public interface Listener {
        /**
         * Hears it.
         *
         * @param what is done
         * @param done how much of it
         * @param all how much there is; negative if that is not known
         */
        void hear(String what, long done, long all);
    }

    /**
     * Work that the calling thread asks for.
     *
     * @param listener hears how far it is; called from several threads
     * @param threadsEnd whether those that do it are told to end at once; asked often, from several threads
     */
    public Ongoing(Listener listener, BooleanSupplier threadsEnd) {
        this.asker = Thread.currentThread();
        this.listener = listener;
        this.threadsEnd = threadsEnd;
        this.outer = HERE.get();
    }

    /**
     * The work that the calling thread does a part of.
     *
     * @return work of its own if it is none
     */
    public static Ongoing here() {
        Ongoing here = HERE.get();
        return here == null ? new Ongoing((what, done, all) -> {}, () -> false) : here;
    }

    /**
     * Goes on, unless the work that the calling thread does a part of is cancelled.
     *
     * @throws CancellationException if it is
     */
    public static void pass() {
        Ongoing here = HERE.get();
        if (here == null ? Thread.currentThread().isInterrupted() : here.isCancelled()) {
            throw here != null && here.isOutOfThreads()
                    ? outOfThreads(Optional.empty())
                    : new CancellationException("cancelled, as the thread that asked for it was interrupted");
        }
    }

    /**
     * What is thrown where the threads that do the work end before it.
     *
     * @param cause what the work has thrown, if it has
     * @return it, to be thrown
     */
    public static CancellationException outOfThreads(Optional<? extends Throwable> cause) {
        CancellationException thrown =
                new CancellationException("cancelled, as the pool that it ran in was shut down at once");
        cause.ifPresent(thrown::initCause);
        return thrown;
    }

    /**
     * Tells how far the work is that the calling thread does a part of.
     *
     * @param what is done
     * @param done how much of it
     * @param all how much there is; negative if that is not known
     */
    public static void tell(String what, long done, long all) {
        for (Ongoing each = HERE.get(); each != null; each = each.outer) {
            each.listener.hear(what, done, all);
        }
    }

    private boolean isCancelled() {
        return isCancelled
                || asker.isInterrupted()
                || threadsEnd.getAsBoolean()
                || (outer != null && outer.isCancelled());
    }

    /**
     * Whether the threads that do it, or the work around it, end before it.
     *
     * @return so, and what of it is not done will not be
     */
    public boolean isOutOfThreads() {
        return threadsEnd.getAsBoolean() || (outer != null && outer.isOutOfThreads());
    }

    /** Cancels it, for good. */
    public void cancel() {
        isCancelled = true;
    }

    /**
     * Does a part of it on the calling thread.
     *
     * @param part what is done
     * @param <T> its result
     * @return its result
     * @throws CancellationException if the work is cancelled
     */
    public <T extends @Nullable Object> T part(Supplier<T> part) {
        Ongoing before = HERE.get();
        HERE.set(this);
        try {
            pass();
            return part.get();
        } finally {
            if (before == null) {
                HERE.remove();
            } else {
                HERE.set(before);
            }
        }
    }
}
