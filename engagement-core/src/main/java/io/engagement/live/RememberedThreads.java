package io.engagement.live;

import java.io.DataOutput;
import java.io.IOException;
import java.util.function.IntUnaryOperator;

/**
 * Who began what came before: of ids whose initiator is known, and of conversations. Two halves, as of {@link
 * RememberedIds}, by the time of interactions and not by the clock: what rested for longer than the horizon goes with its
 * half, within twice the horizon. Ids are hashes of 64 bits under a key of their customer.
 *
 * <p>Most ids are never asked for: one of an interaction in no thread is linked to its customer's one before, and the customer's
 * row knows the last one, so that nothing else that is far is touched. What is in threads is in an index; so are, from when
 * something in a thread comes and may ask, those of a customer who has many.
 */
final class RememberedThreads {
    /** Nothing is remembered, or it is of later than was asked. */
    static final int NOTHING = -1;

    /** Where more of a customer are linked, they go into the index before one is asked for. */
    static final int MANY = 64;

    /** No entry. */
    private static final long NONE = 0;

    /** The time of an interaction, or of a conversation's first. */
    private static final int TIME = 1;

    /** How far before this the linked one before is, 0 for none; the row; its initiator. */
    private static final int WHAT = 2;

    private static final int INITIATOR_BITS = 2;
    private static final int INITIATORS = 3;

    /** Of a row and an initiator. */
    private static final int OWNER_BITS = 24 + INITIATOR_BITS;

    /** In place of a link, of what is in the index. */
    private static final long INDEXED = (1L << (Long.SIZE - 1 - OWNER_BITS)) - 1;

    /** What a row knows: the number of the last one that is linked, whether any is in the index, how many are linked at most. */
    private static final int LAST = 8;

    private static final int ANY_INDEXED = 1 << 7;

    private final long horizon;
    private final Rows rows;
    private Half recent = new Half(1);
    private Half before = new Half(1);
    private long began = Long.MIN_VALUE;

    /** Entries from a number on: they are numbered from 1 on as they come. */
    private static final class Half {
        final EntryLog entries = new EntryLog();
        final long first;
        private final PlaceIndex index = new PlaceIndex(entries);
        /** All before this place are in the index that have to be. */
        private int settled;
        /** How many more have to be. */
        private int waiting;

        Half(long first) {
            this.first = first;
        }

        long end() {
            return first + entries.end();
        }

        long word(long entry, int which) {
            return entries.word((int) (entry - first), which);
        }

        void reserveIndexed(int more) {
            index.reserve(waiting + more);
        }

        void addIndexed(long key, long time, long owner) {
            entries.add(key, time, INDEXED << OWNER_BITS | owner);
            if (++waiting == PlaceIndex.TOGETHER) {
                settle();
            }
        }

        private void settle() {
            index.touchAll(settled, entries.end());
            for (; waiting > 0; settled++) {
                if (entries.word(settled, WHAT) >>> OWNER_BITS == INDEXED && !entries.isGone(settled)) {
                    index.put(settled);
                    waiting--;
                }
            }
        }

        /** Puts one that was linked in, for which there is room, unless a later one of its key is there. */
        void putLinked(long entry) {
            if (find(word(entry, 0)) < entry) {
                index.put((int) (entry - first));
            }
        }

        /** By the index alone. */
        long find(long key) {
            if (waiting > 0) {
                settle();
            }
            int place = index.find(key);
            return place == EntryLog.NONE ? NONE : first + place;
        }

        /** A row's are forgotten by looking at each. */
        void forget(int row) {
            find(NONE);
            for (int place = 0; place < entries.end(); place++) {
                if (!entries.isGone(place) && row(entries.word(place, WHAT)) == row) {
                    entries.remove(place);
                }
            }
        }
    }

    /** For how many milliseconds; 0 for none. */
    RememberedThreads(long horizonMillis, Rows rows) {
        this.horizon = horizonMillis;
        this.rows = rows;
    }

    /**
     * Asks for the memory that some more in threads take, and lets go of what is too old; changes no meaning.
     *
     * @param row whose, or {@link Rows#NONE}
     */
    void reserve(long newest, int row, int more) {
        letGo(newest);
        recent.entries.reserve(more);
        int linked = row == Rows.NONE || linked(rows.remembered(row)) <= MANY ? 0 : countLinked(row);
        recent.reserveIndexed(more + linked);
        if (linked > 0) {
            before.reserveIndexed(linked);
            indexLinked(row);
        }
    }

    private int countLinked(int row) {
        int count = 0;
        for (long each = lastLinked(row); each != NONE; each = previous(each)) {
            count++;
        }
        return count;
    }

    private void indexLinked(int row) {
        for (long each = lastLinked(row); each != NONE; each = previous(each)) {
            half(each).putLinked(each);
        }
        rows.remembered(row, ANY_INDEXED);
    }

    /** Asks for the memory that one more in no thread takes, and lets go of what is too old. */
    void reserveOne(long newest) {
        letGo(newest);
        recent.entries.reserve(1);
    }

    private void letGo(long newest) {
        if (newest < began || began == Long.MIN_VALUE) {
            // After a clock that was set back it is kept for a horizon from here on.
            began = newest;
        }
        if (newest - began >= horizon) {
            Memory.ask();
            Half fresh = new Half(recent.end());
            before = recent;
            recent = fresh;
            began = newest;
        }
    }

