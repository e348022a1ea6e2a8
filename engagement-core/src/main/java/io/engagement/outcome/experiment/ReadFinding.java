package io.engagement.outcome.experiment;

/** What an experiment says of one arm and one outcome. */
public enum ReadFinding {
    /** The treated clearly have more. */
    MORE,
    /** The treated clearly have less. */
    LESS,
    /** No clear difference: the interval tells how large one may be. */
    NOT_CLEAR,
    /** A difference that is gone once the highest outcomes are cut to the 99 % quantile. */
    RESTS_ON_FEW_CUSTOMERS,
    /** An arm has fewer than 100 customers, or fewer than 30 with an outcome other than 0. */
    TOO_LITTLE_DATA,
    /** Arms are not as planned: nothing can be read. */
    NO_READING
}
