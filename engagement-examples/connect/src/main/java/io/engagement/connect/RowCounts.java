package io.engagement.connect;

import io.engagement.connect.TimeFormat.Found;
import io.engagement.connect.TimeFormat.Wall;
import java.io.Serializable;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** What was done to rows that were read, so that it can be told. */
final class RowCounts implements Serializable {
    private static final long serialVersionUID = 1;

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

    /** What is to be told of a source whose times without an offset are of a zone. */
    List<String> notes(String name, ZoneId zone) {
        List<String> notes = new ArrayList<>();
        if (localTimes > 0 && zone.normalized().equals(ZoneOffset.UTC)) {
            notes.add(name + ": " + localTimes + " times have no offset and are read as UTC; --zone to change");
        }
        if (skippedTimes > 0) {
            notes.add(name + ": " + skippedTimes + " times do not exist, as clocks in " + zone
                    + " were set forward over them: read as so much later; --zone to change");
        }
        if (doubleTimes > 0) {
            notes.add(name + ": " + doubleTimes + " times exist twice, as clocks in " + zone
                    + " were set back: read as the first; --zone to change");
        }
        if (strippedIds > 0) {
            notes.add(name + ": " + strippedIds + " customer ids had blanks around them, read without");
        }
        if (returns > 0) {
            notes.add(name + ": " + returns + " purchases of a negative value are read as returns;"
                    + " --negative-purchases to change");
        }
        return notes;
    }
}
