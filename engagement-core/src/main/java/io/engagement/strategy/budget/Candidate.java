package io.engagement.strategy.budget;

import java.util.Objects;

/**
 * A contact that one customer could get, and what it is expected to bring of them in the short window over no contact, before its cost.
 *
 * @param customerId whom
 * @param contact how
 * @param gain in money, from -1e100 to 1e100, as {@link io.engagement.outcome.targeting.GatedPolicy#gain} says; NaN where nothing is
 *     borne out
 */
public record Candidate(String customerId, PlannedContact contact, double gain) {
    private static final double MOST = 1e100;

    /**
     * Checks the gain.
     *
     * @param customerId whom
     * @param contact how
     * @param gain in money, NaN where nothing is borne out
     * @throws IllegalArgumentException if the gain is out of its range
     */
    public Candidate {
        Objects.requireNonNull(customerId, "customerId");
        Objects.requireNonNull(contact, "contact");
        // Sums of larger ones would be no numbers.
        if (Math.abs(gain) > MOST) {
            throw new IllegalArgumentException("gain of customer '" + customerId
                    + "' must be from -1e100 to 1e100, or NaN where not known, was " + gain);
        }
    }
}
