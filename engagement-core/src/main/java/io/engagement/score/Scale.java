package io.engagement.score;

/** What a score's number means. */
public enum Scale {
    /** A probability, from 0 to 1. */
    PROBABILITY,
    /** An index from 0 to 100. */
    INDEX,
    /** An amount in the log's currency; may be negative. */
    MONEY,
    /** A number of things, not negative. */
    COUNT
}
