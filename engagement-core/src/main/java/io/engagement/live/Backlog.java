package io.engagement.live;

import io.engagement.measure.KindWeights;
import io.engagement.measure.StateLayout;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Interactions of one customer that wait, sorted by time, those of one time as a log sorts them. They stand in chunks; what
 * ordered measures keep of a chunk, and of all chunks up to it, is worked out when it is asked for and kept until
 * an interaction comes into it. So one more costs a look at one chunk, and a reading what changed since the one before.
 *
 * <p>Where memory cannot be had, all is as it was.
 */
final class Backlog {
    /** Interactions to a chunk. */
    static final int CHUNK = 512;

    /** So many are added one by one, and no state of them is kept. */
    private static final int FEW = 32;

    private static final int LEAST = 4;
    private static final int WORDS = PackedInteraction.WORDS;
    private static final Chunk EMPTY = new Chunk(0, 0);

    private final StateLayout layout;
    private final Kinds kinds;
    /** Most have one or two. */
    private Chunk[] chunks = {new Chunk(1, 0)};

    private int count = 1;
    private int size;
    /** Of how many chunks, from the first on, the state up to them is known. */
    private int known;

    /** Some that follow each other; room is left on the side where more came. */
    private static final class Chunk {
        private long[] words;
        private int from;
        private int to;
        /** What ordered measures keep of it, if known. */
        private double @Nullable [] own;
        /** The same of all up to it. */
        private double @Nullable [] upTo;

        Chunk(int capacity, int from) {
            words = new long[WORDS * capacity];
            this.from = from;
            this.to = from;
        }

        int size() {
            return to - from;
        }

        int capacity() {
            return words.length / WORDS;
        }

        /** Where the words of one of it begin. */
        int at(int index) {
            return WORDS * (from + index);
        }

        void grow(int place) {
            Memory.ask();
            int capacity = Math.min(CHUNK, 2 * capacity());
            long[] longer = new long[WORDS * capacity];
            int begin = 2 * place < size() ? capacity - size() : 0;
            System.arraycopy(words, WORDS * from, longer, WORDS * begin, WORDS * size());
            to = begin + size();
            from = begin;
            words = longer;
        }

        /** Moves the shorter side, if there is room on it. */
        void insert(int place, long[] held, int at) {
            if (from > 0 && (to == capacity() || 2 * place < size())) {
                System.arraycopy(words, WORDS * from, words, WORDS * (from - 1), WORDS * place);
                from--;
            } else {
                int begin = from + place;
                System.arraycopy(words, WORDS * begin, words, WORDS * (begin + 1), WORDS * (to - begin));
                to++;
            }
            System.arraycopy(held, at, words, at(place), WORDS);
        }

        /** No number of the customer is left of it. */
        void remove(int place) {
            System.arraycopy(words, at(place + 1), words, at(place), WORDS * (size() - place - 1));
            to--;
            Arrays.fill(words, WORDS * to, WORDS * (to + 1), 0);
            own = null;
        }

        /** A new one with those from a place on. */
        Chunk copyFrom(int place) {
            int more = size() - place;
            Chunk upper = new Chunk(Math.max(LEAST, Integer.highestOneBit(more) << 1), 0);
            upper.to = more;
            System.arraycopy(words, at(place), upper.words, 0, WORDS * more);
            return upper;
        }

        /** Leaves all room in front. */
        void moveToEnd() {
            int left = size();
            long[] kept = Arrays.copyOfRange(words, at(0), at(left));
            Arrays.fill(words, 0);
            from = capacity() - left;
            to = capacity();
            System.arraycopy(kept, 0, words, at(0), kept.length);
        }

        void cutTo(int left) {
            Arrays.fill(words, at(left), WORDS * to, 0);
            to = from + left;
            own = null;
        }
    }

