package io.engagement.strategy.budget;

/** Why a contact is made, or not. */
public enum AllocationReason {
    /** Customers wait for it, such as an answer to a question or complaint: never withheld, and paid outside the budget. */
    SERVICE("service is never withheld", true),
    /** It is expected to bring more than it costs, and the budget reaches. */
    CHOSEN("worth more than it costs", true),
    /** Chance contacts the customer, so that the policy stays measurable. */
    EXPLORED("contacted by chance, to keep the policy measurable", true),
    /** Chance holds the customer out, so that the policy stays measurable. */
    HELD_OUT("held out by chance, to keep the policy measurable", false),
    /** The contact policy forbids it now. */
    WITHHELD("the contact policy forbids it now", false),
    /** The customer gets another contact at this instant. */
    OTHER_CONTACT("the customer gets another contact now", false),
    /** What it brings is not borne out. */
    NOT_KNOWN("nobody knows what it brings: test it", false),
    /** It is not expected to bring more than it costs. */
    NOT_WORTH_IT("not worth its cost", false),
    /** Others bring more for the money. */
    NO_BUDGET("the budget is spent on better ones", false);

    private final String words;
    private final boolean made;

    AllocationReason(String words, boolean made) {
        this.words = words;
        this.made = made;
    }

    /**
     * The reason in words.
     *
     * @return for a sentence
     */
    public String words() {
        return words;
    }

    /**
     * Whether the contact is made.
     *
     * @return true for {@link #SERVICE}, {@link #CHOSEN} and {@link #EXPLORED}
     */
    public boolean isMade() {
        return made;
    }
}
