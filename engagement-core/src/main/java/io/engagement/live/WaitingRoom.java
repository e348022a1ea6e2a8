package io.engagement.live;

import io.engagement.domain.Interaction;
import io.engagement.measure.Measure.Quantity;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Interactions whose time has not come, and those of customers some of whose came out of order, as long as an earlier one
 * may still precede them. Each customer's form a ring, whose first place is that of the earliest one. The others are sorted
 * when they are asked for, so that taking one is one step however many there are and however out of order they come.
 */
final class WaitingRoom {
    /** No place. */
    static final int NONE = -1;

    /** How many are sorted by inserting one after the other: most customers have fewer. */
    private static final int FEW = 64;

    private static final int WORDS = Held.WORDS;
    private static final int AT = Held.AT;
    private static final int COUNTED = Held.OWN;
    private static final int KIND = Held.KIND;
    /** The next one's place in the lower half, the one's before in the upper half. */
    private static final int LINKS = Held.LINKS;

    private static final long LOWER = 0xFFFFFFFFL;

    /** What tells interactions of one time and kind apart, in the order in which a log compares it. */
    private static final Quantity[] ORDER = {Quantity.VALUE, Quantity.COST, Quantity.SATISFACTION, Quantity.DURATION};

    private final Kinds kinds;
    private long[] words = new long[WORDS];
    /** A chain of free places, linked by their first word. */
    private int free = NONE;

    private int used;
    private int[] sorted = new int[16];

    WaitingRoom(Kinds kinds) {
        this.kinds = kinds;
    }

    /** Adds an interaction to a ring and tells the ring's first place. */
    int add(int first, Interaction interaction, int kind, boolean counted) {
        int place = take();
        Held.put(interaction, kind, words, WORDS * place);
        return enter(first, place, counted);
    }

    /** Adds one that is held elsewhere and counted. */
    int add(int first, long[] held, int at) {
        int place = take();
        System.arraycopy(held, at, words, WORDS * place, WORDS);
        return enter(first, place, true);
    }

    /** Copies one to the journal, and tells its number there. */
    long copy(int place, Journal journal, long previous, double[] state, int offset) {
        return journal.add(previous, words, WORDS * place, state, offset);
    }

    private int enter(int first, int place, boolean counted) {
        words[WORDS * place + COUNTED] = counted ? 1 : 0;
        if (first == NONE) {
            link(place, place);
            return place;
        }
        link(previous(first), place);
        link(place, first);
        return at(place) < at(first) ? place : first;
    }

    /** Sorts a ring by time, those of one time as a log does, whatever order they came in, and tells how many there are. */
    int sort(int first) {
        int size = 0;
        boolean inOrder = true;
        for (int place = first; size == 0 || place != first; place = next(place)) {
            if (size == sorted.length) {
                sorted = Arrays.copyOf(sorted, 2 * size);
            }
            inOrder &= size == 0 || !precedes(place, sorted[size - 1]);
            sorted[size++] = place;
        }
        if (!inOrder) {
            sort(sorted, size);
        }
        return size;
    }

    private void sort(int[] places, int size) {
        if (size > FEW) {
            Integer[] boxed = IntStream.of(places).limit(size).boxed().toArray(Integer[]::new);
            Arrays.sort(boxed, (one, other) -> precedes(one, other) ? -1 : precedes(other, one) ? 1 : 0);
            Arrays.setAll(places, i -> i < size ? boxed[i] : places[i]);
            return;
        }
        for (int i = 1; i < size; i++) {
            int place = places[i];
            int to = i;
            for (; to > 0 && precedes(place, places[to - 1]); to--) {
                places[to] = places[to - 1];
            }
            places[to] = place;
        }
    }

    private boolean precedes(int place, int other) {
        return at(place) == at(other) ? compareContent(place, other) < 0 : at(place) < at(other);
    }

    private int compareContent(int place, int other) {
        int order = kinds.compare(kind(place), kind(other));
        ToDoubleFunction<Quantity> quantities = quantities(place);
        ToDoubleFunction<Quantity> others = quantities(other);
        for (int i = 0; order == 0 && i < ORDER.length; i++) {
            order = Double.compare(quantities.applyAsDouble(ORDER[i]), others.applyAsDouble(ORDER[i]));
        }
        return order;
    }

    /** The place of one of those that were sorted last. */
    int sorted(int index) {
        return sorted[index];
    }

    /** Puts one of those that were sorted last to the front of them, to be kept. */
    void keep(int index, int place) {
        sorted[index] = place;
    }

    /** Makes a ring of the front ones of those that were sorted last, and tells its first place. */
    int ring(int size) {
        for (int i = 0; i < size; i++) {
            link(sorted[i], sorted[(i + 1) % size]);
        }
        return size == 0 ? NONE : sorted[0];
    }

    /** Lets one go, which is in no ring any more; no number of the customer is left of it. */
    void release(int place) {
        Arrays.fill(words, WORDS * place, WORDS * (place + 1), 0);
        words[WORDS * place] = free;
        free = place;
    }

    private int take() {
        if (free != NONE) {
            int place = free;
            free = (int) words[WORDS * place];
            return place;
        }
        if (WORDS * used == words.length) {
            if (words.length > Integer.MAX_VALUE / 2) {
                throw new IllegalStateException("more than " + used + " interactions wait in a shard:"
                        + " shorten the reorder window, or open the store with more shards");
            }
            words = Arrays.copyOf(words, 2 * words.length);
        }
        return used++;
    }

    private void link(int one, int other) {
        words[WORDS * one + LINKS] = (words[WORDS * one + LINKS] & ~LOWER) | other;
        words[WORDS * other + LINKS] = (words[WORDS * other + LINKS] & LOWER) | ((long) one << Integer.SIZE);
    }

    /** The next one of its ring. */
    int next(int place) {
        return (int) words[WORDS * place + LINKS];
    }

    private int previous(int place) {
        return (int) (words[WORDS * place + LINKS] >>> Integer.SIZE);
    }

    /** Its time in milliseconds. */
    long at(int place) {
        return words[WORDS * place + AT];
    }

    /** Whether unordered measures have it: not while it lies after the clock. */
    boolean isCounted(int place) {
        return words[WORDS * place + COUNTED] != 0;
    }

    void count(int place) {
        words[WORDS * place + COUNTED] = 1;
    }

    /** The number of its kind. */
    int kind(int place) {
        return (int) words[WORDS * place + KIND];
    }

    /** What measures read of it beside its time. */
    ToDoubleFunction<Quantity> quantities(int place) {
        return Held.quantities(words, WORDS * place);
    }

    /** Writes a ring and tells how many there are in it. */
    int write(DataOutput out, Kinds.Used used, int first) throws IOException {
        int size = sort(first);
        for (int i = 0; i < size; i++) {
            out.writeBoolean(true);
            Held.write(out, used, words, WORDS * sorted[i], isCounted(sorted[i]));
        }
        out.writeBoolean(false);
        return size;
    }

    /** Makes room for so many, while there are none. */
    void expect(int size) {
        words = new long[Math.max(words.length, Math.multiplyExact(WORDS, size))];
    }

    /** Reads a ring and tells its first place. */
    int read(SnapshotReader in, int[] numbers) throws IOException {
        int first = NONE;
        while (in.readFlag("mark of what waits")) {
            int place = take();
            first = enter(first, place, Held.read(in, numbers, words, WORDS * place));
        }
        return first;
    }
}
