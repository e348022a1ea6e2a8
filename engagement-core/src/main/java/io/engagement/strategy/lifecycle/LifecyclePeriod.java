package io.engagement.strategy.lifecycle;

import java.time.Instant;
import java.util.Objects;

/**
 * Customers in one period. {@code active = newcomers + returning + resurrected}, and those active in the period before are {@code
 * returning + dormant}.
 *
 * @param label what people call the period, such as {@code 2026-03}
 * @param start when it starts
 * @param complete whether all of it is seen; if not, dormant ones may still come
 * @param active customers who did something
 * @param newcomers of these, those who did it for the first time
 * @param returning of these, those who were active in the period before
 * @param resurrected of these, those who had been active, but not in the period before
 * @param dormant customers who were active in the period before, and not in this one
 */
public record LifecyclePeriod(
        String label,
        Instant start,
        boolean complete,
        int active,
        int newcomers,
        int returning,
        int resurrected,
        int dormant) {
    /**
     * Refuses nulls.
     *
     * @param label what people call the period, such as {
     * @param start when it starts
     * @param complete whether all of it is seen; if not, dormant ones may still come
     * @param active customers who did something
     * @param newcomers of these, those who did it for the first time
     * @param returning of these, those who were active in the period before
     * @param resurrected of these, those who had been active, but not in the period before
     * @param dormant customers who were active in the period before, and not in this one
     */
    public LifecyclePeriod {
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(start, "start");
    }
}
