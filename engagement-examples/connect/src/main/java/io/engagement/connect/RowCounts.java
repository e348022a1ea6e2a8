package io.engagement.connect;

import io.engagement.connect.TimeFormat.Found;
import io.engagement.connect.TimeFormat.Wall;

/** What was done to rows that were read, so that it can be told. */
final class RowCounts {
    /** Customers' ids that had blanks around them. */
    long strippedIds;

    /** Purchases of a negative value that are returns. */
    long returns;

    private long localTimes;
    private long skippedTimes;
    private long doubleTimes;

    /** A row was read. */
    void add(Found at, boolean isReturn) {
        Wall wall = at.wall();
        returns += isReturn ? 1 : 0;
        localTimes += wall == Wall.NO_MATTER || wall == Wall.DAY ? 0 : 1;
        skippedTimes += wall == Wall.NEVER ? 1 : 0;
        doubleTimes += wall == Wall.TWICE ? 1 : 0;
    }

    void add(RowCounts other) {
        strippedIds += other.strippedIds;
        returns += other.returns;
        localTimes += other.localTimes;
        skippedTimes += other.skippedTimes;
        doubleTimes += other.doubleTimes;
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
