package io.engagement.own;

import io.engagement.customerbase.PurchaseFamily;
import java.time.Duration;

/** Families as a user would write them, for other tests. */
public final class OwnFamilies {
    private OwnFamilies() {}

    /** Poisson purchases with a gamma prior and a fixed lifetime. */
    public static PurchaseFamily<?> fixedLifetime(Duration lifetime) {
        return new FixedLifetimeFamily(lifetime);
    }
}
