package io.engagement.strategy.lifecycle;

/** Groups by how recently, and by how often and how much, compared with the base. */
public enum RfmGroup {
    /** Bought lately, often and much. */
    CHAMPIONS,
    /** Buy often or much, still lately enough. */
    LOYAL,
    /** Bought lately, some more than once: may become loyal. */
    PROMISING,
    /** Bought lately, and little so far. */
    NEW,
    /** Once good or fair, and silent for some time. */
    NEED_ATTENTION,
    /** Bought often or much, and not for long. */
    AT_RISK,
    /** Little, and not for long. */
    LOST;

    /**
     * The group of scores.
     *
     * @param recency from 1, longest ago, to 5
     * @param worth the mean of the scores of frequency and money, from 1 to 5
     * @return the group
     */
    static RfmGroup of(int recency, double worth) {
        if (recency >= 4) {
            return worth >= 4 ? CHAMPIONS : worth >= 3 ? LOYAL : worth >= 2 ? PROMISING : NEW;
        }
        if (recency == 3) {
            return worth >= 4 ? LOYAL : NEED_ATTENTION;
        }
        return worth >= 3 ? AT_RISK : LOST;
    }
}
