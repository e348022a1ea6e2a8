package io.engagement.domain;

/**
 * Of how many interactions the initiator was given, inferred or unknown.
 *
 * @param given told by whoever recorded them
 * @param inferred told by their thread, as {@link Initiator} says
 * @param unknown neither given nor to be inferred
 */
public record InitiatorCounts(long given, long inferred, long unknown) {
    /** Of no interactions. */
    public static final InitiatorCounts NONE = new InitiatorCounts(0, 0, 0);

    /**
     * How many interactions there are.
     *
     * @return the sum
     */
    public long all() {
        return given + inferred + unknown;
    }

    /**
     * Those of others too.
     *
     * @param others counts of other interactions
     * @return the sums
     */
    public InitiatorCounts plus(InitiatorCounts others) {
        return new InitiatorCounts(given + others.given, inferred + others.inferred, unknown + others.unknown);
    }
}
