package io.engagement.live;

import java.io.DataOutput;
import java.io.IOException;
import java.util.function.IntUnaryOperator;

/**
 * Who began what came before: of ids whose initiator is known, and of conversations. Two halves, as of {@link
 * RememberedIds}, by the time of interactions and not by the clock: what rested for longer than the horizon goes with its
 * half, within twice the horizon. Ids are hashes of 64 bits under a key of their customer.
 */
final class RememberedThreads {
    /** Nothing is remembered, or it is of later than was asked. */
    static final int NOTHING = -1;

    /** The time of an interaction, or of a conversation's first. */
    private static final int TIME = 1;

    /** Its row, and below that its initiator. */
    private static final int WHAT = 2;

    /** Bits of an initiator's number. */
    private static final int INITIATOR = 2;

    private static final int INITIATORS = 3;

    private final long horizon;
    private IndexedLog recent = new IndexedLog();
    private IndexedLog before = new IndexedLog();
    private long began = Long.MIN_VALUE;

    /** For how many milliseconds; 0 for none. */
    RememberedThreads(long horizonMillis) {
        horizon = horizonMillis;
    }

    /** Only touches where the next entry goes. */
    long touch() {
        return recent.touchEnd();
    }

    /** Asks for the memory that some more take, and lets go of what is too old. */
    void reserve(long newest, int more) {
        if (newest < began || began == Long.MIN_VALUE) {
            // After a clock that was set back it is kept for a horizon from here on.
            began = newest;
        }
        if (newest - began >= horizon) {
            Memory.ask();
            IndexedLog fresh = new IndexedLog();
            before = recent;
            recent = fresh;
            began = newest;
        }
        recent.reserve(more);
    }

    /** Remembers an interaction's initiator by the key of its id; there is room. */
    void putId(long key, long time, int row, int initiator) {
        recent.add(key, time, what(row, initiator));
    }

    /** Remembers an interaction of a conversation by its key: the first one counts; there is room. */
    void putConversation(long key, long time, int row, int initiator) {
        int here = recent.find(key);
        if (here != IndexedLog.NONE && recent.word(here, TIME) <= time) {
            return;
        }
        int earlier = before.find(key);
        if (earlier != IndexedLog.NONE && before.word(earlier, TIME) <= time) {
            recent.add(key, before.word(earlier, TIME), before.word(earlier, WHAT));
        } else {
            recent.add(key, time, what(row, initiator));
        }
    }

    private static long what(int row, int initiator) {
        return (long) row << INITIATOR | initiator;
    }

    /** The number of the initiator of a key, if it is not of later than a time. */
    int get(long key, long time) {
        int here = recent.find(key);
        if (here != IndexedLog.NONE) {
            return initiator(recent, here, time);
        }
        int earlier = before.find(key);
        return earlier == IndexedLog.NONE ? NOTHING : initiator(before, earlier, time);
    }

    private static int initiator(IndexedLog half, int place, long time) {
        return half.word(place, TIME) <= time ? (int) half.word(place, WHAT) & ((1 << INITIATOR) - 1) : NOTHING;
    }

    /** Forgets all that is of a row. */
    void forget(int row) {
        forget(recent, row);
        forget(before, row);
    }

    private static void forget(IndexedLog half, int row) {
        half.settle();
        for (int place = 0; place < half.end(); place++) {
            if (!half.isGone(place) && half.word(place, WHAT) >>> INITIATOR == row) {
                half.remove(place);
            }
        }
    }

    void write(DataOutput out, IntUnaryOperator numbers) throws IOException {
        out.writeLong(began);
        write(out, recent, numbers);
        write(out, before, numbers);
    }

    private static void write(DataOutput out, IndexedLog half, IntUnaryOperator numbers) throws IOException {
        out.writeInt(half.size());
        for (int place = 0; place < half.end(); place++) {
            if (!half.isGone(place)) {
                long what = half.word(place, WHAT);
                out.writeLong(half.hash(place));
                out.writeLong(half.word(place, TIME));
                out.writeInt(numbers.applyAsInt((int) (what >>> INITIATOR)));
                out.writeByte((int) what & ((1 << INITIATOR) - 1));
            }
        }
    }

    /** Customers have the rows from 0 on, as they are listed. */
    void read(SnapshotReader in, int customers, long latest) throws IOException {
        began = in.readTime("beginning of threads", latest);
        recent = readHalf(in, customers, latest);
        before = readHalf(in, customers, latest);
    }

    private static IndexedLog readHalf(SnapshotReader in, int customers, long latest) throws IOException {
        int size = in.readSize("number of remembered threads", 2 * Long.BYTES + Integer.BYTES + 1);
        in.check(size <= IndexedLog.MOST, "number of remembered threads", size, "at most 2^27 of a shard");
        IndexedLog half = new IndexedLog();
        half.reserve(size);
        long steps = 0;
        for (int i = 0; i < size; i++) {
            long key = in.readLong();
            long time = in.readTime("time of a thread", latest);
            int row = in.readInt();
            int initiator = in.readByte();
            in.check(key != 0 && time != Long.MIN_VALUE, "key of a thread", key, "not 0, with a time");
            in.check(row >= 0 && row < customers, "customer of a thread", row, "one of the list");
            in.check(initiator >= 0 && initiator < INITIATORS, "initiator of a thread", initiator, "from 0 to 2");
            in.check(half.find(key) == IndexedLog.NONE, "key of a thread", key, "another one than those before");
            half.add(key, time, what(row, initiator));
            steps += half.steps();
            in.checkSteps(steps, i);
        }
        return half;
    }
}
