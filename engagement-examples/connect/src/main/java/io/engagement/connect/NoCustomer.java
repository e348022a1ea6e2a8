package io.engagement.connect;

/** What becomes of rows that belong to no customer. */
public enum NoCustomer {
    /** They are rows that cannot be used. */
    REFUSE,
    /** They are left out, as they are nobody's. */
    DROP
}
