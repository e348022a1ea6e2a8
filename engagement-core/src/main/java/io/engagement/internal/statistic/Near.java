package io.engagement.internal.statistic;

/** A statistic that tells which of its slots it mostly looks at, so that they can be fetched ahead: a hint that changes no result. */
public interface Near {
    /** How many they are, from the first one on. */
    int near();
}
