package io.engagement.internal.index;

import io.engagement.domain.InteractionKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Numbers kinds, as they were given, in the order in which they first come. */
public final class KindIndex {
    private final Map<InteractionKind, Integer> numbers = new HashMap<>();
    private final List<InteractionKind> kinds = new ArrayList<>();

    public int indexOf(InteractionKind kind) {
        InteractionKind given =
                Objects.requireNonNull(kind, "kind must not be null").asGiven();
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
