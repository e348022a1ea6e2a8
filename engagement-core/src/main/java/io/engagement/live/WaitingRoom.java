package io.engagement.live;

import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * Interactions that an earlier one may still precede, or whose time has not come: what measures read of them, in one array,
 * as objects that live this long are what garbage collectors are worst at. Each customer's form a ring, in order of time,
 * those of one time in the order in which they came; whoever knows a ring's first place knows the ring.
 */
final class WaitingRoom {
    /** No place. */
    static final int NONE = -1;

    /** Words a place: a line of the cache. */
    private static final int WORDS = 8;

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

    /** Behind all that are not later, most often the last place. */
    private int enter(int first, int place) {
        if (first == NONE) {
            link(place, place);
            return place;
        }
        int before = previous(first);
        while (at(before) > at(place)) {
            if (before == first) {
                insert(previous(first), place, first);
                return place;
            }
            before = previous(before);
        }
        insert(before, place, next(before));
        return first;
    }

    private void insert(int before, int place, int after) {
        link(before, place);
        link(place, after);
    }

    /** Takes one out of its ring and tells the ring's first place, or {@link #NONE} if it was the last. */
    int remove(int first, int place) {
        int before = previous(place);
        int after = next(place);
        words[WORDS * place] = free;
        free = place;
        if (after == place) {
            return NONE;
        }
        link(before, after);
        return first == place ? after : first;
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

    int next(int place) {
        return (int) words[WORDS * place + LINKS];
    }

    int previous(int place) {
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

    /** What measures read of it; whose it is, they do not ask. */
    Interaction interaction(int place, InteractionKind kind) {
        int at = WORDS * place;
        Interaction interaction = Interaction.of("waiting", Instant.ofEpochMilli(words[at + AT]), kind);
        double value = Double.longBitsToDouble(words[at + VALUE]);
        double cost = Double.longBitsToDouble(words[at + COST]);
        double satisfaction = Double.longBitsToDouble(words[at + SATISFACTION]);
        long duration = words[at + DURATION];
        interaction = Double.isNaN(value) ? interaction : interaction.withValue(value);
        interaction = Double.isNaN(cost) ? interaction : interaction.withCost(cost);
        interaction = Double.isNaN(satisfaction) ? interaction : interaction.withSatisfaction(satisfaction);
        return duration == NO_DURATION ? interaction : interaction.withDuration(Duration.ofMillis(duration));
    }

    /** A ring, in order. */
    void write(DataOutput out, int first) throws IOException {
        int place = first;
        do {
            out.writeBoolean(true);
            out.writeInt(kind(place));
            for (int word : new int[] {AT, COUNTED, VALUE, COST, SATISFACTION, DURATION}) {
                out.writeLong(words[WORDS * place + word]);
            }
            place = next(place);
        } while (place != first);
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
