package io.engagement.live;

import java.util.Arrays;

/** Of customers few of whose interactions wait, those: entries in the {@link Journal}, each linked to the one that came before it. */
final class Linked {
    /** So many of a customer at the most. */
    static final int MOST = 16;

    private final Journal journal;
    private final Kinds kinds;
    private final Rows rows;
    private final long[] entries = new long[MOST];
    private final long[] one = new long[PackedInteraction.WORDS];
    private final long[] other = new long[PackedInteraction.WORDS];

    Linked(Journal journal, Kinds kinds, Rows rows) {
        this.journal = journal;
        this.kinds = kinds;
        this.rows = rows;
    }

    /** Whether a customer has as many as may be. */
    boolean isFull(int row) {
        return linked(row) > MOST;
    }

    /** Adds one that is held elsewhere; there is room. */
    void add(int row, long[] held) {
        overtake(row, held[PackedInteraction.AT]);
        int linked = linked(row);
        rows.journaled(row, journal.add(row, rows.journaled(row), held), linked);
    }

    /**
     * Takes one out that is equal to what is held elsewhere.
     *
     * @return whether there is one
     */
    boolean remove(int row, long[] held) {
        for (long entry = rows.journaled(row); journal.holds(entry); entry = journal.previous(entry)) {
            if (!journal.isGone(entry) && isEqual(entry, held)) {
                journal.remove(entry);
                return true;
            }
        }
        return false;
    }

    /** One of those that were found last. */
    long entry(int index) {
        return entries[index];
    }

    /** Leaves nothing of whom the last one was about. */
    void wipe() {
        Arrays.fill(one, 0);
        Arrays.fill(other, 0);
    }

    /** How many entries there are at the most with one more. */
    private int linked(int row) {
        long last = rows.journaled(row);
        if (!journal.holds(last)) {
            return 1;
        }
        int linked = rows.linked(row) + 1;
        return linked > MOST ? 1 + count(last) : linked;
    }

    private int count(long last) {
        int count = 0;
        for (long entry = last; journal.holds(entry); entry = journal.previous(entry)) {
            count++;
        }
        return count;
    }

    /** What is not earlier than what is to come behind it can no more be settled alone. */
    private void overtake(int row, long at) {
        long last = rows.journaled(row);
        if (journal.holds(last) && (journal.isGone(last) || journal.at(last) >= at)) {
            for (long entry = last; journal.holds(entry); entry = journal.previous(entry)) {
                if (journal.at(entry) >= at) {
                    journal.overtake(entry);
                }
            }
        }
    }

    private boolean isEqual(long entry, long[] held) {
        journal.read(entry, one);
        return PackedInteraction.compareCounted(kinds, one, 0, held, 0) == 0;
    }

    /** Finds a customer's that are before a time, in order, and tells how many they are. */
    int find(int row, long before) {
        int count = 0;
        for (long entry = rows.journaled(row); journal.holds(entry); entry = journal.previous(entry)) {
            if (!journal.isGone(entry) && journal.at(entry) < before) {
                insert(entry, count++);
            }
        }
        return count;
    }

    private void insert(long entry, int count) {
        int place = count;
        while (place > 0 && isBehind(entries[place - 1], entry)) {
            entries[place] = entries[place - 1];
            place--;
        }
        entries[place] = entry;
    }

    private boolean isBehind(long entry, long next) {
        int order = Long.compare(journal.at(entry), journal.at(next));
        if (order == 0) {
            journal.read(entry, one);
            journal.read(next, other);
            order = PackedInteraction.compareCounted(kinds, one, 0, other, 0);
        }
        return order > 0;
    }
}
