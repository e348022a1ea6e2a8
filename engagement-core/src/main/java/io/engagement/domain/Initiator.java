package io.engagement.domain;

/**
 * Whose initiative an interaction was. This is not its direction: a reply to our newsletter comes in but was started by
 * us, our answer to a ticket goes out but was started by the customer.
 */
public enum Initiator {
    /** The customer started it: effort of their own. */
    CUSTOMER,
    /** The company started it: outreach, which costs and is never engagement by itself. */
    COMPANY,
    /** Not known, and not guessed. */
    UNKNOWN
}
