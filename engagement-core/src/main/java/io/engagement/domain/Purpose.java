package io.engagement.domain;

import java.util.Set;

/**
 * What an interaction was for. Purposes are open: the constants cover the whole journey from before the purchase to
 * after it, {@link #of} makes any other.
 *
 * @param name the purpose's name in upper case with underscores, not blank, for example {@code PURCHASE}
 */
public record Purpose(String name) implements Comparable<Purpose> {
    /** A purchase: the customer bought. */
    public static final Purpose PURCHASE = new Purpose("PURCHASE");
    /** Goods came back, or money was refunded. */
    public static final Purpose RETURN = new Purpose("RETURN");
    /** Use of what was bought, or a visit: log-ins, views, sessions. */
    public static final Purpose USE = new Purpose("USE");
    /** A question, or a request for information or help. */
    public static final Purpose QUESTION = new Purpose("QUESTION");
    /** A complaint. */
    public static final Purpose COMPLAINT = new Purpose("COMPLAINT");
    /** A recommendation of the company to somebody else. */
    public static final Purpose REFERRAL = new Purpose("REFERRAL");
    /** A review, an idea, an answer to a survey. */
    public static final Purpose FEEDBACK = new Purpose("FEEDBACK");
    /** Registration, subscription or consent. */
    public static final Purpose SIGN_UP = new Purpose("SIGN_UP");
    /** The end of a contract, a subscription or consent. */
    public static final Purpose CANCELLATION = new Purpose("CANCELLATION");
    /** Help, advice or an answer given. */
    public static final Purpose HELP = new Purpose("HELP");
    /** News or information sent. */
    public static final Purpose INFORMATION = new Purpose("INFORMATION");
    /** An offer: advertising, a discount, a sales call. */
    public static final Purpose OFFER = new Purpose("OFFER");
    /** A reminder, an invoice, a notice about a delivery. */
    public static final Purpose SERVICE_NOTICE = new Purpose("SERVICE_NOTICE");
    /** None of the others, or not recorded. */
    public static final Purpose OTHER = new Purpose("OTHER");

    private static final Set<Purpose> STANDARD = Set.of(
            PURCHASE,
            RETURN,
            USE,
            QUESTION,
            COMPLAINT,
            REFERRAL,
            FEEDBACK,
            SIGN_UP,
            CANCELLATION,
            HELP,
            INFORMATION,
            OFFER,
            SERVICE_NOTICE,
            OTHER);

    /**
     * A purpose by its name.
     *
     * @param name the purpose's name in upper case with underscores, not blank, for example {@code PURCHASE}
     * @throws IllegalArgumentException if the name is blank
     */
    public Purpose {
        name = Names.upper("purpose", name);
    }

    /**
     * The purpose of that name; case, surrounding blanks, and blank or hyphen for underscore do not matter.
     *
     * @param name the name, not blank
     * @return the purpose
     * @throws IllegalArgumentException if the name is blank
     */
    public static Purpose of(String name) {
        return new Purpose(name);
    }

    /**
     * The purposes that this class names as constants.
     *
     * @return an immutable set
     */
    public static Set<Purpose> standard() {
        return STANDARD;
    }

    @Override
    public int compareTo(Purpose other) {
        return name.compareTo(other.name);
    }

    /** The name. */
    @Override
    public String toString() {
        return name;
    }
}
