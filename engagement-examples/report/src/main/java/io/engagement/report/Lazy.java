package io.engagement.report;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What several sections read, computed when first asked for, without a lock: who asks meanwhile computes it too, and the first result
 * stays. A thread that waits for parallel parts may take another task, which must not wait for a lock of the first. Thread-safe.
 *
 * @param <T> of which results are equal, whoever computes them
 */
final class Lazy<T> implements Supplier<T> {
    private final Supplier<T> maker;
    private final AtomicReference<@Nullable T> made = new AtomicReference<>();

    Lazy(Supplier<T> maker) {
        this.maker = maker;
    }

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
