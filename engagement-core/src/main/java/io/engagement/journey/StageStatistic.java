package io.engagement.journey;

import io.engagement.domain.InteractionKind;
import io.engagement.internal.statistic.BuiltIn;
import io.engagement.measure.spi.OrderedStatistic;
import io.engagement.measure.spi.Quantity;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** A customer's way through the stages, as far as the next step needs it. Equal by its definition. */
final class StageStatistic implements OrderedStatistic, BuiltIn {
    private static final long serialVersionUID = 1L;

    private final StageWalk walk;

    StageStatistic(StageWalk walk) {
        this.walk = walk;
    }

    @Override
    public String name() {
        return "stages[" + walk.definition() + "]";
    }

    @Override
    public int slots() {
        return walk.slots();
    }

    @Override
    public void reset(double[] slots, int offset) {
        walk.reset(slots, offset);
    }

    @Override
    public double weight(InteractionKind kind, ToDoubleFunction<Quantity> quantities) {
        return walk.weight(kind, quantities);
    }

    @Override
    public boolean looksAtCampaigns() {
        return walk.looksAtCampaigns();
    }

    @Override
    public double latest(double[] slots, int offset) {
        return slots[offset + StageWalk.AT];
    }

    @Override
    public void enter(double at, double weight, ToDoubleFunction<Quantity> quantities, double[] slots, int offset) {
        walk.enter(at, weight, quantities, slots, offset);
    }

    /** How unusual a gap was, and what a customer came back from, depends on all before it. */
    @Override
    public boolean mergeable() {
        return false;
    }

    @Override
    public void merge(double[] slots, int offset, double[] other, int otherOffset) {
        if (other[otherOffset + StageWalk.AT] == Double.NEGATIVE_INFINITY) {
            return;
        }
        if (slots[offset + StageWalk.AT] != Double.NEGATIVE_INFINITY) {
            throw new IllegalArgumentException("a customer's way through stages cannot be merged from parts, as how"
                    + " unusual a gap was depends on all before it: give all of a customer's interactions to one state,"
                    + " in order of time");
        }
        System.arraycopy(other, otherOffset, slots, offset, slots());
    }

    @Override
    public boolean isPossible(double[] slots, int offset, double latest) {
        return walk.isPossible(slots, offset, latest);
    }

    @Override
    public double least(double[] slots, int offset) {
        return slots[offset + StageWalk.AT] == Double.NEGATIVE_INFINITY ? 0 : 1;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StageStatistic statistic && name().equals(statistic.name());
    }

    @Override
    public int hashCode() {
        return name().hashCode();
    }
}
