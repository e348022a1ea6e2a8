package io.engagement.live;

import io.engagement.domain.Actor;
import io.engagement.domain.Channel;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import io.engagement.measure.StateLayout;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Kinds of interactions by number, and what each weighs: worked out once a kind. */
final class Kinds {
    private static final int RECENT = 64;

    /** What a kind takes in a snapshot at the least: five texts, of which two have a character at the least, and two flags. */
    private static final int LEAST_BYTES = 5 * Integer.BYTES + 2 * Character.BYTES + 2;

    private final StateLayout layout;
    private final List<Weighted> all = new ArrayList<>();
    private final Map<InteractionKind, Weighted> known = new HashMap<>();
    /** By identity, as a kind's own hash takes longer than all that is added up. */
    private final @Nullable InteractionKind[] recent = new InteractionKind[RECENT];

    private final @Nullable Weighted[] recentWeighted = new Weighted[RECENT];

    /** A kind and what it weighs. */
    static final class Weighted {
        private final InteractionKind kind;
        private final int number;
        private final double[] weights;
        private final boolean ordered;

        private Weighted(InteractionKind kind, int number, double[] weights, boolean ordered) {
            this.kind = kind;
            this.number = number;
            this.weights = weights;
            this.ordered = ordered;
        }

        InteractionKind kind() {
            return kind;
        }

        int number() {
            return number;
        }

        /** In each thing that is kept. */
        double[] weights() {
            return weights;
        }

        /** Whether any ordered measure wants it. */
        boolean ordered() {
            return ordered;
        }
    }

    Kinds(StateLayout layout) {
        this.layout = layout;
    }

    Weighted get(int number) {
        return all.get(number);
    }

    @SuppressWarnings(
            "ReferenceEquality") // the same object is of the same kind; whether others are equal is asked below
    Weighted of(InteractionKind kind) {
        int place = System.identityHashCode(kind) & (RECENT - 1);
        Weighted there = recentWeighted[place];
        if (there != null && recent[place] == kind) {
            return there;
        }
        Weighted found = known.computeIfAbsent(kind, this::weigh);
        recent[place] = kind;
        recentWeighted[place] = found;
        return found;
    }

    private Weighted weigh(InteractionKind kind) {
        double[] weights = layout.weights(kind);
        Weighted weighted = new Weighted(kind, all.size(), weights, layout.takesPartInOrder(weights));
        all.add(weighted);
        return weighted;
    }

    /** In the natural order of kinds, not of their numbers. */
    int compare(int number, int other) {
        return number == other ? 0 : all.get(number).kind.compareTo(all.get(other).kind);
    }

    /** Kinds that something held is of, numbered anew: of others no name is written. */
    static final class Used {
        private final Kinds kinds;
        private final Map<Integer, Integer> numbers = new LinkedHashMap<>();

        Used(Kinds kinds) {
            this.kinds = kinds;
        }

        int numberOf(int number) {
            return numbers.computeIfAbsent(number, unknown -> numbers.size());
        }

        void write(DataOutput out) throws IOException {
            out.writeInt(numbers.size());
            for (int number : numbers.keySet()) {
                Kinds.write(out, kinds.get(number).kind);
            }
        }
    }

    private static void write(DataOutput out, InteractionKind kind) throws IOException {
        Snapshots.writeText(out, kind.channel().name());
        Snapshots.writeText(out, kind.purpose().name());
        Snapshots.writeText(out, kind.initiator().name());
        out.writeBoolean(kind.initiatorInferred());
        Snapshots.writeText(out, kind.direction().name());
        Snapshots.writeText(out, kind.actor().name());
        out.writeBoolean(kind.department().isPresent());
        if (kind.department().isPresent()) {
            Snapshots.writeText(out, kind.department().get());
        }
    }

    /** The numbers that kinds have here, by those that they were written with. */
    int[] read(SnapshotReader in) throws IOException {
        int[] numbers = new int[in.readSize("number of kinds", LEAST_BYTES)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = of(readKind(in)).number;
            in.check(all.size() == i + 1, "kind", i, "another one than those before");
        }
        return numbers;
    }

    private static InteractionKind readKind(SnapshotReader in) throws IOException {
        Channel channel = Channel.of(in.readName("channel"));
        Purpose purpose = Purpose.of(in.readName("purpose"));
        Initiator initiator = readConstant(in, "initiator", Initiator.values());
        boolean inferred = in.readFlag("flag of an inferred initiator");
        in.check(!inferred || initiator != Initiator.UNKNOWN, "inferred initiator", "UNKNOWN", "CUSTOMER or COMPANY");
        Direction direction = readConstant(in, "direction", Direction.values());
        Actor actor = readConstant(in, "actor", Actor.values());
        Optional<String> department =
                in.readFlag("flag of a department") ? Optional.of(in.readName("department")) : Optional.empty();
        return new InteractionKind(channel, purpose, initiator, inferred, direction, actor, department);
    }

    private static <E extends Enum<E>> E readConstant(SnapshotReader in, String what, E[] constants)
            throws IOException {
        String name = in.readText(what);
        for (E each : constants) {
            if (each.name().equals(name)) {
                return each;
            }
        }
        throw in.wrong(what + " must be one of " + Arrays.toString(constants) + ", was " + SnapshotReader.shown(name));
    }
}
