package io.engagement.connect;

import io.engagement.connect.TimeFormat.Found;
import io.engagement.connect.TimeFormat.Wall;
import java.io.Serializable;

/** What was done to rows that were read, so that it can be told. */
final class RowCounts implements Serializable {
    private static final long serialVersionUID = 1;
    private static final long DAY = 86_400_000;

    /** Customers' ids that had blanks around them. */
    long strippedIds;

    /** Rows whose customers were merged into others. */
    long mergedRows;

    /** Purchases of a negative value that are returns. */
    long returns;

    /** Instants, and those of them that are midnight in UTC. */
    private long instants;

    private long midnights;
    private long localTimes;
    private long skippedTimes;
    private long doubleTimes;

    /** A row was read. */
    void add(Found at, boolean isReturn) {
        Wall wall = at.wall();
        if (wall == Wall.NO_MATTER) {
            instants++;
            midnights += Math.floorMod(at.epochMilli(), DAY) == 0 ? 1 : 0;
        }
        returns += isReturn ? 1 : 0;
        localTimes += wall == Wall.NO_MATTER || wall == Wall.DAY ? 0 : 1;
        skippedTimes += wall == Wall.NEVER ? 1 : 0;
        doubleTimes += wall == Wall.TWICE ? 1 : 0;
    }

    void add(RowCounts other) {
        strippedIds += other.strippedIds;
        mergedRows += other.mergedRows;
        returns += other.returns;
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
