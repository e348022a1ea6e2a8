package io.engagement.spring;

import io.engagement.live.LiveStore;
import java.util.Objects;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Down where the last snapshot could not be written, or the store refuses to say what it holds. */
public final class LiveStoreHealth extends AbstractHealthIndicator {
    private final LiveStore store;
    private final StoreSnapshots snapshots;

    LiveStoreHealth(LiveStore store, StoreSnapshots snapshots) {
        super("the live store cannot be read");
        this.store = Objects.requireNonNull(store, "store");
        this.snapshots = snapshots;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        builder.up().withDetail("customers", store.report().customers());
        snapshots.file().ifPresent(file -> builder.withDetail("snapshot", file.toString()));
        snapshots.written().ifPresent(at -> builder.withDetail("written", at.toString()));
        snapshots.failure().ifPresent(why -> builder.down().withDetail("failed", why));
    }
}
