package io.engagement.internal.index;

import io.engagement.domain.InteractionKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Numbers kinds, as they were given, in the order in which they first come. */
public final class KindIndex {
    /**
     * A loader hands in the same few objects again and again: looking at which object it is takes a fraction of hashing
     * its eight fields.
     */
    private static final int SEEN = 256;

    /** Places in which an object may be: two that share the first of them would otherwise drive each other out. */
    private static final int STEPS = 4;

    private final Map<InteractionKind, Integer> numbers = new HashMap<>();
    private final List<InteractionKind> kinds = new ArrayList<>();
    private final @Nullable InteractionKind[] seen = new InteractionKind[SEEN];
    private final int[] seenNumber = new int[SEEN];

    @SuppressWarnings("ReferenceEquality") // Which object it is decides quickly; an equal one is found by number().
    public int indexOf(InteractionKind kind) {
        int first = System.identityHashCode(Objects.requireNonNull(kind, "kind must not be null"));
        int place = first & (SEEN - 1);
        for (int step = 1; seen[place] != kind; step++) {
            if (seen[place] == null || step == STEPS) {
                seenNumber[place] = number(kind.asGiven());
                seen[place] = kind;
                break;
            }
            place = (first + step) & (SEEN - 1);
        }
        return seenNumber[place];
    }

    private int number(InteractionKind given) {
        Integer known = numbers.get(given);
        if (known == null) {
            known = kinds.size();
            // First the kind: a number that stands for none would be handed out for ever.
            kinds.add(given);
            numbers.put(given, known);
        }
        return known;
    }

    public InteractionKind kind(int number) {
        return kinds.get(number);
    }

    public List<InteractionKind> kinds() {
        return kinds;
    }

    /** The place of each kind in their natural order. */
    public int[] ranks() {
        int[] ranks = new int[kinds.size()];
        int rank = 0;
        for (InteractionKind kind : kinds.stream().sorted().toList()) {
            ranks[numbers.getOrDefault(kind, 0)] = rank++;
        }
        return ranks;
    }
}
