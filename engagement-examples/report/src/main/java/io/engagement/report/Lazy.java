package io.engagement.report;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What several sections read, and is computed once, when first asked for. Thread-safe: who asks meanwhile waits for it, by a lock and
 * no monitor, so that a virtual thread leaves its carrier to others.
 */
final class Lazy<T> implements Supplier<T> {
    private final Supplier<T> maker;
    private final Lock computing = new ReentrantLock();
    private @Nullable T made;

    Lazy(Supplier<T> maker) {
        this.maker = maker;
    }

    @Override
    public T get() {
        computing.lock();
        try {
            T value = made;
            if (value == null) {
                value = maker.get();
                made = value;
            }
            return value;
        } finally {
            computing.unlock();
        }
    }
}
