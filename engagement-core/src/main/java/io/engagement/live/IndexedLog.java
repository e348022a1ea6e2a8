package io.engagement.live;

/**
 * Entries of three words by a hash, which is the first of them and never 0: as they came, and an index of their places. An entry
 * takes 30 to 36 bytes. Entries of equal hash are one: the last counts. With a map of the JDK in its place a store that remembers ids
 * takes 1.56 times the CPU time.
 */
final class IndexedLog {
    private final EntryLog entries = new EntryLog();
    private final PlaceIndex index = new PlaceIndex(entries);
    /** Entries before this one are in the index. */
    private int indexed;

    int size() {
        return entries().size();
    }

    /** All of them; some places may be gone. */
    EntryLog entries() {
        settle();
        return entries;
    }

    /** Where the entry of a hash is, or {@link EntryLog#NONE}. */
    int find(long hash) {
        settle();
        return index.find(hash);
    }

    /** The second word of an entry, or the third. */
    long word(int place, int which) {
        return entries.word(place, which);
    }

    /** Only touches where a hash is looked up. */
    long touch(long hash) {
        return index.touch(hash);
    }

    /** Only touches where the next entry goes. */
    long touchEnd() {
        return entries.touchEnd();
    }

    /** Asks for the memory that some more take. */
    void reserve(int more) {
        entries.reserve(more);
        index.reserve(entries.end() - indexed + more);
    }

    /** Adds an entry, for which there is room. It goes into the index with others, or when somebody asks. */
    void add(long hash, long second, long third) {
        entries.add(hash, second, third);
        if (entries.end() - indexed >= PlaceIndex.TOGETHER) {
            settle();
        }
    }

    /** Puts into the index what is not there yet; of two of one hash the later one stays. */
    private void settle() {
        index.touchAll(indexed, entries.end());
        for (; indexed < entries.end(); indexed++) {
            int other = index.put(indexed);
            if (other != EntryLog.NONE) {
                entries.remove(other);
            }
        }
    }

    /** How many places of the index were looked at to find the last entry. */
    int steps() {
        settle();
        return index.steps(entries.hash(entries.end() - 1));
    }
}
