package io.engagement.outcome.observational;

/** With whom contacted customers are compared. */
public enum Controls {
    /** Customers who are contacted, but only after the window: the most alike. */
    LATER,
    /** Customers who are never contacted. */
    NEVER,
    /** Both. */
    LATER_OR_NEVER;

    /** Whether a group may stand beside one whose last period looked at is another's. */
    boolean includes(int group, int lastPeriod) {
        return group == FirstContacts.NEVER ? this != LATER : this != NEVER && group > lastPeriod;
    }
}
