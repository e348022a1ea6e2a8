package io.engagement.outcome.targeting;

/** Why a {@link GatedPolicy} is personal, the same for all, or contacts nobody. */
public enum GateReason {
    /** On rows that chose nothing, the personal ranking clearly brings more than the best rule that is the same for all. */
    PERSONAL_BEATS_UNIFORM("choosing people clearly brings more than one rule for all"),
    /** The personal ranking is not clearly better; the same contact for all clearly brings more than none. */
    UNIFORM_PAYS(
            "choosing people is not clearly better than one rule for all, which clearly brings more than no contact"),
    /** Neither clearly brings more than no contact. */
    NOT_SHOWN_TO_PAY("no rule clearly brings more than no contact: run a test"),
    /** The arms do not have as many rows as planned: nothing can be read. */
    NOT_AS_PLANNED(
            "the arms do not have as many rows as planned, so nothing can be read: find out why, then test anew"),
    /** Some arm has fewer than 100 rows, or fewer than 30 with an outcome other than 0, to judge by. */
    TOO_LITTLE_DATA("too few rows, or too few with an outcome, to judge by: run a test");

    private final String words;

    GateReason(String words) {
        this.words = words;
    }

    /**
     * The reason in words.
     *
     * @return for a sentence
     */
    public String words() {
        return words;
    }
}
