package io.engagement.live;

import java.io.DataOutput;
import java.io.IOException;
import java.util.BitSet;
import java.util.function.IntUnaryOperator;

/**
 * Who began what came before: of ids whose initiator is known, and of conversations. Two tables, as of {@link
 * RememberedIds}, by the time of interactions and not by the clock: what rested for longer than the horizon goes with its
 * table, within twice the horizon. Ids are hashes of 64 bits under a key of their customer.
 */
final class RememberedThreads {
    /** Nothing is remembered, or it is of later than was asked. */
    static final int NOTHING = -1;

    private static final int WORDS = 3;
    private static final int LEAST = 16;

    /** More than are written of a shard. */
    private static final int MOST = 1 << 27;

    /** Bits of an initiator's number. */
    private static final int INITIATOR = 2;

    private static final int INITIATORS = 3;

    private final long horizon;
    private Table recent = new Table(LEAST);
    private Table before = new Table(LEAST);
    private long began = Long.MIN_VALUE;
    /** Of whom anything may be remembered. */
    private final BitSet rows = new BitSet();

    /** Open addressing; the key, which is never 0 where there is one, its time, its row and initiator. */
    private static final class Table {
        private final long[] entries;
        private int size;

        Table(int capacity) {
            entries = new long[WORDS * capacity];
        }

        /** Where a key is, or where it would be. */
        int find(long key) {
            int capacity = entries.length / WORDS;
            int at = (int) key & (capacity - 1);
            while (entries[WORDS * at] != 0 && entries[WORDS * at] != key) {
                at = (at + 1) & (capacity - 1);
            }
            return WORDS * at;
        }

        boolean holds(int at) {
            return entries[at] != 0;
        }

        long time(int at) {
            return entries[at + 1];
        }

        int initiator(int at) {
            return (int) entries[at + 2] & ((1 << INITIATOR) - 1);
        }

        void put(long key, long time, long what) {
            int at = find(key);
            size += holds(at) ? 0 : 1;
            entries[at] = key;
            entries[at + 1] = time;
            entries[at + 2] = what;
        }

        void copy(Table other, int at) {
            put(other.entries[at], other.entries[at + 1], other.entries[at + 2]);
        }

        /** Asks for the memory that some more take; this one if there is room. */
        Table reserve(int more) {
            if (WORDS * 3L * (size + more) <= 2L * entries.length) {
                return this;
            }
            Memory.ask();
            long capacity = entries.length / WORDS;
            while (3L * (size + more) > 2L * capacity) {
                capacity *= 2;
            }
            return without(NOTHING, Math.toIntExact(capacity));
        }

        /** A copy without what is of a row. */
        Table without(int row, int capacity) {
            Table copy = new Table(capacity);
            for (int at = 0; at < entries.length; at += WORDS) {
                if (holds(at) && entries[at + 2] >>> INITIATOR != row) {
                    copy.copy(this, at);
                }
            }
            return copy;
        }

        void write(DataOutput out, IntUnaryOperator numbers) throws IOException {
            out.writeInt(size);
            for (int at = 0; at < entries.length; at += WORDS) {
                if (holds(at)) {
                    out.writeLong(entries[at]);
                    out.writeLong(entries[at + 1]);
                    out.writeInt(numbers.applyAsInt((int) (entries[at + 2] >>> INITIATOR)));
                    out.writeByte(initiator(at));
                }
            }
        }

        static Table read(SnapshotReader in, int customers, long latest, BitSet rows) throws IOException {
            int size = in.readSize("number of remembered threads", 2 * Long.BYTES + Integer.BYTES + 1);
            in.check(size <= MOST, "number of remembered threads", size, "at most 2^27 of a shard");
            Table table = new Table(Math.max(LEAST, 2 * Integer.highestOneBit(size + size / 2)));
            long steps = 0;
            for (int i = 0; i < size; i++) {
                long key = in.readLong();
                long time = in.readTime("time of a thread", latest);
                int row = in.readInt();
                int initiator = in.readByte();
                in.check(key != 0 && time != Long.MIN_VALUE, "key of a thread", key, "not 0, with a time");
                in.check(row >= 0 && row < customers, "customer of a thread", row, "one of the list");
                in.check(initiator >= 0 && initiator < INITIATORS, "initiator of a thread", initiator, "from 0 to 2");
                int at = table.find(key);
                in.check(!table.holds(at), "key of a thread", key, "another one than those before");
                steps += (at / WORDS - (int) key) & (table.entries.length / WORDS - 1);
                in.checkSteps(steps, i);
                table.put(key, time, (long) row << INITIATOR | initiator);
                rows.set(row);
            }
            return table;
        }
    }

    /** For so many milliseconds, 0 for nothing. */
    RememberedThreads(long horizonMillis) {
        horizon = horizonMillis;
    }

    /** Asks for the memory that some more take, and lets go of what is too old. */
    void reserve(long newest, int more) {
        if (newest < began || began == Long.MIN_VALUE) {
            // After a clock that was set back it is kept for a horizon from here on.
            began = newest;
        }
        if (newest - began >= horizon) {
            Memory.ask();
            Table fresh = new Table(LEAST);
            before = recent;
            recent = fresh;
            began = newest;
        }
        recent = recent.reserve(more);
    }

    /** Remembers an interaction's initiator by the key of its id; there is room. */
    void putId(long key, long time, int row, int initiator) {
        recent.put(key, time, (long) row << INITIATOR | initiator);
        rows.set(row);
    }

    /** Remembers an interaction of a conversation by its key: the first one counts; there is room. */
    void putConversation(long key, long time, int row, int initiator) {
        int here = recent.find(key);
        if (recent.holds(here) && recent.time(here) <= time) {
            return;
        }
        int earlier = before.find(key);
        if (before.holds(earlier) && before.time(earlier) <= time) {
            recent.copy(before, earlier);
        } else {
            recent.put(key, time, (long) row << INITIATOR | initiator);
        }
        rows.set(row);
    }

    /** The number of the initiator of a key, if it is not of later than a time. */
    int get(long key, long time) {
        int here = recent.find(key);
        if (recent.holds(here)) {
            return recent.time(here) <= time ? recent.initiator(here) : NOTHING;
        }
        int earlier = before.find(key);
        return before.holds(earlier) && before.time(earlier) <= time ? before.initiator(earlier) : NOTHING;
    }

    /** Only touches where a key is put. */
    long touch(long key) {
        long[] known = recent.entries;
        int at = WORDS * ((int) key & (known.length / WORDS - 1));
        return known[at] ^ known[at + 2];
    }

    /** Forgets all that is of a row. */
    void forget(int row) {
        if (rows.get(row)) {
            Memory.ask();
            Table others = recent.without(row, recent.entries.length / WORDS);
            before = before.without(row, before.entries.length / WORDS);
            recent = others;
            rows.clear(row);
        }
    }

    void write(DataOutput out, IntUnaryOperator numbers) throws IOException {
        out.writeLong(began);
        recent.write(out, numbers);
        before.write(out, numbers);
    }

    /** Customers have the rows from 0 on, as they are listed. */
    void read(SnapshotReader in, int customers, long latest) throws IOException {
        began = in.readTime("beginning of threads", latest);
        recent = Table.read(in, customers, latest, rows);
        before = Table.read(in, customers, latest, rows);
    }
}
