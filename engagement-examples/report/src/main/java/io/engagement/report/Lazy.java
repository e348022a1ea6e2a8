package io.engagement.report;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What several sections read, and is computed once, when first asked for. Thread-safe: who asks meanwhile waits for it. */
final class Lazy<T> implements Supplier<T> {
    private final Supplier<T> maker;
    private @Nullable T made;

    Lazy(Supplier<T> maker) {
        this.maker = maker;
    }

    @Override
    public synchronized T get() {
        T value = made;
        if (value == null) {
            value = maker.get();
            made = value;
        }
        return value;
    }
}
