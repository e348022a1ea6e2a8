package io.engagement.live;

import io.engagement.domain.Actor;
import io.engagement.domain.Channel;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import io.engagement.measure.StateLayout;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Kinds of interactions by number, and what each weighs: worked out once a kind. */
final class Kinds {
    private static final int RECENT = 64;

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

    void write(DataOutput out) throws IOException {
        out.writeInt(all.size());
        for (Weighted each : all) {
            InteractionKind kind = each.kind;
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
    }

    /** The numbers that kinds have here, by those that they were written with. */
    int[] read(DataInput in) throws IOException {
        int[] numbers = new int[in.readInt()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = of(new InteractionKind(
                            Channel.of(Snapshots.readText(in)),
                            Purpose.of(Snapshots.readText(in)),
                            Initiator.valueOf(Snapshots.readText(in)),
                            in.readBoolean(),
                            Direction.valueOf(Snapshots.readText(in)),
                            Actor.valueOf(Snapshots.readText(in)),
                            in.readBoolean() ? Optional.of(Snapshots.readText(in)) : Optional.empty()))
                    .number;
        }
        return numbers;
    }
}
