package io.engagement.outcome.observational;

/** What periods before the contact are compared with. Those after it are compared with the last one before it. */
public enum BasePeriod {
    /** Each with the one before it: what a period adds. */
    VARYING,
    /** All with the last one before the contact: how far the groups were apart. */
    UNIVERSAL
}
