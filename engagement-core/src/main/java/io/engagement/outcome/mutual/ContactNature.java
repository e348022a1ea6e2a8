package io.engagement.outcome.mutual;

/** Whether a contact helps the customer or sells to them. */
public enum ContactNature {
    /** It helps: advice, answers, notices. */
    HELPS,
    /** It sells: offers, sales calls, requests to recommend. */
    SELLS,
    /** It does neither. */
    NEITHER
}
