package io.engagement.live;

import io.engagement.domain.Interaction;
import io.engagement.measure.Measure.Quantity;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Interactions that an earlier one may still precede, or whose time has not come: what measures read of them, in one array,
 * as objects that live this long are what garbage collectors are worst at. Each customer's form a ring, whose first place
 * is that of the earliest one. The others are sorted when they are asked for, so that taking one is one step however many
 * there are and however out of order they come.
 */
final class WaitingRoom {
    /** No place. */
    static final int NONE = -1;

    /** Words a place: a line of the cache. */
    private static final int WORDS = 8;

    /** How many are sorted by inserting one after the other: most customers have fewer. */
    private static final int FEW = 64;

    private static final int AT = 0;
    private static final int COUNTED = 1;
    private static final int KIND = 2;
    /** The next one's place in the lower half, the one's before in the upper half. */
    private static final int LINKS = 3;

    private static final int VALUE = 4;
    private static final int COST = 5;
    private static final int SATISFACTION = 6;
    private static final int DURATION = 7;

    private static final long NO_DURATION = -1;
    private static final long LOWER = 0xFFFFFFFFL;

    private long[] words = new long[WORDS];
    /** A chain of free places, linked by their first word. */
    private int free = NONE;

    private int used;
    private int[] sorted = new int[16];

    /** Adds an interaction to a ring and tells the ring's first place. */
    int add(int first, Interaction interaction, int kind, boolean counted) {
        int place = take();
        int at = WORDS * place;
        words[at + AT] = interaction.at().toEpochMilli();
        words[at + COUNTED] = counted ? 1 : 0;
        words[at + KIND] = kind;
        words[at + VALUE] = Double.doubleToLongBits(interaction.value().orElse(Double.NaN));
        words[at + COST] = Double.doubleToLongBits(interaction.cost().orElse(Double.NaN));
        words[at + SATISFACTION] =
                Double.doubleToLongBits(interaction.satisfaction().orElse(Double.NaN));
        words[at + DURATION] = interaction.duration().map(Duration::toMillis).orElse(NO_DURATION);
        return enter(first, place);
    }

    private int enter(int first, int place) {
        if (first == NONE) {
            link(place, place);
            return place;
        }
        link(previous(first), place);
        link(place, first);
        return at(place) < at(first) ? place : first;
    }

    /** Sorts a ring by time, those of one time by their place, and tells how many there are. */
    int sort(int first) {
        int size = 0;
        boolean inOrder = true;
        for (int place = first; size == 0 || place != first; place = next(place)) {
            if (size == sorted.length) {
                sorted = Arrays.copyOf(sorted, 2 * size);
            }
            inOrder &= size == 0 || at(sorted[size - 1]) <= at(place);
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
            Arrays.sort(boxed, Comparator.comparingLong(this::at));
            Arrays.setAll(places, i -> i < size ? boxed[i] : places[i]);
            return;
        }
        for (int i = 1; i < size; i++) {
            int place = places[i];
            int to = i;
            for (; to > 0 && at(places[to - 1]) > at(place); to--) {
                places[to] = places[to - 1];
            }
            places[to] = place;
        }
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

    /** Lets one go, which is in no ring any more. */
    void release(int place) {
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

    private int next(int place) {
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
        int at = WORDS * place;
        return quantity -> switch (quantity) {
            case VALUE -> Double.longBitsToDouble(words[at + VALUE]);
            case COST -> Double.longBitsToDouble(words[at + COST]);
            case SATISFACTION -> Double.longBitsToDouble(words[at + SATISFACTION]);
            case DURATION -> words[at + DURATION] == NO_DURATION ? Double.NaN : (double) words[at + DURATION];
        };
    }

    void write(DataOutput out, int first) throws IOException {
        int size = sort(first);
        for (int i = 0; i < size; i++) {
            int place = sorted[i];
            out.writeBoolean(true);
            out.writeInt(kind(place));
            for (int word : new int[] {AT, COUNTED, VALUE, COST, SATISFACTION, DURATION}) {
                out.writeLong(words[WORDS * place + word]);
            }
        }
        out.writeBoolean(false);
    }

    /** Reads a ring and tells its first place. */
    int read(DataInput in, int[] kinds) throws IOException {
        int first = NONE;
        while (in.readBoolean()) {
            int place = take();
            words[WORDS * place + KIND] = kinds[in.readInt()];
            for (int word : new int[] {AT, COUNTED, VALUE, COST, SATISFACTION, DURATION}) {
                words[WORDS * place + word] = in.readLong();
            }
            first = enter(first, place);
        }
        return first;
    }
}
