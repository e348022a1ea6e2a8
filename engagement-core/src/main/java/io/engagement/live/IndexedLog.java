package io.engagement.live;

import java.util.Arrays;

/**
 * Entries of three words by a hash, which is the first of them and never 0: one behind the other as they came, in chunks, and
 * an index of their places. An entry takes 30 to 36 bytes, and is added without a look at any other: the index has four bytes
 * a place, so that what a batch looks up of it is fetched at once. Entries of equal hash are one: the last counts.
 */
final class IndexedLog {
    /** No place. */
    static final int NONE = -1;

    /** Words an entry: a hash, and two more. */
    private static final int WORDS = 3;

    /** Entries to a chunk. */
    private static final int CHUNK_BITS = 9;

    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final int LEAST = 16;

    /**
     * So many at the most are put into the index at once: they wait for the memory together. A store that remembers threads takes
     * 0.95 of the time that it takes with 256, with 64 1.11.
     */
    private static final int TOGETHER = 1024;

    /** Entries of a shard, for either half of what it remembers. */
    static final int MOST = 1 << 27;

    /** The first one grows until it is as long as others. */
    private long[][] chunks = {};

    /** A place plus one, and above it bits of the hash; empty while nothing is there. */
    private int[] index = {};

    private int end;
    /** So many entries have room. */
    private int room;
    /** Entries before this one are in the index. */
    private int indexed;
    /** Prevents dead-code elimination of looking ahead. */
    @SuppressWarnings("UnusedVariable")
    private int touched;
    /** How many entries are gone: their hash is 0. */
    private int gone;

    int size() {
        settle();
        return end - gone;
    }

    /** Places are below this; some may be gone. */
    int end() {
        return end;
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

    void set(int place, int which, long word) {
        chunks[place >>> CHUNK_BITS][WORDS * (place & (CHUNK - 1)) + which] = word;
    }

    /** Where the entry of a hash is, or {@link #NONE}. */
    int find(long hash) {
        settle();
        return index.length == 0 ? NONE : placeAt(placeInIndex(hash));
    }

    /** The place that stands in the index, {@link #NONE} if it is empty there. */
    private int placeAt(int at) {
        return (index[at] & (index.length - 1)) - 1;
    }

    /** Only touches where a hash is looked up. */
    int touch(long hash) {
        int[] known = index;
        return known.length == 0 ? 0 : known[(int) hash & (known.length - 1)];
    }

    /** Only touches where the next entry goes. */
    long touchEnd() {
        long[][] known = chunks;
        int next = end;
        int chunk = next >>> CHUNK_BITS;
        long[] last = chunk < known.length ? known[chunk] : null;
        int at = WORDS * (next & (CHUNK - 1));
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
        reserveChunks(end + more);
        if (3L * (end + more) > 2L * index.length) {
            growIndex(3L * (end + more));
        }
        room = (int) Math.min(capacity(), 2L * index.length / 3);
    }

    /** As all chunks but the first are made whole, and one after the other. */
    private long capacity() {
        int made = chunks.length;
        while (made > 0 && chunks[made - 1] == null) {
            made--;
        }
        return made == 1 ? chunks[0].length / WORDS : (long) made * CHUNK;
    }

    private void reserveChunks(int entries) {
        int wanted = (entries + CHUNK - 1) >>> CHUNK_BITS;
        if (wanted > chunks.length) {
            Memory.ask();
            chunks = Arrays.copyOf(chunks, Math.max(wanted, chunks.length + chunks.length / 4));
        }
        if (wanted > 0 && (chunks[0] == null || WORDS * Math.min(entries, CHUNK) > chunks[0].length)) {
            growFirst(Math.min(entries, CHUNK));
        }
        for (int last = wanted - 1; last > 0 && chunks[last] == null; last--) {
            Memory.ask();
            chunks[last] = new long[WORDS * CHUNK];
        }
    }

    private void growFirst(int entries) {
        Memory.ask();
        int capacity = Math.min(CHUNK, Math.max(LEAST, 2 * Integer.highestOneBit(entries)));
        chunks[0] = chunks[0] == null ? new long[WORDS * capacity] : Arrays.copyOf(chunks[0], WORDS * capacity);
    }

    private void growIndex(long least) {
        Memory.ask();
        int length = Math.max(LEAST, index.length);
        while (2L * length < least) {
            length *= 2;
        }
        int[] larger = new int[length];
        for (int from = 0; from < indexed; from += TOGETHER) {
            int to = Math.min(from + TOGETHER, indexed);
            touch(larger, from, to);
            for (int place = from; place < to; place++) {
                if (!isGone(place)) {
                    put(larger, hash(place), place);
                }
            }
        }
        index = larger;
    }

    private static void put(int[] index, long hash, int place) {
        int mask = index.length - 1;
        int at = (int) hash & mask;
        while (index[at] != 0) {
            at = (at + 1) & mask;
        }
        index[at] = (tag(hash) & ~mask) | (place + 1);
    }

    /** Other bits than those that tell where to look. */
    private static int tag(long hash) {
        return (int) (hash >>> Integer.SIZE);
    }

    /** Adds an entry, for which there is room. It goes into the index with others, or when somebody asks. */
    void add(long hash, long second, long third) {
        int place = end++;
        set(place, 0, hash);
        set(place, 1, second);
        set(place, 2, third);
        if (end - indexed >= TOGETHER) {
            settle();
        }
    }

    /** Puts into the index what is not there yet; of two of one hash the later one stays. */
    void settle() {
        touch(index, indexed, end);
        for (; indexed < end; indexed++) {
            long hash = hash(indexed);
            int at = placeInIndex(hash);
            if (index[at] != 0) {
                remove(placeAt(at));
            }
            index[at] = (tag(hash) & ~(index.length - 1)) | (indexed + 1);
        }
    }

    /**
     * Only touches where some entries go in an index: as nothing tells whether a place is taken, each would wait for the memory
     * by itself.
     */
    private void touch(int[] into, int from, int to) {
        int mask = into.length - 1;
        int sum = 0;
        for (int place = from; place < to; place++) {
            sum += into[(int) hash(place) & mask];
        }
        touched = sum;
    }

    /** Where in the index a hash is, or would be. */
    private int placeInIndex(long hash) {
        int mask = index.length - 1;
        int at = (int) hash & mask;
        while (index[at] != 0 && (((index[at] ^ tag(hash)) & ~mask) != 0 || hash(placeAt(at)) != hash)) {
            at = (at + 1) & mask;
        }
        return at;
    }

    /** Lets an entry go; where nothing of it may be left, its other words too. */
    void remove(int place) {
        set(place, 0, 0);
        set(place, 1, 0);
        set(place, 2, 0);
        gone++;
    }

    /** How many places of the index were looked at to find the last entry. */
    int steps() {
        settle();
        long hash = hash(end - 1);
        int mask = index.length - 1;
        return (placeInIndex(hash) - (int) hash) & mask;
    }
}
