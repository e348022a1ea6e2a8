package io.engagement.live;

import io.engagement.domain.Initiator;
import io.engagement.domain.InteractionKind;
import io.engagement.measure.KindWeights;
import io.engagement.measure.StateLayout;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What kinds of interactions weigh, for all shards of a store: worked out once a kind, as far as there is room. Campaigns stand
 * apart, of which there may be a hundred thousand: where no measure looks at them, kinds that differ in the campaign alone are
 * one kind here, and where one does, only that is asked again. Thread-safe.
 */
final class KnownKinds {
    /** How many sources of initiators there are. */
    static final int SOURCES = 3;

    /** So many kinds are known at the most. */
    static final int MOST = 1 << 12;

    private static final int WAYS = 4;

    private final StateLayout layout;
    /** By a hash of what a kind says; in one of several places. Read while it is written. */
    private final @Nullable Weights[] known = new Weights[MOST];

    private final AtomicInteger made = new AtomicInteger();

    /**
     * What a kind weighs. Safely published, as its fields are final.
     *
     * @param kind the kind without its campaign
     * @param each in each thing that is kept
     * @param ordered whether any ordered measure wants it
     * @param lines of a row that these mostly read for it
     * @param source whether its initiator is given (0), inferred (1) or unknown (2)
     * @param number by which those that were made after one another are told apart
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody changes or compares it
    record Weights(InteractionKind kind, KindWeights each, boolean ordered, int[] lines, int source, int number) {}

    KnownKinds(StateLayout layout) {
        this.layout = layout;
    }

    Weights of(InteractionKind kind) {
        Weights apart = withoutCampaign(kind);
        return kind.campaign().isEmpty() || !layout.looksAtCampaigns() ? apart : ofCampaign(kind, apart);
    }

    @SuppressWarnings("ReferenceEquality") // the same object is of the same kind; others are compared
    private Weights withoutCampaign(InteractionKind kind) {
        int first = hash(kind) & (MOST - WAYS);
        for (int way = first; way < first + WAYS; way++) {
            Weights there = known[way];
            if (there != null && (there.kind == kind || isSame(there.kind, kind))) {
                return there;
            }
        }
        return make(kind, first);
    }

    /** By the texts, which know their hashes: whoever reads interactions from somewhere makes kinds anew. */
    private static int hash(InteractionKind kind) {
        int hash = kind.channel().name().hashCode();
        hash = 31 * hash + kind.purpose().name().hashCode();
        hash = 31 * hash + kind.department().hashCode();
        hash = 31 * hash + kind.initiator().hashCode();
        hash = 31 * hash + kind.direction().hashCode();
        hash = 31 * hash + kind.actor().hashCode();
        hash = 31 * hash + (kind.initiatorInferred() ? 1 : 0);
        hash *= 0x9E3779B9;
        return hash ^ (hash >>> Short.SIZE);
    }

    /** Whether they differ in the campaign alone, if at all. */
    private static boolean isSame(InteractionKind one, InteractionKind other) {
        return one.initiator() == other.initiator()
                && one.initiatorInferred() == other.initiatorInferred()
                && one.direction() == other.direction()
                && one.actor() == other.actor()
                && one.channel().name().equals(other.channel().name())
                && one.purpose().name().equals(other.purpose().name())
                && one.department().equals(other.department());
    }

    /** Where there is no room, one gives way by chance. */
    private Weights make(InteractionKind kind, int first) {
        Memory.ask();
        InteractionKind apart = apart(kind);
        KindWeights each = layout.weights(apart);
        Weights weights = weights(apart, each, source(apart), made.getAndIncrement());
        int way = 0;
        while (way < WAYS && known[first + way] != null) {
            way++;
        }
        known[first + (way < WAYS ? way : weights.number & (WAYS - 1))] = weights;
        return weights;
    }

    private static InteractionKind apart(InteractionKind kind) {
        return kind.campaign().isEmpty()
                ? kind
                : new InteractionKind(
                        kind.channel(),
                        kind.purpose(),
                        kind.initiator(),
                        kind.initiatorInferred(),
                        kind.direction(),
                        kind.actor(),
                        kind.department(),
                        Optional.empty());
    }

    @SuppressWarnings("ReferenceEquality") // the same object where the campaign makes no difference
    private Weights ofCampaign(InteractionKind kind, Weights apart) {
        KindWeights each = layout.weights(apart.each, kind);
        return each == apart.each ? apart : weights(apart.kind, each, apart.source, apart.number);
    }

    private Weights weights(InteractionKind kind, KindWeights each, int source, int number) {
        int[] lines = Rows.lines(layout, layout.near(each));
        return new Weights(kind, each, layout.takesPartInOrder(each), lines, source, number);
    }

    /** Forgets kinds' texts, which may tell of a customer. */
    void forget() {
        Arrays.fill(known, null);
    }

    private static int source(InteractionKind kind) {
        if (kind.initiator() == Initiator.UNKNOWN) {
            return 2;
        }
        return kind.initiatorInferred() ? 1 : 0;
    }
}
