package io.engagement.customerbase.geometric;

/** When customers of the BG family may leave. */
public enum DropOut {
    /** After a repeat purchase only: one-time buyers are alive for certain (Fader, Hardie and Lee 2005). */
    AFTER_REPEAT_PURCHASE,
    /** After any purchase, the first one included (Batislam, Denizel and Filiztekin 2007). */
    AFTER_ANY_PURCHASE;

    /** How many occasions to leave the first purchase gives. */
    int first() {
        return this == AFTER_ANY_PURCHASE ? 1 : 0;
    }
}
