package io.engagement.internal.index;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is computed when it is first asked for, without a lock: who asks meanwhile computes it too, and the first result stays. For what
 * is computed in parallel: a thread that waits for its parts may take another task, which must not wait for a lock of the first, and a
 * virtual thread that holds one keeps its carrier. Thread-safe.
 *
 * @param <T> of which results are equal, whoever computes them
 */
public final class FirstResult<T> implements Supplier<T> {
    private final Supplier<T> maker;
    private final AtomicReference<@Nullable T> made = new AtomicReference<>();

    /**
     * Computes nothing yet.
     *
     * @param maker of the result, from any thread; what it throws is not remembered
     */
    public FirstResult(Supplier<T> maker) {
        this.maker = maker;
    }

    /** Always the same one. */
    @Override
    public T get() {
        T known = made.get();
        if (known != null) {
            return known;
        }
        T own = maker.get();
        T first = made.compareAndExchange(null, own);
        return first == null ? own : first;
    }
}
