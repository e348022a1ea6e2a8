package io.engagement.outcome;

/** The four questions that are asked of every contact, campaign and purpose. */
public enum OutcomeStatistic {
    /** What it brought in profit in the short window, money a contact. */
    VALUE_SHORT("value in the short window"),
    /** What it brought in profit in the long window, money a contact. */
    VALUE_LONG("value in the long window"),
    /** Whether more customers complained, opted out, wanted their money back or spoke badly of it, as a share. */
    HARM("harm"),
    /** Whether more customers had left at the end of the long window, as a share. */
    DEPARTURE("departure");

    private final String words;

    OutcomeStatistic(String words) {
        this.words = words;
    }

    /** Whether it is an amount of money, and tested both ways; else a share, of which only more is looked for. */
    boolean isMoney() {
        return this == VALUE_SHORT || this == VALUE_LONG;
    }

    /** In words. */
    @Override
    public String toString() {
        return words;
    }
}
