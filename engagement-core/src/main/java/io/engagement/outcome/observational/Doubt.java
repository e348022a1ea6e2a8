package io.engagement.outcome.observational;

/** Why an effect without a hold-out is not claimed. */
public enum Doubt {
    /** The window was seen for none of the contacted customers, or none has the base periods before. */
    NOT_SEEN("nobody contacted has the base before and the whole window after"),
    /** Fewer than 50 contacted customers or controls. */
    TOO_FEW("there are too few contacted customers or controls"),
    /** Contact was defined by what customers did themselves. */
    SELF_SELECTED("who is treated chose it: what they did is no contact by the company"),
    /** Wald's test of up to eight periods before the contact, with a p-value below 0.05. */
    NOT_PARALLEL("the groups did not move alike before the contact"),
    /**
     * At dates before the contact the difference in differences finds an effect, too, in this window or another. There is no placebo
     * of the doubly robust difference, whichever of the two the effect is: see {@link ObservationalEffect}.
     */
    PLACEBO_FAILED("the difference in differences at earlier dates, before any contact, finds an effect, too"),
    /** The effect is clear, but a difference in differences as large at a placebo date would not have been noticed. */
    PLACEBO_WEAK("the placebo dates could not have shown a difference as large as the effect"),
    /** Fewer than two placebo dates lie wholly before the contact. */
    PLACEBO_INCONCLUSIVE("there is too little past for two placebo dates"),
    /** An outcome that the contact cannot move has moved. */
    UNRELATED_MOVED("an outcome that the contact cannot change has changed"),
    /** Controls are too unlike the contacted customers for weights to help. */
    POOR_OVERLAP("too few controls are like the contacted customers"),
    /** Difference in differences and doubly robust difference have opposite signs. */
    ESTIMATORS_DISAGREE("the two estimators, which bracket the effect, contradict each other");

    private final String words;

    Doubt(String words) {
        this.words = words;
    }

    /**
     * The reason for people.
     *
     * @return a clause without a full stop
     */
    public String words() {
        return words;
    }
}
