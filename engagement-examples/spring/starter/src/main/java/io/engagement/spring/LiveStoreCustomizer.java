package io.engagement.spring;

import io.engagement.live.LiveStore;

/** Changes how the live store is built: a bean of this type is asked before the store is opened or restored. */
@FunctionalInterface
public interface LiveStoreCustomizer {
    /**
     * Changes a builder.
     *
     * @param builder as the properties have it
     * @return the changed copy
     */
    LiveStore.Builder customize(LiveStore.Builder builder);
}
