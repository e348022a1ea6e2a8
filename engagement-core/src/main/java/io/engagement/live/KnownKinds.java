package io.engagement.live;

import io.engagement.domain.Actor;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.InteractionKind;
import io.engagement.internal.index.KeyedHash;
import io.engagement.measure.KindWeights;
import io.engagement.measure.StateLayout;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * What kinds of interactions weigh, for all shards of a store: worked out once a kind, as far as there is room, and kept
 * once for all kinds that weigh the same. Kinds are told apart by a {@linkplain #key hash} of 64 bits that nobody can aim at,
 * so that none of their texts is kept, and that one of a hundred thousand campaigns is found near: of a million kinds two are
 * taken for each other by a chance of 10^-7. Thread-safe.
 */
final class KnownKinds {
    /** How many sources of initiators there are. */
    static final int SOURCES = 3;

    private static final int RECENT = 1 << 10;
    private static final int LEAST = 1 << 12;
    /** 8 MB. */
    private static final int MOST = 1 << 20;

    private static final int WAYS = 4;

    /** Bits of the number of weights plus one in an entry, lowest: of more kinds of weights none is remembered. */
    private static final int NUMBER = 12;

    private static final long KEY = -1L << NUMBER;

    private final StateLayout layout;
    private final KeyedHash hash = KeyedHash.random();
    private volatile Table table = new Table(LEAST);
    /** By identity, as a kind's hash takes longer than all that is added up; of campaigns there may be too many. */
    private final @Nullable Recent[] recent = new Recent[RECENT];

    private final Map<Weights, Integer> numbers = new HashMap<>();
    /** By their numbers. */
    private volatile Weights[] all = {};

    /**
     * What kinds weigh that weigh the same.
     *
     * @param each in each thing that is kept
     * @param ordered whether any ordered measure wants them
     * @param source whether their initiators are given (0), inferred (1) or unknown (2)
     */
    record Weights(KindWeights each, boolean ordered, int source) {}

    /** Safely published, as its fields are final. */
    private record Recent(InteractionKind kind, Weights weights) {}

    /** An entry is a word: the upper bits of a key, the lower ones of which tell its place, and a number. Read while it is written. */
    private static final class Table {
        private final AtomicLongArray words;
        private int size;

        Table(int capacity) {
            words = new AtomicLongArray(capacity);
        }

        int capacity() {
            return words.length();
        }

        /** The number of weights plus one, or 0. */
        int find(long key) {
            int first = first(key);
            for (int way = 0; way < WAYS; way++) {
                long found = words.getAcquire(first + way);
                if (((found ^ key) & KEY) == 0) {
                    return (int) (found & ~KEY);
                }
            }
            return 0;
        }

        /** Only touches where a key is. */
        long touch(long key) {
            return words.getPlain(first(key));
        }

        private int first(long key) {
            return (int) key & (capacity() - WAYS);
        }

        /** Where there is no room, one gives way by chance. */
        void put(long key, int number) {
            int first = first(key);
            int way = 0;
            while (way < WAYS && words.get(first + way) != 0) {
                way++;
            }
            size += way < WAYS ? 1 : 0;
            words.set(first + (way < WAYS ? way : (int) (key >>> (Long.SIZE - 2))), (key & KEY) | number);
        }

        Table larger() {
            Table larger = new Table(2 * capacity());
            for (int at = 0; at < words.length(); at++) {
                long word = words.get(at);
                if (word != 0) {
                    // The lower bits are those of its place, which is no less than they are.
                    larger.put((word & KEY) | (at & ~KEY & -WAYS), (int) (word & ~KEY));
                }
            }
            return larger;
        }
    }

    KnownKinds(StateLayout layout) {
        this.layout = layout;
    }

    Weights of(InteractionKind kind) {
        Weights known = ifRecent(kind);
        return known == null ? of(kind, key(kind)) : known;
    }

    /** Of a kind whose key is known. */
    Weights of(InteractionKind kind, long key) {
        Weights known = ifKnown(kind, key);
        return known == null ? make(kind, key) : known;
    }

    /** Of a kind that is asked for again and again, null if it is not known as such: it is known by which object it is. */
    @SuppressWarnings("ReferenceEquality") // the same object is of the same kind; others are looked up
    @Nullable
    Weights ifRecent(InteractionKind kind) {
        Recent there = recent[System.identityHashCode(kind) & (RECENT - 1)];
        return there != null && there.kind == kind ? there.weights : null;
    }

    /** Null if it is not remembered. */
    @Nullable
    Weights ifKnown(InteractionKind kind, long key) {
        int number = table.find(key);
        if (number == 0) {
            return null;
        }
        Weights found = all[number - 1];
        if (kind.campaign().isEmpty()) {
            recent[System.identityHashCode(kind) & (RECENT - 1)] = new Recent(kind, found);
        }
        return found;
    }

    /** Only touches where a key is looked up. */
    long touch(long key) {
        return table.touch(key);
    }

    /** Forgets kinds' texts. */
    void forgetRecent() {
        Arrays.fill(recent, null);
    }

    /** The key of a kind; never 0. */
    long key(InteractionKind kind) {
        long flags = 1
                + (kind.initiatorInferred() ? 2 : 0)
                + 4L * Kinds.number(kind.initiator())
                + 16L * number(kind.direction())
                + 64L * (kind.actor() == Actor.PERSON ? 0 : 1)
                + (kind.department().isPresent() ? 256 : 0)
                + (kind.campaign().isPresent() ? 512 : 0);
        long key = hash.of(flags ^ hash.of(kind.channel().name()));
        key = hash.of(key ^ hash.of(kind.purpose().name()));
        key = with(with(key, kind.department()), kind.campaign());
        return key == 0 ? 1 : key;
    }

    private static int number(Direction direction) {
        return switch (direction) {
            case INBOUND -> 0;
            case OUTBOUND -> 1;
            case UNKNOWN -> 2;
        };
    }

    private long with(long key, Optional<String> text) {
        return text.isPresent() ? hash.of(key ^ hash.of(text.get())) : key;
    }

    private Weights make(InteractionKind kind, long key) {
        Memory.ask();
        KindWeights each = layout.weights(kind);
        Weights made = new Weights(each, layout.takesPartInOrder(each), source(kind));
        return each.isDecided() ? remember(made, key) : made;
    }

    /** Where it fails, none is known by half. */
    private synchronized Weights remember(Weights made, long key) {
        Integer known = numbers.get(made);
        if (known == null && all.length >= -KEY - 1) {
            return made;
        }
        int number = known == null ? enter(made) : known;
        Table written = table;
        if (2 * written.size > written.capacity() && written.capacity() < MOST) {
            written = written.larger();
            table = written;
        }
        written.put(key, number + 1);
        return all[number];
    }

    private int enter(Weights made) {
        int number = all.length;
        Weights[] more = Arrays.copyOf(all, number + 1);
        more[number] = made;
        all = more;
        numbers.put(made, number);
        return number;
    }

    private static int source(InteractionKind kind) {
        if (kind.initiator() == Initiator.UNKNOWN) {
            return 2;
        }
        return kind.initiatorInferred() ? 1 : 0;
    }
}
