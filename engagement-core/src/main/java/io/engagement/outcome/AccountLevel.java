package io.engagement.outcome;

/** Of what an account is. */
public enum AccountLevel {
    /** One wave of a campaign. */
    WAVE,
    /** All waves of a campaign. */
    CAMPAIGN,
    /** All campaigns for a purpose. */
    PURPOSE
}
