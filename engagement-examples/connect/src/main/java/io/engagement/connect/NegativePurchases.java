package io.engagement.connect;

/** What a purchase of a negative value is. */
public enum NegativePurchases {
    /** A return. */
    RETURN,
    /** A purchase all the same. */
    KEEP,
    /** A row that cannot be used. */
    REFUSE
}
