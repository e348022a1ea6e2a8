package io.engagement.domain;

/** Which way an interaction went, as most systems store it. It says nothing about whose initiative it was. */
public enum Direction {
    /** From the customer to the company. */
    INBOUND,
    /** From the company to the customer. */
    OUTBOUND,
    /** Not recorded. */
    UNKNOWN
}
