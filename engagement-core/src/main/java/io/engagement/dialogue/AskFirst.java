package io.engagement.dialogue;

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

    /** Empty if there is enough to be told of the customer. */
    static Optional<AskFirst> of(String customerId, long acts, long contacts, double probability) {
        boolean isFew = acts < FEW;
        boolean isUnsure = probability < Initiative.HIGH;
        if (contacts == 0 || !(isFew || isUnsure)) {
            return Optional.empty();
        }
        String reason = isFew
                ? String.format(
                        Locale.ROOT,
                        "nothing is stated, and %,d own acts against %,d contacts say too little",
                        acts,
                        contacts)
                : "nothing is stated, and it is not sure who leads";
        return Optional.of(new AskFirst(customerId, contacts, acts, reason));
    }
}
