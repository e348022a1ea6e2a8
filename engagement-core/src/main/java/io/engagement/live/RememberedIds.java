package io.engagement.live;

import java.io.DataOutput;
import java.io.IOException;

/**
 * Ids that came within a window of time, as 128 bits each, which two of them share by a chance of 2^-127. Two halves: what
 * came since one began, and what came before; each spans a window, so that what is too old goes with its half.
 */
final class RememberedIds {
    /** Half of the hash; the other half is what it is found by. */
    private static final int LOW = 1;

    /** When it came. */
    private static final int TIME = 2;

    private final long window;
    private IndexedLog recent = new IndexedLog();
    private IndexedLog before = new IndexedLog();
    private long began = Long.MIN_VALUE;

    RememberedIds(long windowMillis) {
        window = windowMillis;
    }

    /** Asks for the memory that one more takes, and lets go of what is too old. */
    void reserve(long now) {
        if (now < began || began == Long.MIN_VALUE) {
            // A clock that was set back is followed: what is remembered is kept for a window from here on.
            began = now;
        }
        if (now - began >= window) {
            turn(now);
        }
        recent.reserve(1);
    }

    /** Whether an id came within the window. */
    boolean holds(long high, long low, long now) {
        return isWithin(recent, high, low, now) || isWithin(before, high, low, now);
    }

    private boolean isWithin(IndexedLog half, long high, long low, long now) {
        int place = half.find(high);
        return place != EntryLog.NONE && half.word(place, LOW) == low && now - half.word(place, TIME) < window;
    }

    /** Only touches where an id is, by the first half of it, and where the next one goes. */
    long touch(long high) {
        return recent.touch(high) + before.touch(high) + recent.touchEnd();
    }

    /** Remembers an id that came, for which there is room. */
    void put(long high, long low, long now) {
        recent.add(high, low, now);
    }

    /** However much time has gone by, the younger half is kept: the clock may have been wrong, and each id has its time. */
    private void turn(long now) {
        Memory.ask();
        IndexedLog fresh = new IndexedLog();
        before = recent;
        recent = fresh;
        began = now;
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(began);
        write(out, recent);
        write(out, before);
    }

    private static void write(DataOutput out, IndexedLog half) throws IOException {
        EntryLog entries = half.entries();
        out.writeInt(entries.size());
        for (int place = 0; place < entries.end(); place++) {
            if (!entries.isGone(place)) {
                out.writeLong(entries.hash(place));
                out.writeLong(entries.word(place, LOW));
                out.writeLong(entries.word(place, TIME));
            }
        }
    }

    /** None came later than {@code latest}; where the clock was set back, some came later than it says now. */
    void read(SnapshotReader in, long latest) throws IOException {
        began = in.readTime("beginning of ids", latest);
        recent = readHalf(in, began, latest);
        before = readHalf(in, Long.MIN_VALUE, latest);
        in.check(
                began != Long.MIN_VALUE || recent.size() + before.size() == 0,
                "number of ids",
                recent.size(),
                "0 where none has come");
    }

    /** With times from the one to the other. */
    private static IndexedLog readHalf(SnapshotReader in, long from, long to) throws IOException {
        int size = in.readSize("number of ids", 3 * Long.BYTES);
        in.check(size <= EntryLog.MOST, "number of ids", size, "at most 2^27 of a shard");
        IndexedLog half = new IndexedLog();
        half.reserve(size);
        long steps = 0;
        for (int i = 0; i < size; i++) {
            long high = in.readLong();
            long low = in.readLong();
            long time = in.readTime("time of an id", to);
            in.check(high != 0 && low != 0 && time >= from, "time of an id", time, "not before its half began");
            in.check(half.find(high) == EntryLog.NONE, "id", i, "another one than those before");
            half.add(high, low, time);
            steps += half.steps();
            in.checkSteps(steps, i);
        }
        return half;
    }
}
