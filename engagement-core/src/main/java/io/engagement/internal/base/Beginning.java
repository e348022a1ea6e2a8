package io.engagement.internal.base;

import io.engagement.history.LogView;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** When a log begins: nothing is known of what was before. */
public final class Beginning {
    private Beginning() {}

    /**
     * The time of the first interaction of all.
     *
     * @param view what is known
     * @return milliseconds since 1970; empty without interactions
     */
    public static OptionalLong of(LogView view) {
        return IntStream.range(0, view.customers())
                .filter(row -> view.start(row) < view.end(row))
                .mapToLong(row -> view.epochMilli(view.start(row)))
                .min();
    }
}
