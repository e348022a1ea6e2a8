package io.engagement.strategy.policy;

/** Why the company may contact a customer, or may not; where several forbid it, the first in this order is told. */
public enum ContactReason {
    /** Nothing speaks against it. */
    ALLOWED("nothing speaks against it"),
    /** It is of service, or about a complaint: never withheld. */
    SERVICE("service is never withheld"),
    /** The customer has not consented, or no longer does. */
    CONSENT("the customer does not consent"),
    /** The customer refuses the channel. */
    REFUSED_CHANNEL("the customer refuses this channel"),
    /** The customer has had as many contacts as they want. */
    STATED_LIMIT("the customer wants no more contacts for now"),
    /** A complaint of the customer waits for an answer. */
    OPEN_COMPLAINT("a complaint waits for an answer"),
    /** The company has sent as much as it allows itself, all departments together. */
    COMPANY_CAP("the company's cap is reached"),
    /** It is night, or another time to leave people alone, where the customer is. */
    QUIET_HOURS("these are quiet hours where the customer is"),
    /** The customer has not answered the last contacts, and is left to rest. */
    FATIGUE("the customer rests after unanswered contacts");

    private final String words;

    ContactReason(String words) {
        this.words = words;
    }

    /**
     * Whether the contact may be made.
     *
     * @return true for {@link #ALLOWED} and {@link #SERVICE}
     */
    public boolean mayContact() {
        return this == ALLOWED || this == SERVICE;
    }

    /**
     * The reason in words.
     *
     * @return for a sentence
     */
    public String words() {
        return words;
    }
}
