package io.engagement.live;

import java.io.DataOutput;
import java.io.IOException;

/**
 * Ids that came within a window of time, as 128 bits each, which two of them share by a chance of 2^-127. Two tables: what
 * came since one began, and what came before; each spans a window, so that what is too old goes with its table.
 */
final class RememberedIds {
    /** In place of where an id would be: it is there. */
    static final int HERE = -1;

    private static final int WORDS = 3;
    private static final int LEAST = 16;

    /** More than are written of a shard. */
    private static final int MOST = 1 << 27;

    private final long window;
    private Table recent = new Table(LEAST);
    private Table before = new Table(LEAST);
    private long began = Long.MIN_VALUE;

    /** Open addressing; two words of the id (the second is never 0 where there is one), one of its time. */
    private static final class Table {
        private final long[] entries;
        private int size;

        Table(int capacity) {
            entries = new long[WORDS * capacity];
        }

        /** Where an id is, or where it would be. */
        int find(long high, long low) {
            int capacity = entries.length / WORDS;
            int at = (int) high & (capacity - 1);
            while (entries[WORDS * at + 1] != 0 && (entries[WORDS * at + 1] != low || entries[WORDS * at] != high)) {
                at = (at + 1) & (capacity - 1);
            }
            return WORDS * at;
        }

        boolean holds(int at) {
            return entries[at + 1] != 0;
        }

        long time(int at) {
            return entries[at + 2];
        }

        void put(int at, long high, long low, long time) {
            size += holds(at) ? 0 : 1;
            entries[at] = high;
            entries[at + 1] = low;
            entries[at + 2] = time;
        }

        /** Asks for the memory that one more takes; this one if there is room. */
        Table reserve() {
            if (WORDS * 3L * (size + 1) <= 2L * entries.length) {
                return this;
            }
            Memory.ask();
            Table larger = new Table(2 * entries.length / WORDS);
            for (int i = 0; i < entries.length; i += WORDS) {
                if (entries[i + 1] != 0) {
                    larger.put(larger.find(entries[i], entries[i + 1]), entries[i], entries[i + 1], entries[i + 2]);
                }
            }
            return larger;
        }

        /** Only touches where an id is. */
        long touch(long high) {
            int at = WORDS * ((int) high & (entries.length / WORDS - 1));
            return entries[at + 1] ^ entries[at + 2];
        }

        void write(DataOutput out) throws IOException {
            out.writeInt(size);
            for (int i = 0; i < entries.length; i += WORDS) {
                if (entries[i + 1] != 0) {
                    out.writeLong(entries[i]);
                    out.writeLong(entries[i + 1]);
                    out.writeLong(entries[i + 2]);
                }
            }
        }

        /** With times from the one to the other. */
        static Table read(SnapshotReader in, long from, long to) throws IOException {
            int size = in.readSize("number of ids", WORDS * Long.BYTES);
            in.check(size <= MOST, "number of ids", size, "at most 2^27 of a shard");
            // So large that it does not grow when the last one comes.
            Table table = new Table(Math.max(LEAST, 2 * Integer.highestOneBit(size + size / 2)));
            long steps = 0;
            for (int i = 0; i < size; i++) {
                long high = in.readLong();
                long low = in.readLong();
                long time = in.readTime("time of an id", to);
                in.check(low != 0 && time >= from, "time of an id", time, "not before its table began");
                int at = table.find(high, low);
                in.check(!table.holds(at), "id", i, "another one than those before");
                steps += table.steps(high, at);
                in.checkSteps(steps, i);
                table.put(at, high, low, time);
            }
            return table;
        }

        /** How many places were looked at to find one. */
        private int steps(long high, int at) {
            int capacity = entries.length / WORDS;
            return (at / WORDS - (int) high) & (capacity - 1);
        }
    }

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
        recent = recent.reserve();
    }

    /** Where an id is put, or {@link #HERE} if it came within the window; holds until the next {@link #reserve}. */
    int place(long high, long low, long now) {
        int at = recent.find(high, low);
        int earlier = before.find(high, low);
        return isWithin(recent, at, now) || isWithin(before, earlier, now) ? HERE : at;
    }

    /** Only touches where an id is, by the first half of it. */
    long touch(long high) {
        return recent.touch(high) ^ before.touch(high);
    }

    private boolean isWithin(Table table, int at, long now) {
        return table.holds(at) && now - table.time(at) < window;
    }

    void put(int place, long high, long low, long now) {
        recent.put(place, high, low, now);
    }

    /** However much time has gone by, the younger half is kept: the clock may have been wrong, and each id has its time. */
    private void turn(long now) {
        Memory.ask();
        Table fresh = new Table(LEAST);
        before = recent;
        recent = fresh;
        began = now;
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(began);
        recent.write(out);
        before.write(out);
    }

    /** None came later than {@code latest}; where the clock was set back, some came later than it says now. */
    void read(SnapshotReader in, long latest) throws IOException {
        began = in.readTime("beginning of ids", latest);
        recent = Table.read(in, began, latest);
        before = Table.read(in, Long.MIN_VALUE, latest);
        in.check(
                began != Long.MIN_VALUE || recent.size + before.size == 0,
                "number of ids",
                recent.size,
                "0 where none has come");
    }
}
