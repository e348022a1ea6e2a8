package io.engagement.dialogue;

/** Who leads the dialogue with a customer. */
public enum InitiativeClass {
    /** The customer begins more than 60 % of the conversations. */
    CUSTOMER_LED,
    /** The customer begins 40 to 60 %. */
    BALANCED,
    /** The customer begins less than 40 %. */
    COMPANY_LED,
    /** The customer began none for longer than 95 % of their own rests, or for 90 days where these are not known. */
    SILENT,
    /** None of the three shares has a probability of 60 %. */
    UNCERTAIN
}
