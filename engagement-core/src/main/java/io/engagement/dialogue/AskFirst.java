package io.engagement.dialogue;

import io.engagement.dialogue.preference.Preference;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A customer to be asked how they want to engage, because their data say too little. Immutable.
 *
 * @param customerId whom
 * @param contacts the company's, so far
 * @param acts what the customer did of their own accord
 * @param reason why they are to be asked
 */
public record AskFirst(String customerId, long contacts, long acts, String reason) {
    private static final int FEW = 3;

    /**
     * Checks what is given.
     *
     * @param customerId whom
     * @param contacts the company's
     * @param acts the customer's
     * @param reason why they are to be asked
     */
    public AskFirst {
        Objects.requireNonNull(customerId, "customerId");
        Objects.requireNonNull(reason, "reason");
    }

    static Optional<AskFirst> of(String customerId, Preference preference, Initiative initiative) {
        boolean isFew = preference.acts() < FEW;
        boolean isUnsure = initiative.probability() < Initiative.HIGH;
        if (preference.contacts() == 0 || !(isFew || isUnsure)) {
            return Optional.empty();
        }
        String reason = isFew
                ? String.format(
                        Locale.ROOT,
                        "nothing is stated, and %,d own acts against %,d contacts say too little",
                        preference.acts(),
                        preference.contacts())
                : "nothing is stated, and it is not sure who leads";
        return Optional.of(new AskFirst(customerId, preference.contacts(), preference.acts(), reason));
    }
}
