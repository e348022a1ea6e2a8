package io.engagement.outcome;

/** Why an account says what it says, or cannot say more. */
public enum Reason {
    /** No customers were held out. */
    NO_HOLD_OUT("nobody was held out"),
    /** What customers did themselves was taken for a contact. */
    SELF_SELECTED("who was treated chose it"),
    /** Before the contact, contacted customers and controls did not move alike. */
    NOT_PARALLEL("contacted and others did not move alike before"),
    /** At dates before the contact the difference in differences finds an effect, too. */
    PLACEBO_FAILED("placebo dates before the contact show an effect, too"),
    /** Placebo dates could not have shown a difference as large as the effect. */
    PLACEBO_WEAK("placebo dates could not have shown so large a difference"),
    /** There is too little past for two placebo dates. */
    PLACEBO_INCONCLUSIVE("there is too little past for two placebo dates"),
    /** An outcome that the contact cannot change has changed. */
    UNRELATED_MOVED("what the contact cannot change has changed"),
    /** Too few of the others are like the contacted customers. */
    POOR_OVERLAP("too few others are like the contacted"),
    /** The two estimators contradict each other. */
    ESTIMATORS_DISAGREE("two estimators contradict each other"),
    /** Arms do not have the planned shares of customers. */
    SAMPLE_RATIO("arms are not as large as planned"),
    /** Contacted and held-out customers differed before the contact. */
    IMBALANCED_BEFORE("contacted and held out differed before"),
    /** The log does not know some of the assigned customers: they count as customers who did nothing. */
    UNKNOWN_CUSTOMERS("the log does not know all who were assigned"),
    /** One of a hundred assigned ids, or more, differs from an id of the log in case or leading zeros only. */
    IDS_ALIKE("ids are written in two ways"),
    /** The held-out are looked at on other days than the contacted. */
    OTHER_TIMES("held out are looked at at other times than contacted"),
    /** Held-out customers were contacted: effects are those of the assignment (intention to treat). */
    HELD_OUT_CONTACTED(
            "held out were contacted all the same, so effects are those of the assignment (intention to treat)"),
    /** One customer is contacted twice at the same instant. */
    SAME_CONTACT_TWICE("the same contact is given more than once"),
    /** Windows are not over yet, or the log ends within them. */
    NOT_YET_SEEN("windows that are not over yet are left out"),
    /** Waves of which fewer than two contacted, or held-out, customers are seen: there is nothing to compare. */
    WAVES_TOO_SMALL("waves with fewer than two contacted or held out are left out"),
    /** Fewer than a hundred customers were contacted, or held out. */
    FEW_CUSTOMERS("fewer than 100 contacted or held out"),
    /** Fewer than thirty customers with any value, harm or departure, or of these fewer than five are to be expected in an arm. */
    FEW_EVENTS("too few customers with anything to count"),
    /** No customer's habit is known well enough to tell silence from leaving. */
    NO_HABIT("no habit is known by which silence tells who left"),
    /** Without a hold-out: the log does not reach back far enough before the contact for anything to compare with. */
    NO_PAST("too little past before the contact"),
    /** Without a hold-out: too little past to compare who leaves with who left at three dates before. */
    NO_PAST_OF_LEAVING("too little past to tell who leaves because of it"),
    /** Without a hold-out: who leaves did not move alike before the contact either, or not so that it could be seen. */
    LEAVING_NOT_PARALLEL("at dates before the contact who left moved apart, too, or could not be seen to"),
    /** Without a hold-out: contacts of one day have windows of different lengths, or windows have no period in common. */
    WINDOWS_DO_NOT_FIT("windows do not fit together, which only a hold-out would allow"),
    /** Many of the contacts ran into other contacts. */
    OVERLAP("other contacts ran at the same time"),
    /** The contacted had more, or fewer, other contacts than the held-out; without a hold-out, than the controls. */
    UNEQUAL_CONTACTS("contacted and others had other contacts in different number"),
    /** What was found rests on few customers, and is not claimed: with the largest 1 % of gains and of losses cut it is not clear. */
    FEW_CUSTOMERS_DECIDE("rests on few customers"),
    /** Contacts were made while a complaint waited for an answer. */
    DURING_COMPLAINT("sent while a complaint waited for an answer"),
    /** Contacts were made on a channel that the customer refuses, or without consent. */
    AGAINST_PREFERENCE("sent against the customer's preference"),
    /** Contacts were made in quiet hours. */
    OUTSIDE_HOURS("sent in quiet hours"),
    /** The short effect is not clear, so that no share of it can remain. */
    PERMANENCE_UNDEFINED("no clear short effect of which a share could remain");

    private final String words;

    Reason(String words) {
        this.words = words;
    }

    /** In words. */
    @Override
    public String toString() {
        return words;
    }
}
