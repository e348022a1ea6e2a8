package io.engagement.strategy.budget;

import java.util.Objects;

/**
 * A contact that one customer could get, and what it is expected to bring of them in the short window over no contact, before its cost.
 *
 * @param customerId whom
 * @param contact how
 * @param gain in money, as {@link io.engagement.outcome.targeting.GatedPolicy#gain} says; NaN where nothing is borne out
 */
public record Candidate(String customerId, PlannedContact contact, double gain) {
    /**
     * Checks the gain.
     *
     * @param customerId whom
     * @param contact how
     * @param gain in money, NaN where nothing is borne out
     * @throws IllegalArgumentException if the gain is infinite
     */
    public Candidate {
        Objects.requireNonNull(customerId, "customerId");
        Objects.requireNonNull(contact, "contact");
        if (Double.isInfinite(gain)) {
            throw new IllegalArgumentException(
                    "gain of customer '" + customerId + "' must be finite, or NaN where not known, was " + gain);
        }
    }
}