    /** Remembers the initiator of an interaction in no thread by the key of its id; there is room for one. */
    void putOne(long key, long time, int row, int initiator) {
        long known = rows.remembered(row);
        long last = known >>> LAST;
        boolean alone = last < before.first;
        long next = recent.end();
        recent.entries.add(key, time, (alone ? 0 : next - last) << OWNER_BITS | owner(row, initiator));
        int count = alone ? 1 : Math.min(linked(known), MANY) + 1;
        rows.remembered(row, next << LAST | (known & ANY_INDEXED) | count);
    }

    private static int linked(long known) {
        return (int) known & (ANY_INDEXED - 1);
    }

    private static long owner(int row, int initiator) {
        return (long) row << INITIATOR_BITS | initiator;
    }

    /** Remembers the initiator of an interaction by the key of its id; there is room. */
    void put(long key, long time, int row, int initiator) {
        recent.addIndexed(key, time, owner(row, initiator));
        rows.remembered(row, rows.remembered(row) | ANY_INDEXED);
    }

    /** Remembers an interaction of a conversation by its key: the first one counts; there is room. */
    void putConversation(long key, long time, int row, int initiator) {
        long here = recent.find(key);
        if (here != NONE && recent.word(here, TIME) <= time) {
            return;
        }
        long earlier = before.find(key);
        if (earlier != NONE && before.word(earlier, TIME) <= time) {
            put(key, before.word(earlier, TIME), row, initiator(before.word(earlier, WHAT)));
        } else {
            put(key, time, row, initiator);
        }
    }

    private Half half(long entry) {
        return entry >= recent.first ? recent : before;
    }

    /** The linked one before, as far as it is not too old. */
    private long previous(long entry) {
        long link = half(entry).word(entry, WHAT) >>> OWNER_BITS;
        return link == 0 || entry - link < before.first ? NONE : entry - link;
    }

    private long lastLinked(int row) {
        long last = rows.remembered(row) >>> LAST;
        return last < before.first ? NONE : last;
    }

    /** The number of the initiator of a customer's id by its key, if it is not of later than a time. */
    int get(long key, long time, int row) {
        long found = findIndexed(key);
        for (long each = lastLinked(row); each > found; each = previous(each)) {
            if (half(each).word(each, 0) == key) {
                found = each;
            }
        }
        return initiator(found, time);
    }

    /** The number of the initiator of a conversation's first by its key, if it is not of later than a time. */
    int getConversation(long key, long time) {
        return initiator(findIndexed(key), time);
    }

    private long findIndexed(long key) {
        long here = recent.find(key);
        return here == NONE ? before.find(key) : here;
    }

    private int initiator(long entry, long time) {
        return entry != NONE && half(entry).word(entry, TIME) <= time
                ? initiator(half(entry).word(entry, WHAT))
                : NOTHING;
    }

    private static int initiator(long what) {
        return (int) what & ((1 << INITIATOR_BITS) - 1);
    }

    private static int row(long what) {
        return (int) (what & ((1L << OWNER_BITS) - 1)) >>> INITIATOR_BITS;
    }

    /** Forgets all that is of a row. */
    void forget(int row) {
        for (long each = lastLinked(row); each != NONE; ) {
            long previous = previous(each);
            Half half = half(each);
            half.entries.remove((int) (each - half.first));
            each = previous;
        }
        if ((rows.remembered(row) & ANY_INDEXED) != 0) {
            recent.forget(row);
            before.forget(row);
        }
        rows.remembered(row, NONE);
    }

    void write(DataOutput out, IntUnaryOperator numbers) throws IOException {
        out.writeLong(began);
        write(out, recent, numbers);
        write(out, before, numbers);
    }

    /** Of entries of one key the last one. */
    private static void write(DataOutput out, Half half, IntUnaryOperator numbers) throws IOException {
        EntryLog entries = known(half.entries).entries();
        out.writeInt(entries.size());
        for (int place = 0; place < entries.end(); place++) {
            if (!entries.isGone(place)) {
                long what = entries.word(place, WHAT);
                out.writeLong(entries.hash(place));
                out.writeLong(entries.word(place, TIME));
                out.writeInt(numbers.applyAsInt(row(what)));
                out.writeByte(initiator(what));
            }
        }
    }

    private static IndexedLog known(EntryLog entries) {
        IndexedLog known = new IndexedLog();
        known.reserve(entries.size());
        for (int place = 0; place < entries.end(); place++) {
            if (!entries.isGone(place)) {
                known.add(entries.hash(place), entries.word(place, TIME), entries.word(place, WHAT));
            }
        }
        return known;
    }

    /** Customers have the rows from 0 on, as they are listed. */
    void read(SnapshotReader in, int customers, long latest) throws IOException {
        began = in.readTime("beginning of threads", latest);
        EntryLog later = readHalf(in, customers, latest);
        take(readHalf(in, customers, latest));
        before = recent;
        recent = new Half(before.end());
        take(later);
    }

    private static EntryLog readHalf(SnapshotReader in, int customers, long latest) throws IOException {
        int size = in.readSize("number of remembered threads", 2 * Long.BYTES + Integer.BYTES + 1);
        in.check(size <= EntryLog.MOST, "number of remembered threads", size, "at most 2^27 of a shard");
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
            in.check(half.find(key) == EntryLog.NONE, "key of a thread", key, "another one than those before");
            half.add(key, time, (long) row << INITIATOR_BITS | initiator);
            steps += half.steps();
            in.checkSteps(steps, i);
        }
        return half.entries();
    }

    /** Which were linked is not known: all go into the index. */
    private void take(EntryLog entries) {
        recent.entries.reserve(entries.end());
        recent.reserveIndexed(entries.end());
        for (int place = 0; place < entries.end(); place++) {
            long what = entries.word(place, WHAT);
            put(entries.hash(place), entries.word(place, TIME), row(what), initiator(what));
        }
    }
}
