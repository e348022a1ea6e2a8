package io.engagement.measure;

import io.engagement.domain.InteractionKind;
import io.engagement.history.LogView;
import io.engagement.measure.Measure.Quantity;
import java.util.function.ToDoubleFunction;

/** How many, and the first and the last time. Slots: count, first, last (milliseconds since 1970). */
record Tally(Filter filter) implements Statistic {
    static final int COUNT = 0;
    static final int FIRST = 1;
    static final int LAST = 2;

    @Override
    public String name() {
        return "tally[" + filter + "]";
    }

    @Override
    public int slots() {
        return 3;
    }

    @Override
    public boolean ordered() {
        return false;
    }

    @Override
    public void reset(double[] state, int offset) {
        state[offset + COUNT] = 0;
        state[offset + FIRST] = Double.POSITIVE_INFINITY;
        state[offset + LAST] = Double.NEGATIVE_INFINITY;
    }

    @Override
    public void merge(double[] state, int offset, double[] other, int otherOffset) {
        state[offset + COUNT] += other[otherOffset + COUNT];
        state[offset + FIRST] = Math.min(state[offset + FIRST], other[otherOffset + FIRST]);
        state[offset + LAST] = Math.max(state[offset + LAST], other[otherOffset + LAST]);
    }

    @Override
    public double weight(InteractionKind kind) {
        return Statistic.passes(filter, kind);
    }

    @Override
    public void enter(double at, double weight, ToDoubleFunction<Quantity> quantities, double[] state, int offset) {
        state[offset + COUNT]++;
        state[offset + FIRST] = Math.min(state[offset + FIRST], at);
        state[offset + LAST] = Math.max(state[offset + LAST], at);
    }

    @Override
    public Reader reader(LogView view) {
        double[] weights = weights(view);
        return (from, to, state, offset) -> {
            double count = 0;
            double first = Double.POSITIVE_INFINITY;
            double last = Double.NEGATIVE_INFINITY;
            for (int i = from; i < to; i++) {
                if (weights[view.kindIndex(i)] != 0) {
                    double at = (double) view.epochMilli(i);
                    count++;
                    first = Math.min(first, at);
                    last = Math.max(last, at);
                }
            }
            state[offset + COUNT] += count;
            state[offset + FIRST] = Math.min(state[offset + FIRST], first);
            state[offset + LAST] = Math.max(state[offset + LAST], last);
        };
    }

    @Override
    public boolean isPossible(double[] state, int offset, double latest) {
        double count = state[offset + COUNT];
        double first = state[offset + FIRST];
        double last = state[offset + LAST];
        if (count == 0) {
            return first == Double.POSITIVE_INFINITY && last == Double.NEGATIVE_INFINITY;
        }
        return Slots.isCount(count) && Slots.isSpan(first, last, latest) && (count > 1 || first == last);
    }

    @Override
    public double least(double[] state, int offset) {
        return state[offset + COUNT];
    }
}
