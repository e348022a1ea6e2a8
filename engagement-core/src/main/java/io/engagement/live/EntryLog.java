package io.engagement.live;

import java.util.Arrays;

/**
 * Entries of three words, of which the first is a hash and never 0 while the entry is there: one behind the other as they came,
 * in chunks. An entry is added without a look at any other.
 */
final class EntryLog {
    /** No place. */
    static final int NONE = -1;

    /** Entries of a shard, for either half of what it remembers. */
    static final int MOST = 1 << 27;

    /** Words an entry: a hash, and two more. */
    private static final int WORDS = 3;

    /** Entries to a chunk. */
    private static final int CHUNK_BITS = 6;

    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final int LEAST = 16;

    /** The first one grows until it is as long as others. */
    private long[][] chunks = {};

    private int end;
    /** So many entries have room. */
    private int room;
    /** How many entries are gone: their hash is 0. */
    private int gone;

    int size() {
        return end - gone;
    }

    /** Places are below this; some may be gone. */
    int end() {
        return end;
    }

    /** How many places have room. */
    int room() {
        return room;
    }

    /** Whether the entry at a place is gone. */
    boolean isGone(int place) {
        return hash(place) == 0;
    }

    long hash(int place) {
        return word(place, 0);
    }

    /** The second word, or the third. */
    long word(int place, int which) {
        return chunks[place >>> CHUNK_BITS][WORDS * (place & (CHUNK - 1)) + which];
    }

    /** Only touches where the next entry ends: where it begins the last one has been. */
    long touchEnd() {
        long[][] known = chunks;
        int next = end;
        int chunk = next >>> CHUNK_BITS;
        long[] last = chunk < known.length ? known[chunk] : null;
        int at = WORDS * (next & (CHUNK - 1)) + WORDS - 1;
        return last != null && at < last.length ? last[at] : 0;
    }

    /** Asks for the memory that some more take. */
    void reserve(int more) {
        if (more > room - end) {
            makeRoom(more);
        }
    }

    private void makeRoom(int more) {
        if (end > MOST - more) {
            throw new IllegalStateException("a shard remembers at most " + MOST
                    + " ids: open the store with more shards, or shorten the duplicate window or the thread horizon");
        }
        int wanted = (end + more + CHUNK - 1) >>> CHUNK_BITS;
        if (wanted > chunks.length) {
            Memory.ask();
            chunks = Arrays.copyOf(chunks, Math.max(wanted, chunks.length + chunks.length / 4));
        }
        int first = Math.min(end + more, CHUNK);
        if (chunks[0] == null || WORDS * first > chunks[0].length) {
            growFirst(first);
        }
        if (more == 1 && end == room && wanted > 1) {
            goOnInSameMemory(wanted - 1);
        }
        // Upwards: where memory runs out, a later try goes on there.
        for (int next = Math.max(1, room >>> CHUNK_BITS); next < wanted; next++) {
            if (chunks[next] == null) {
                Memory.ask();
                chunks[next] = new long[WORDS * CHUNK];
            }
        }
        room = wanted == 1 ? chunks[0].length / WORDS : wanted << CHUNK_BITS;
    }

    /**
     * The full last chunk is copied away, and becomes the next one: what is written next is in the caches, and memory that is
     * not is written once and at a stretch.
     */
    private void goOnInSameMemory(int next) {
        Memory.ask();
        long[] full = chunks[next - 1].clone();
        chunks[next] = chunks[next - 1];
        chunks[next - 1] = full;
        // Nothing of a customer who may be erased is left in what is free.
        Arrays.fill(chunks[next], 0);
    }

    private void growFirst(int entries) {
        Memory.ask();
        int capacity = Math.min(CHUNK, Math.max(LEAST, 2 * Integer.highestOneBit(entries)));
        chunks[0] = chunks[0] == null ? new long[WORDS * capacity] : Arrays.copyOf(chunks[0], WORDS * capacity);
    }

    /** Adds an entry, for which there is room, and tells its place. */
    int add(long hash, long second, long third) {
        int place = end++;
        long[] chunk = chunks[place >>> CHUNK_BITS];
        int at = WORDS * (place & (CHUNK - 1));
        chunk[at] = hash;
        chunk[at + 1] = second;
        chunk[at + 2] = third;
        return place;
    }

    /** Lets an entry go; where nothing of it may be left, its other words too. */
    void remove(int place) {
        Arrays.fill(
                chunks[place >>> CHUNK_BITS], WORDS * (place & (CHUNK - 1)), WORDS * (place & (CHUNK - 1)) + WORDS, 0);
        gone++;
    }
}
