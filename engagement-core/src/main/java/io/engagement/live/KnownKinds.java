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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * What kinds of interactions weigh, for all shards of a store: worked out once a kind, as far as there is room, and kept
 * once for all kinds that weigh the same. Kinds are told apart by 116 bits of hashes that nobody can aim at, so that none
 * of their texts is kept, and that one of a hundred thousand campaigns is found near. Thread-safe.
 */
final class KnownKinds {
    /** How many sources of initiators there are. */
    static final int SOURCES = 3;

    private static final List<Direction> DIRECTIONS = List.of(Direction.values());
    private static final List<Actor> ACTORS = List.of(Actor.values());

    private static final int RECENT = 1 << 10;
    private static final int LEAST = 1 << 10;
    /** 4 MB. */
    private static final int MOST = 1 << 18;

    private static final int WAYS = 4;

    /** A hash; another one, whose last bits are a number of weights plus one. */
    private static final int WORDS = 2;

    /** Bits of the number of weights in an entry: of more kinds of weights none is remembered. */
    private static final int NUMBER = 12;

    private static final long KEY = -1L << NUMBER;

    private final StateLayout layout;
    private final KeyedHash hash = KeyedHash.random();
    private final KeyedHash second = KeyedHash.random();
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

    /** Whole for whoever sees it, as its fields are final. */
    private record Recent(InteractionKind kind, Weights weights) {}

    /** Read while it is written: of an entry that is half written the hashes are of two kinds, and found for neither. */
    private static final class Table {
        private final AtomicLongArray words;
        private int size;

        Table(int capacity) {
            words = new AtomicLongArray(WORDS * capacity);
        }

        int capacity() {
            return words.length() / WORDS;
        }

        /** The number of weights plus one, or 0. */
        int find(long high, long low) {
            int first = first(high);
            for (int way = 0; way < WAYS; way++) {
                long found = words.getAcquire(first + WORDS * way + 1);
                if (words.getAcquire(first + WORDS * way) == high && ((found ^ low) & KEY) == 0) {
                    return (int) (found & ~KEY);
                }
            }
            return 0;
        }

        private int first(long high) {
            return WORDS * ((int) high & (capacity() - WAYS));
        }

        /** Where there is no room, one gives way by chance. */
        void put(long high, long low) {
            int first = first(high);
            for (int way = 0; way < WAYS; way++) {
                if (words.get(first + WORDS * way + 1) == 0) {
                    put(first + WORDS * way, high, low);
                    size++;
                    return;
                }
            }
            put(first + WORDS * (int) (low >>> (Long.SIZE - 2)), high, low);
        }

        private void put(int at, long high, long low) {
            words.set(at, high);
            words.set(at + 1, low);
        }

        Table larger() {
            Table larger = new Table(2 * capacity());
            for (int at = 0; at < words.length(); at += WORDS) {
                if (words.get(at + 1) != 0) {
                    larger.put(words.get(at), words.get(at + 1));
                }
            }
            return larger;
        }
    }

    KnownKinds(StateLayout layout) {
        this.layout = layout;
    }

    Weights of(InteractionKind kind) {
        Weights known = ifKnown(kind);
        return known == null ? make(kind) : known;
    }

    /** Null if it is not remembered. */
    @SuppressWarnings("ReferenceEquality") // the same object is of the same kind; others are looked up
    @Nullable
    Weights ifKnown(InteractionKind kind) {
        if (kind.campaign().isPresent()) {
            return find(kind);
        }
        int place = System.identityHashCode(kind) & (RECENT - 1);
        Recent there = recent[place];
        if (there != null && there.kind == kind) {
            return there.weights;
        }
        Weights found = find(kind);
        if (found != null) {
            recent[place] = new Recent(kind, found);
        }
        return found;
    }

    private @Nullable Weights find(InteractionKind kind) {
        int number = table.find(key(hash, kind), key(second, kind));
        return number == 0 ? null : all[number - 1];
    }

    /** Only touches what a kind is looked up by. */
    static int touch(InteractionKind kind) {
        return kind.campaign().isPresent() ? kind.campaign().get().length() : 0;
    }

    /** Forgets kinds' texts. */
    void forgetRecent() {
        Arrays.fill(recent, null);
    }

    private static long key(KeyedHash hash, InteractionKind kind) {
        long flags = (kind.initiatorInferred() ? 1 : 0)
                + 2L * Kinds.INITIATORS.indexOf(kind.initiator())
                + 8L * DIRECTIONS.indexOf(kind.direction())
                + 32L * ACTORS.indexOf(kind.actor())
                + (kind.department().isPresent() ? 128 : 0)
                + (kind.campaign().isPresent() ? 256 : 0);
        long key = hash.of(flags ^ hash.of(kind.channel().name()));
        key = hash.of(key ^ hash.of(kind.purpose().name()));
        key = with(hash, key, kind.department());
        return with(hash, key, kind.campaign());
    }

    private static long with(KeyedHash hash, long key, Optional<String> text) {
        return text.isPresent() ? hash.of(key ^ hash.of(text.get())) : key;
    }

    private Weights make(InteractionKind kind) {
        Memory.ask();
        KindWeights each = layout.weights(kind);
        Weights made = new Weights(each, layout.takesPartInOrder(each), source(kind));
        return each.isDecided() ? remember(made, key(hash, kind), key(second, kind)) : made;
    }

    /** Where it fails, none is known by half. */
    private synchronized Weights remember(Weights made, long high, long low) {
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
        written.put(high, (low & KEY) | (number + 1));
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
