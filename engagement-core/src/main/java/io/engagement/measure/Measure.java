package io.engagement.measure;

import java.time.Duration;
import java.time.ZoneId;

/** A named number per customer, computed from interactions one at a time and merged. A value: equal definitions are equal. */
public final class Measure implements java.io.Serializable {
    private static final long serialVersionUID = 1L;

    private Measure() {}

    /** What is summed. */
    public enum Quantity {
        VALUE,
        COST,
        SATISFACTION,
        /** in the table's time unit. */
        DURATION
    }

    /** What a measure's number is. */
    public enum Unit {
        COUNT,
        /** in the table's time unit. */
        TIME,
        MONEY,
        SHARE
    }

    public static Measure count(Filter filter) {
        throw new UnsupportedOperationException();
    }

    public static Measure sum(Filter filter, Quantity quantity) {
        throw new UnsupportedOperationException();
    }

    /** mean over the interactions that have the quantity; NaN if none. */
    public static Measure mean(Filter filter, Quantity quantity) {
        throw new UnsupportedOperationException();
    }

    /** NaN if none. */
    public static Measure timeSinceFirst(Filter filter) {
        throw new UnsupportedOperationException();
    }

    public static Measure timeSinceLast(Filter filter) {
        throw new UnsupportedOperationException();
    }

    /** sum of 2^(-age/halfLife). */
    public static Measure decayed(Filter filter, Duration halfLife) {
        throw new UnsupportedOperationException();
    }

    /** sum of weight * 2^(-age/halfLife). */
    public static Measure decayed(Filter filter, EffortWeights weights, Duration halfLife) {
        throw new UnsupportedOperationException();
    }

    /** integral of 2^(-age/halfLife) over the time since the first interaction of any kind; 0 if none. In the table's time unit. */
    public static Measure decayedExposure(Duration halfLife) {
        throw new UnsupportedOperationException();
    }

    /** ordered. */
    public static Measure distinctDays(Filter filter, ZoneId zone) {
        throw new UnsupportedOperationException();
    }

    /** ordered: mean time between one and the next; NaN with fewer than two. */
    public static Measure meanGap(Filter filter) {
        throw new UnsupportedOperationException();
    }

    /** ordered: sample standard deviation of gaps; NaN with fewer than three interactions. */
    public static Measure gapDeviation(Filter filter) {
        throw new UnsupportedOperationException();
    }

    /** canonical, unique per definition, e.g. count[initiator=CUSTOMER]. */
    public String name() {
        throw new UnsupportedOperationException();
    }

    /** what it is in words that fit into "the customer's ...", e.g. "own contacts in the past". */
    public String label() {
        throw new UnsupportedOperationException();
    }

    public Unit unit() {
        throw new UnsupportedOperationException();
    }

    public boolean ordered() {
        throw new UnsupportedOperationException();
    }
}
