package io.engagement.outcome;

/**
 * What is known of customers who were assigned and whom the log does not know. Who was assigned and never did anything is a true zero;
 * an id that is written otherwise in the log is a mistake. The log cannot tell which, unless all customers were given to it.
 */
public enum UnknownCustomers {
    /**
     * It is not known. They count as customers who did nothing, and are told; where more than nine of ten of an arm are unknown, there is
     * too little data, and where one of a hundred differs from a known id in case or leading zeros only, no cause is claimed.
     */
    DOUBTED,
    /** The assignments are right: they did nothing. */
    IDLE,
    /** The log has all customers: they are refused. */
    REFUSED
}