    Backlog(StateLayout layout, Kinds kinds) {
        this.layout = layout;
        this.kinds = kinds;
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** The time of the earliest one in milliseconds. */
    long firstAt() {
        return chunks[0].words[chunks[0].at(0) + PackedInteraction.AT];
    }

    /** Adds one that is held elsewhere. */
    void add(long[] held, int at) {
        reserve(held, at);
        int index = chunkOf(held, at);
        Chunk chunk = chunks[index];
        int place = placeIn(chunk, held, at);
        double[] own = place == chunk.size() ? chunk.own : null;
        chunk.own = null;
        known = Math.min(known, index);
        if (own != null) {
            addOrdered(held, at, own, 0);
        }
        chunk.insert(place, held, at);
        chunk.own = own;
        size++;
        kinds.use(PackedInteraction.kind(held, at));
    }

    /** Asks for the memory that adding one takes. */
    void reserve(long[] held, int at) {
        int index = chunkOf(held, at);
        Chunk chunk = chunks[index];
        if (chunk.size() == CHUNK) {
            makeRoom(index, placeIn(chunk, held, at));
            chunk = chunks[chunkOf(held, at)];
        }
        if (chunk.size() == chunk.capacity()) {
            chunk.grow(placeIn(chunk, held, at));
        }
    }

    /** Cuts a full chunk in two: in the middle, or beside the end at which one comes, as more may come there. */
    private void makeRoom(int index, int place) {
        Memory.ask();
        if (count == chunks.length) {
            chunks = Arrays.copyOf(chunks, 2 * count);
        }
        Chunk chunk = chunks[index];
        int left = place == 0 ? 1 : place == CHUNK ? CHUNK - 1 : CHUNK / 2;
        Chunk upper = chunk.copyFrom(left);
        System.arraycopy(chunks, index + 1, chunks, index + 2, count - index - 1);
        chunks[index + 1] = upper;
        count++;
        chunk.cutTo(left);
        known = Math.min(known, index);
        if (place == 0) {
            chunk.moveToEnd();
        }
    }

    /** The first chunk whose last one comes behind this one, or the last chunk. */
    private int chunkOf(long[] held, int at) {
        int low = 0;
        int high = count - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (isBehind(chunks[middle], chunks[middle].size() - 1, held, at)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Behind all that do not come behind it. */
    private int placeIn(Chunk chunk, long[] held, int at) {
        int low = 0;
        int high = chunk.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (isBehind(chunk, middle, held, at)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private boolean isBehind(Chunk chunk, int index, long[] held, int at) {
        return PackedInteraction.compareCounted(kinds, chunk.words, chunk.at(index), held, at) > 0;
    }

    /**
     * Lets one go that is equal to what is held elsewhere.
     *
     * @return whether there is one
     */
    boolean remove(long[] held, int at) {
        int index = chunkOf(held, at);
        int place = placeIn(chunks[index], held, at);
        if (place == 0 && index > 0) {
            index--;
            place = chunks[index].size();
        }
        Chunk chunk = chunks[index];
        if (place == 0 || PackedInteraction.compareCounted(kinds, chunk.words, chunk.at(place - 1), held, at) != 0) {
            return false;
        }
        kinds.release(PackedInteraction.kind(chunk.words, chunk.at(place - 1)));
        chunk.remove(place - 1);
        known = Math.min(known, index);
        size--;
        if (chunk.size() == 0 && count > 1) {
            removeChunk(index);
        }
        return true;
    }

    private void removeChunk(int index) {
        System.arraycopy(chunks, index + 1, chunks, index, count - index - 1);
        chunks[--count] = EMPTY;
    }

    /** Copies the first one's words. */
    void copyFirst(long[] into) {
        System.arraycopy(chunks[0].words, chunks[0].at(0), into, 0, WORDS);
    }

    /** Lets the first one go; no number of the customer is left of it. */
    void removeFirst() {
        Chunk chunk = chunks[0];
        int at = chunk.at(0);
        kinds.release(PackedInteraction.kind(chunk.words, at));
        Arrays.fill(chunk.words, at, at + WORDS, 0);
        chunk.from++;
        chunk.own = null;
        known = 0;
        size--;
        if (chunk.size() == 0 && count > 1) {
            removeChunk(0);
        }
    }

    /**
     * Adds the first ones to a state for good, or sets them aside, as long as they are before a time and within a
     * number.
     */
    void settle(long before, int most, double[] state, int offset, OwnCode code) {
        for (int i = 0; i < most && size > 0 && firstAt() < before; i++) {
            Chunk first = chunks[0];
            code.addOrdered(
                    firstAt(),
                    PackedInteraction.quantities(first.words, first.at(0)),
                    weights(first.words, first.at(0)),
                    state,
                    offset);
            removeFirst();
        }
    }

    /** Adds all to a state, which is the caller's own: they wait on. */
    void addTo(double[] state, int offset) {
        if (size <= FEW || !isMerged(state, offset)) {
            for (int i = 0; i < count; i++) {
                addAll(chunks[i], state, offset);
            }
        }
    }

    /** Adds all at once; unless a day overlaps, as a calendar has it that changed since the state was: then all is as it was. */
    private boolean isMerged(double[] state, int offset) {
        double[] before = Arrays.copyOfRange(state, offset, offset + layout.slots());
        try {
            layout.mergeOrdered(state, offset, upToEnd(), 0);
            return true;
        } catch (RuntimeException overlap) {
            // Or what the user's own code throws.
            System.arraycopy(before, 0, state, offset, before.length);
            return false;
        }
    }

    private double[] upToEnd() {
        for (int i = known; i < count; i++) {
            double[] own = own(chunks[i]);
            double[] all = chunks[i].upTo == null ? new double[layout.slots()] : chunks[i].upTo;
            chunks[i].upTo = all;
            System.arraycopy(i == 0 ? own : upTo(i - 1), 0, all, 0, all.length);
            if (i > 0) {
                layout.mergeOrdered(all, 0, own, 0);
            }
            known = i + 1;
        }
        return upTo(count - 1);
    }

    private double[] upTo(int index) {
        return Objects.requireNonNull(chunks[index].upTo);
    }

    private double[] own(Chunk chunk) {
        if (chunk.own == null) {
            double[] own = new double[layout.slots()];
            layout.reset(own, 0);
            addAll(chunk, own, 0);
            chunk.own = own;
        }
        return chunk.own;
    }

    private void addAll(Chunk chunk, double[] state, int offset) {
        for (int i = 0; i < chunk.size(); i++) {
            addOrdered(chunk.words, chunk.at(i), state, offset);
        }
    }

    /** What the user's own code throws at is left out. */
    private void addOrdered(long[] words, int at, double[] state, int offset) {
        OwnCode.tryOrdered(
                layout,
                words[at + PackedInteraction.AT],
                PackedInteraction.quantities(words, at),
                weights(words, at),
                state,
                offset);
    }

    private KindWeights weights(long[] words, int at) {
        return kinds.get(PackedInteraction.kind(words, at)).weights().each();
    }

    /** Lets all go. */
    void clear() {
        while (size > 0) {
            removeFirst();
        }
    }

    void write(DataOutput out, boolean counted, int[] numbers) throws IOException {
        for (int i = 0; i < count; i++) {
            for (int index = 0; index < chunks[i].size(); index++) {
                out.writeBoolean(true);
                PackedInteraction.write(out, chunks[i].words, chunks[i].at(index), counted, numbers);
            }
        }
    }
}
