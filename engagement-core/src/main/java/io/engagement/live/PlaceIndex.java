package io.engagement.live;

/**
 * Where entries of an {@link EntryLog} stand, by their hashes: four bytes a place, so that what a batch looks up of it is fetched at
 * once. Of entries of equal hash it knows the last one.
 */
final class PlaceIndex {
    /**
     * So many at the most are put in at once: they wait for the memory together. A store that remembers threads takes
     * 0.95 of the time that it takes with 256, with 64 1.11.
     */
    static final int TOGETHER = 1024;

    private static final int LEAST = 16;

    private final EntryLog entries;
    /** A place plus one, and above it bits of the hash; 0 while nothing is there. */
    private int[] places = {};

    /** Of the bits that are a place: as few as there is room for entries. */
    private int placeMask;

    private int size;
    /** Prevents dead-code elimination of looking ahead. */
    @SuppressWarnings("UnusedVariable")
    private long touched;

    PlaceIndex(EntryLog entries) {
        this.entries = entries;
    }

    /** The place of a hash, or {@link EntryLog#NONE}. */
    int find(long hash) {
        return places.length == 0 ? EntryLog.NONE : placeAt(search(hash));
    }

    /** The place that stands here, {@link EntryLog#NONE} if it is empty. */
    private int placeAt(int at) {
        return (places[at] & placeMask) - 1;
    }

    /** Only touches where a hash is looked up. */
    int touch(long hash) {
        int[] known = places;
        return known.length == 0 ? 0 : known[(int) hash & (known.length - 1)];
    }

    /**
     * Only touches where some entries go: as nothing tells whether a place is taken, each would wait for the memory
     * by itself.
     */
    void touchAll(int from, int to) {
        int mask = places.length - 1;
        long sum = 0;
        for (int place = from; place < to; place++) {
            sum += places[(int) entries.hash(place) & mask];
        }
        touched = sum;
    }

    /** Asks for the memory that some more take, for which the entries have room. */
    void reserve(int more) {
        if (3L * (size + more) > 2L * places.length || entries.room() > placeMask) {
            grow(3L * (size + more));
        }
    }

    private void grow(long least) {
        Memory.ask();
        int length = Math.max(LEAST, places.length);
        while (2L * length < least) {
            length *= 2;
        }
        int[] larger = new int[length];
        int largerMask = Math.max(length, 2 * Integer.highestOneBit(entries.room())) - 1;
        int put = 0;
        for (int from = 0; from < places.length; from += TOGETHER) {
            int to = Math.min(from + TOGETHER, places.length);
            touchEntries(from, to);
            for (int at = from; at < to; at++) {
                if (places[at] != 0 && !entries.isGone(placeAt(at))) {
                    put(larger, largerMask, placeAt(at));
                    put++;
                }
            }
        }
        places = larger;
        placeMask = largerMask;
        size = put;
    }

    private void touchEntries(int from, int to) {
        long sum = 0;
        for (int at = from; at < to; at++) {
            sum += places[at] == 0 ? 0 : entries.hash(placeAt(at));
        }
        touched = sum;
    }

    private void put(int[] into, int intoMask, int place) {
        long hash = entries.hash(place);
        int mask = into.length - 1;
        int at = (int) hash & mask;
        while (into[at] != 0) {
            at = (at + 1) & mask;
        }
        into[at] = (tag(hash) & ~intoMask) | (place + 1);
    }

    /** Other bits than those that tell where to look. */
    private static int tag(long hash) {
        return (int) (hash >>> Integer.SIZE);
    }

    /**
     * Puts an entry in, for which there is room.
     *
     * @return the place of another one of its hash that was there, or {@link EntryLog#NONE}
     */
    int put(int place) {
        long hash = entries.hash(place);
        int at = search(hash);
        int other = placeAt(at);
        places[at] = (tag(hash) & ~placeMask) | (place + 1);
        size += other == EntryLog.NONE ? 1 : 0;
        return other;
    }

    /** Where a hash is, or would be. */
    private int search(long hash) {
        int mask = places.length - 1;
        int at = (int) hash & mask;
        while (places[at] != 0 && (((places[at] ^ tag(hash)) & ~placeMask) != 0 || entries.hash(placeAt(at)) != hash)) {
            at = (at + 1) & mask;
        }
        return at;
    }

    /** How many places are looked at to find a hash. */
    int steps(long hash) {
        int mask = places.length - 1;
        return (search(hash) - (int) hash) & mask;
    }
}
