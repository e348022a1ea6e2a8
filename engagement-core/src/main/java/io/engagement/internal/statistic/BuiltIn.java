package io.engagement.internal.statistic;

/**
 * A statistic of this library that stands beside what it is for, not among the measures: it is trusted as those are, where a
 * user's own is tried on a copy first.
 */
public interface BuiltIn {}
