package io.engagement.live;

import java.io.DataInput;
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

    private final long window;
    private Table recent = new Table(LEAST);
    private Table before = new Table(LEAST);
    private long began = Long.MIN_VALUE;

    /** Open addressing; two words of the id (the second is never 0 where there is one), one of its time. */
    private static final class Table {
        private long[] entries;
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

        /** Asks for the memory that one more takes. */
        void reserve() {
            if (WORDS * 3L * (size + 1) <= 2L * entries.length) {
                return;
            }
            Memory.ask();
            Table larger = new Table(2 * entries.length / WORDS);
            for (int i = 0; i < entries.length; i += WORDS) {
                if (entries[i + 1] != 0) {
                    larger.put(larger.find(entries[i], entries[i + 1]), entries[i], entries[i + 1], entries[i + 2]);
                }
            }
            entries = larger.entries;
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

        static Table read(DataInput in) throws IOException {
            Table table = new Table(LEAST);
            for (int left = in.readInt(); left > 0; left--) {
                long high = in.readLong();
                long low = in.readLong();
                table.reserve();
                table.put(table.find(high, low), high, low, in.readLong());
            }
            return table;
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
        recent.reserve();
    }

    /** Where an id is put, or {@link #HERE} if it came within the window; holds until the next {@link #reserve}. */
    int place(long high, long low, long now) {
        int at = recent.find(high, low);
        int earlier = before.find(high, low);
        return isWithin(recent, at, now) || isWithin(before, earlier, now) ? HERE : at;
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

    void read(DataInput in) throws IOException {
        began = in.readLong();
        recent = Table.read(in);
        before = Table.read(in);
    }
}
