package io.engagement.domain;

import java.util.Locale;

/**
 * How many initiators were given, inferred or unknown.
 *
 * @param given recorded with the interaction
 * @param inferred inferred from the thread, see {@link Initiator}
 * @param unknown neither given nor to be inferred
 */
public record InitiatorCounts(long given, long inferred, long unknown) {
    /** No interactions. */
    public static final InitiatorCounts NONE = new InitiatorCounts(0, 0, 0);

    /**
     * Checks the numbers.
     *
     * @param given recorded with the interaction
     * @param inferred inferred from the thread, see {@link Initiator}
     * @param unknown neither given nor to be inferred
     * @throws IllegalArgumentException if one is negative
     */
    public InitiatorCounts {
        if (given < 0 || inferred < 0 || unknown < 0) {
            throw new IllegalArgumentException("numbers of interactions must not be negative, were " + given + ", "
                    + inferred + " and " + unknown);
        }
    }

    /**
     * How many interactions there are.
     *
     * @return the sum
     */
    public long all() {
        return given + inferred + unknown;
    }

    /**
     * These counts and others.
     *
     * @param others counts of other interactions
     * @return the sums
     */
    public InitiatorCounts plus(InitiatorCounts others) {
        return new InitiatorCounts(given + others.given, inferred + others.inferred, unknown + others.unknown);
    }

    /**
     * For a person to read.
     *
     * @return for example {@code 5,000 interactions; initiators 80.0 % given, 15.0 % inferred, 5.0 % unknown}
     */
    @Override
    public String toString() {
        double percent = 100.0 / Math.max(1, all());
        return String.format(
                Locale.ROOT,
                "%,d interactions; initiators %.1f %% given, %.1f %% inferred, %.1f %% unknown",
                all(),
                percent * given,
                percent * inferred,
                percent * unknown);
    }
}
