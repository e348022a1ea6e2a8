package io.engagement.fit;

/** How a search for the maximum ended. */
public enum Ending {
    /** At a maximum inside the bounds, where the likelihood curves downwards in all directions. */
    MAXIMUM,
    /** Where a parameter ran to a bound, or where the likelihood is flat: the data do not determine all parameters. */
    BOUNDARY,
    /** Before a maximum was reached. */
    UNFINISHED
}
