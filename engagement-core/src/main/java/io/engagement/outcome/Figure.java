package io.engagement.outcome;

/** What is compared between the contacted and the held-out. */
enum Figure {
    SHORT,
    LONG,
    BEFORE,
    HARM,
    DEPARTURE,
    OVERLAP,
    SPEND_SHORT,
    SPEND_LONG;

    static Figure of(OutcomeStatistic statistic) {
        return switch (statistic) {
            case VALUE_SHORT -> SHORT;
            case VALUE_LONG -> LONG;
            case HARM -> HARM;
            case DEPARTURE -> DEPARTURE;
        };
    }

    double of(Entries entries, int entry) {
        return switch (this) {
            case SHORT -> entries.valueShort[entry];
            case LONG -> entries.valueLong[entry];
            case BEFORE -> entries.valueBefore[entry];
            case HARM -> entries.has(entry, Entries.HARMED) ? 1 : 0;
            case DEPARTURE -> entries.has(entry, Entries.DEPARTED) ? 1 : 0;
            case OVERLAP -> entries.has(entry, Entries.OVERLAPPED) ? 1 : 0;
            case SPEND_SHORT -> entries.spendShort[entry];
            case SPEND_LONG -> entries.spendLong[entry];
        };
    }

    /** Whether an entry takes part: who had left before the contact cannot leave. */
    boolean counts(Entries entries, int entry) {
        return this != DEPARTURE || !entries.has(entry, Entries.LEFT_BEFORE);
    }

    /** Whether it is 0 or 1 of each customer. */
    boolean isShare() {
        return this == HARM || this == DEPARTURE || this == OVERLAP;
    }

    /**
     * Whether it is tested with the variance that it has if there is no effect: shares, and what no contact can have changed. Of few
     * held-out who bought little by chance, their own variance would say that they differ for sure.
     */
    boolean isTestedUnderNull() {
        return isShare() || this == BEFORE;
    }
}
