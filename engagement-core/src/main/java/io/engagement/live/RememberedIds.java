package io.engagement.live;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Ids that came within a window of time, as 128 bits each, which two of them share by a chance of 2^-127. Two tables: what
 * came since one began, and what came before; each spans a window, so that what is too old goes with its table.
 */
final class RememberedIds {
    private static final int WORDS = 3;

    private final long window;
    private Table recent = new Table(16);
    private Table before = new Table(16);
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
            if (WORDS * 3L * size > 2L * entries.length) {
                grow();
            }
        }

        private void grow() {
            long[] old = entries;
            entries = new long[2 * old.length];
            size = 0;
            for (int i = 0; i < old.length; i += WORDS) {
                if (old[i + 1] != 0) {
                    put(find(old[i], old[i + 1]), old[i], old[i + 1], old[i + 2]);
                }
            }
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
            Table table = new Table(16);
            for (int left = in.readInt(); left > 0; left--) {
                long high = in.readLong();
                long low = in.readLong();
                table.put(table.find(high, low), high, low, in.readLong());
            }
            return table;
        }
    }

    RememberedIds(long windowMillis) {
        window = windowMillis;
    }

    /** Remembers an id, unless it is remembered already: then false. */
    boolean add(long high, long low, long now) {
        turn(now);
        int at = recent.find(high, low);
        if (recent.holds(at) && now - recent.time(at) < window) {
            return false;
        }
        int earlier = before.find(high, low);
        if (before.holds(earlier) && now - before.time(earlier) < window) {
            return false;
        }
        recent.put(at, high, low, now);
        return true;
    }

    private void turn(long now) {
        if (began == Long.MIN_VALUE) {
            began = now;
        }
        if (now - began >= window) {
            before = now - began < 2 * window ? recent : new Table(16);
            recent = new Table(16);
            began = now;
        }
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
