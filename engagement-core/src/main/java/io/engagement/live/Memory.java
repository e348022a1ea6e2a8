package io.engagement.live;

import org.jspecify.annotations.Nullable;

/** Asked before a shard takes memory that it keeps, so that tests can let it fail there. */
final class Memory {
    /** Null but in tests; may throw. */
    @Nullable
    static volatile Runnable asked;

    private Memory() {}

    static void ask() {
        Runnable hook = asked;
        if (hook != null) {
            hook.run();
        }
    }
}
