package io.engagement.strategy.policy;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether a customer may be contacted at an instant.
 *
 * @param reason why, or why not
 * @param firstYes the instant that was asked for if the answer is yes; else the first later one at which it would be yes if nothing
 *     happened until then; empty if only the customer can change it
 */
public record ContactDecision(ContactReason reason, Optional<Instant> firstYes) {
    /**
     * Checks that neither is null.
     *
     * @param reason why, or why not
     * @param firstYes from when on
     */
    public ContactDecision {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(firstYes, "firstYes");
    }

    /**
     * A decision from what a {@link ContactReader} says.
     *
     * @param reason why, or why not
     * @param firstYes milliseconds since 1970, or {@link ContactReader#NEVER}
     * @return the decision
     */
    public static ContactDecision of(ContactReason reason, long firstYes) {
        return new ContactDecision(
                reason,
                firstYes == ContactReader.NEVER ? Optional.empty() : Optional.of(Instant.ofEpochMilli(firstYes)));
    }

    /**
     * Whether the contact may be made.
     *
     * @return true if so
     */
    public boolean mayContact() {
        return reason.mayContact();
    }

    /** Such as {@code no: the company's cap is reached; yes from 2026-03-01T08:00:00Z}. */
    @Override
    public String toString() {
        return mayContact()
                ? "yes: " + reason.words()
                : "no: " + reason.words()
                        + firstYes.map(at -> "; yes from " + at).orElse("; until the customer says otherwise");
    }
}
