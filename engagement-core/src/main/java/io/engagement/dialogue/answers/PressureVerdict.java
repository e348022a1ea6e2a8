package io.engagement.dialogue.answers;

/** What response by pressure tells. */
public enum PressureVerdict {
    /** The response falls with pressure, over all customers and within them. */
    FALLS,
    /** No fall is seen, neither over all customers nor within them. */
    NO_FALL,
    /** Nothing is said: the curve over all customers and the slope within them contradict each other. */
    CONTRADICTED,
    /** Nothing is said: fewer than two levels have 100 asks. */
    TOO_FEW,
    /** Nothing is said: each level has one kind of contact, so that pressure and kind cannot be told apart. */
    ONE_KIND_A_LEVEL
}
