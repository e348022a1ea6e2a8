package io.engagement.live;

import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import io.engagement.live.KnownKinds.Weights;
import io.engagement.measure.KindWeights;
import io.engagement.measure.StateLayout;
import io.engagement.measure.spi.Quantity;
import java.util.function.ToDoubleFunction;

/**
 * Counts a shard's interactions whose initiators no other one can change: at once where they are next, behind what came out of
 * order where not, or when their time has come. All that asks for memory or runs the user's own code is done before
 * anything changes.
 */
final class InNoThread {
    private final StateLayout layout;
    private final ShardTime time;
    private final Kinds kinds;
    private final Rows rows;
    private final InOrder inOrder;
    private final OpenThreads threads;
    private final Ahead aheads;
    private final ShardCounts counts;
    private final OwnCode code;
    private final ChangeMark mark;

    InNoThread(ShardParts parts) {
        this.layout = parts.layout();
        this.time = parts.time();
        this.kinds = parts.kinds();
        this.rows = parts.rows();
        this.inOrder = parts.inOrder();
        this.threads = parts.threads();
        this.aheads = parts.aheads();
        this.counts = parts.counts();
        this.code = parts.code();
        this.mark = parts.mark();
    }

    /**
     * Takes an interaction; leaves the mark of a change up.
     *
     * @param known the customer's row, or {@link Rows#NONE}
     */
    Arrival take(Interaction interaction, InteractionKind given, Lookup lookup, int known) {
        Weights kind = kinds.of(given);
        long at = interaction.at().toEpochMilli();
        if (at > time.now()) {
            return wait(known, interaction, lookup.hashed(), given, kind);
        }
        ToDoubleFunction<Quantity> quantities = quantities(interaction);
        KindWeights weights = layout.weights(kind.each(), quantities);
        boolean told = threads.infers()
                && interaction.id().isPresent()
                && given.initiator() != Initiator.UNKNOWN
                && interaction.conversation().isEmpty();
        if (told) {
            threads.reserveOne(time.newest());
        }
        if (kind.ordered()) {
            inOrder.hold(interaction, kinds.number(given, kind));
            inOrder.reserve(known);
        }
        rehearse(known, interaction, weights);
        if (known == Rows.NONE) {
            rows.reserve(interaction.customerId());
        }
        mark.begin();
        int row = known == Rows.NONE ? rows.add(interaction.customerId(), lookup.hashed()) : known;
        count(row, at, quantities, weights, kind);
        if (told) {
            threads.remember(row, lookup.hashedId(), at, given.initiator(), time.newest());
        }
        return takeInOrder(row, kind);
    }

    /** What the user's own code throws comes before anything has changed. */
    void rehearse(int row, Interaction interaction, KindWeights weights) {
        if (layout.hasOwn()) {
            double[] copy = row == Rows.NONE ? new double[layout.slots()] : inOrder.copy(row);
            if (row == Rows.NONE) {
                layout.reset(copy, 0);
            }
            code.rehearse(interaction.at().toEpochMilli(), quantities(interaction), weights, copy);
        }
    }

    /** Counts one in what is unordered. Where the user's own code throws, all is as it was. */
    private void count(int row, long at, ToDoubleFunction<Quantity> quantities, KindWeights weights, Weights kind) {
        double[] slots = rows.slots(row);
        int offset = rows.offset(row);
        code.keep(slots, offset);
        try {
            layout.addUnordered(at, quantities, weights, slots, offset);
        } catch (RuntimeException thrown) {
            code.restore(slots, offset);
            if (layout.hasOwn()) {
                mark.end();
            }
            throw thrown;
        }
        time.newest(Math.max(time.newest(), at));
        counts.take();
        counts.countAs(kind);
    }

    /** Lets what is held go into ordered measures, or wait for them. */
    private Arrival takeInOrder(int row, Weights kind) {
        if (!kind.ordered() || inOrder.take(row, kind)) {
            return Arrival.TAKEN;
        }
        counts.late();
        return Arrival.LATE;
    }

    private Arrival wait(int known, Interaction interaction, long hashed, InteractionKind given, Weights kind) {
        rehearse(known, interaction, kind.each());
        inOrder.hold(interaction, kinds.number(given, kind));
        if (known == Rows.NONE) {
            rows.reserve(interaction.customerId());
        }
        aheads.reserve(known, inOrder.held());
        mark.begin();
        int row = known == Rows.NONE ? rows.add(interaction.customerId(), hashed) : known;
        aheads.add(row, inOrder.held());
        return Arrival.AHEAD;
    }

    private static ToDoubleFunction<Quantity> quantities(Interaction interaction) {
        return quantity -> quantity.of(interaction);
    }

    /** Counts the first of those whose time has come, as if it had come now. */
    void countFirstAhead() {
        long[] held = inOrder.held();
        aheads.copyFirst(held);
        int row = aheads.firstRow();
        inOrder.reserve(row);
        Weights kind = kinds.get(PackedInteraction.kind(held, 0)).weights();
        try {
            countAhead(row, held, kind);
        } catch (RuntimeException thrown) {
            code.setAside(thrown, kind.each());
        }
        mark.begin();
        aheads.removeFirst();
        mark.end();
    }

    private void countAhead(int row, long[] held, Weights kind) {
        long at = held[PackedInteraction.AT];
        ToDoubleFunction<Quantity> quantities = PackedInteraction.quantities(held, 0);
        KindWeights weights = layout.weights(kind.each(), quantities);
        if (layout.hasOwn()) {
            code.rehearse(at, quantities, weights, inOrder.copy(row));
        }
        mark.begin();
        count(row, at, quantities, weights, kind);
        takeInOrder(row, kind);
    }
}
