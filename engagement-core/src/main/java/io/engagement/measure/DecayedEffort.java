package io.engagement.measure;

import io.engagement.domain.InteractionKind;
import io.engagement.history.LogView;
import io.engagement.measure.spi.Quantity;
import io.engagement.measure.spi.Weights;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * A sum of weights that halve with each half-life. Slots: the latest time seen (milliseconds since 1970), the sum as of
 * then. A late interaction enters at its own time, so that the order does not matter.
 */
record DecayedEffort(Filter filter, EffortWeights weights, double halfLifeMillis) implements FilteredStatistic {
    static final int TIME = 0;
    static final int SUM = 1;

    DecayedEffort {
        Objects.requireNonNull(filter, "filter");
        Objects.requireNonNull(weights, "weights");
    }

    @Override
    public String name() {
        return "decayed[" + filter + ", " + weights + ", " + halfLifeMillis + "]";
    }

    @Override
    public int slots() {
        return 2;
    }

    @Override
    public boolean ordered() {
        return false;
    }

    @Override
    public void reset(double[] state, int offset) {
        state[offset + TIME] = Double.NEGATIVE_INFINITY;
        state[offset + SUM] = 0;
    }

    @Override
    public void merge(double[] state, int offset, double[] other, int otherOffset) {
        if (other[otherOffset + SUM] != 0 || other[otherOffset + TIME] != Double.NEGATIVE_INFINITY) {
            add(other[otherOffset + TIME], other[otherOffset + SUM], state, offset);
        }
    }

    @Override
    public double weight(InteractionKind kind, ToDoubleFunction<Quantity> quantities) {
        return filter.matches(kind, quantities) ? weights.of(kind) : 0;
    }

    @Override
    public void enter(double at, double weight, ToDoubleFunction<Quantity> quantities, double[] state, int offset) {
        add(at, weight, state, offset);
    }

    @Override
    public Reader reader(LogView view) {
        Weights byKind = Weights.of(this, view);
        return (from, to, state, offset) -> {
            for (int i = from; i < to; i++) {
                double weight = byKind.at(i);
                if (weight != 0) {
                    add((double) view.epochMilli(i), weight, state, offset);
                }
            }
        };
    }

    @Override
    public boolean isPossible(double[] state, int offset, double latest) {
        double sum = state[offset + SUM];
        return state[offset + TIME] == Double.NEGATIVE_INFINITY
                ? sum == 0
                : Slots.isTime(state[offset + TIME], latest) && sum >= 0 && sum < Double.POSITIVE_INFINITY;
    }

    @Override
    public double least(double[] state, int offset) {
        return state[offset + TIME] == Double.NEGATIVE_INFINITY ? 0 : 1;
    }

    private void add(double at, double amount, double[] state, int offset) {
        double time = state[offset + TIME];
        if (at >= time) {
            // Before the first one the sum is 0 and its time minus infinity: 0 * 2^-inf = 0.
            state[offset + SUM] = state[offset + SUM] * remaining(at - time) + amount;
            state[offset + TIME] = at;
        } else {
            state[offset + SUM] += amount * remaining(time - at);
        }
    }

    /** What is left of 1 after some milliseconds. */
    double remaining(double millis) {
        return Math.exp(-Measure.LN2 * millis / halfLifeMillis);
    }

    double now(double[] s, int o, double now, double unit) {
        return s[o + SUM] == 0 ? 0 : s[o + SUM] * remaining(now - s[o + TIME]);
    }
}
