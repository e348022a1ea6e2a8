package io.engagement.measure;

import io.engagement.history.LogView;
import io.engagement.measure.spi.Quantity;
import io.engagement.measure.spi.Reading;
import io.engagement.measure.spi.Weights;
import java.util.function.ToDoubleFunction;

/** How many, and the first and the last time. Slots: count, first, last (milliseconds since 1970). */
record Tally(Filter filter) implements FilteredStatistic {
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
    public void enter(double at, double weight, ToDoubleFunction<Quantity> quantities, double[] state, int offset) {
        state[offset + COUNT]++;
        state[offset + FIRST] = Math.min(state[offset + FIRST], at);
        state[offset + LAST] = Math.max(state[offset + LAST], at);
    }

    @Override
    public Reader reader(LogView view) {
        Weights weights = Weights.of(this, view);
        return (from, to, state, offset) -> {
            double count = 0;
            double first = Double.POSITIVE_INFINITY;
            double last = Double.NEGATIVE_INFINITY;
            for (int i = from; i < to; i++) {
                if (weights.at(i) != 0) {
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

    static double count(double[] s, int o, double now, double unit) {
        return s[o + COUNT];
    }

    static double sinceFirst(double[] s, int o, double now, double unit) {
        return s[o + COUNT] == 0 ? Double.NaN : (now - s[o + FIRST]) / unit;
    }

    static double sinceLast(double[] s, int o, double now, double unit) {
        return s[o + COUNT] == 0 ? Double.NaN : (now - s[o + LAST]) / unit;
    }

    /** The integral of 2^(-age/halfLife) since the first. */
    static Reading exposure(double halfLifeMillis) {
        return (s, o, now, unit) -> s[o + COUNT] == 0
                ? 0
                : -Math.expm1(-Measure.LN2 * (now - s[o + FIRST]) / halfLifeMillis)
                        * halfLifeMillis
                        / Measure.LN2
                        / unit;
    }
}
