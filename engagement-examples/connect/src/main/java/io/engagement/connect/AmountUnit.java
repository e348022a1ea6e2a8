package io.engagement.connect;

/** What amounts are counted in. */
public enum AmountUnit {
    /** The currency: 19.99 dollars. */
    MAJOR,
    /** Its smallest unit: 1999 cents, but 1999 yen. */
    MINOR
}
