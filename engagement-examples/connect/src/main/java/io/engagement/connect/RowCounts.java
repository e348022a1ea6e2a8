package io.engagement.connect;

import io.engagement.connect.TimeFormat.Found;
import io.engagement.connect.TimeFormat.Wall;
import io.engagement.domain.InteractionKind;
import java.io.Serializable;

/** What was done to rows that were read, so that it can be told. */
final class RowCounts implements Serializable {
    private static final long serialVersionUID = 1;
    private static final long DAY = 86_400_000;
    /** 1971-01-01. */
    private static final long YEAR_OF_NONE = 365 * DAY;

    private static final double NEARLY_ALL = 0.9;

    /** Customers' ids that had blanks around them. */
    long strippedIds;

    /** Rows whose customers were merged into others. */
    long mergedRows;

    /** Purchases of a negative value that are returns. */
    long returns;

    /** Returns with a positive value, which is what was given back. */
    long positiveReturns;

    /** What rows hold that nothing is made of. */
    final Overlooked overlooked = new Overlooked();

    /** Times, and those of them before 1971; the first and the last. */
    private long times;

    private long early;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    /** Instants, and those of them that are midnight in UTC. */
    private long instants;

    private long midnights;
    private long localTimes;
    private long skippedTimes;
    private long doubleTimes;

    /** A row was read. */
    void add(Found at, boolean isReturn) {
        Wall wall = at.wall();
        times++;
        early += at.epochMilli() < YEAR_OF_NONE ? 1 : 0;
        first = Math.min(first, at.epochMilli());
        last = Math.max(last, at.epochMilli());
        if (wall == Wall.NO_MATTER) {
            instants++;
            midnights += Math.floorMod(at.epochMilli(), DAY) == 0 ? 1 : 0;
        }
        returns += isReturn ? 1 : 0;
        localTimes += wall == Wall.NO_MATTER || wall == Wall.DAY ? 0 : 1;
        skippedTimes += wall == Wall.NEVER ? 1 : 0;
        doubleTimes += wall == Wall.TWICE ? 1 : 0;
    }

    /** Of what is taken a row's value, or the sum of rows; NaN for none. */
    void addValue(InteractionKind kind, double value) {
        positiveReturns += value > 0 && kind.signedValue(value) < 0 ? 1 : 0;
    }

    void add(RowCounts other) {
        strippedIds += other.strippedIds;
        mergedRows += other.mergedRows;
        overlooked.add(other.overlooked);
        times += other.times;
        early += other.early;
        first = Math.min(first, other.first);
        last = Math.max(last, other.last);
        returns += other.returns;
        positiveReturns += other.positiveReturns;
        instants += other.instants;
        midnights += other.midnights;
        localTimes += other.localTimes;
        skippedTimes += other.skippedTimes;
        doubleTimes += other.doubleTimes;
    }

    /** Instants, if all of them are midnight in UTC; else 0. */
    long midnights() {
        return midnights == instants ? midnights : 0;
    }

    /** Whether nearly all times are before 1971, where numbers in a wrong unit are. */
    boolean areEarly() {
        return times > 0 && early >= NEARLY_ALL * times;
    }

    /** In milliseconds since 1970. */
    long firstTime() {
        return first;
    }

    /** In milliseconds since 1970. */
    long lastTime() {
        return last;
    }

    /** Times of the day without an offset. */
    long localTimes() {
        return localTimes;
    }

    long skippedTimes() {
        return skippedTimes;
    }

    long doubleTimes() {
        return doubleTimes;
    }
}
