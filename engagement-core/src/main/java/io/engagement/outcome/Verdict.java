package io.engagement.outcome;

/** What a contact did; several can hold at once, such as a reward now and a penalty later. */
public enum Verdict {
    /** It brought value after the incentive had ended. */
    LONG_TERM_REWARD("long-term reward"),
    /** It brought value at once, and none later. */
    SHORT_TERM_REWARD("short-term reward"),
    /** What it brought at once was missing later. */
    MOVED_FORWARD("moved forward"),
    /** It cost value at once, or more customers complained, opted out or wanted their money back. */
    SHORT_TERM_PENALTY("short-term penalty"),
    /** It cost value later, or more customers left. */
    LONG_TERM_PENALTY("long-term penalty"),
    /** All effects that can be estimated are smaller than what would matter. */
    NOTHING("nothing"),
    /** Whether it did anything cannot be seen with so few customers, or not yet. */
    TOO_LITTLE_DATA("too little data"),
    /** Who was contacted differs from who was not in more than the contact. */
    NO_CAUSAL_CLAIM("no causal claim");

    private final String words;

    Verdict(String words) {
        this.words = words;
    }

    /**
     * Whether something is claimed.
     *
     * @return true for rewards, penalties and what was moved forward
     */
    public boolean isFinding() {
        return compareTo(NOTHING) < 0;
    }

    /** In words. */
    @Override
    public String toString() {
        return words;
    }
}
