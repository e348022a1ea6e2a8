package io.engagement.measure;

import io.engagement.history.LogView;
import io.engagement.measure.spi.Quantity;
import io.engagement.measure.spi.Weights;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** A sum of a quantity. Slots: how many have it, sum, what rounding lost of the sum. */
record Total(Filter filter, Quantity quantity) implements FilteredStatistic {
    static final int COUNT = 0;
    static final int SUM = 1;

    Total {
        Objects.requireNonNull(filter, "filter");
        Objects.requireNonNull(quantity, "quantity");
    }

    @Override
    public String name() {
        return "total[" + quantity + ", " + filter + "]";
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
        state[offset] = 0;
        state[offset + SUM] = 0;
        state[offset + SUM + 1] = 0;
    }

    @Override
    public void merge(double[] state, int offset, double[] other, int otherOffset) {
        state[offset] += other[otherOffset];
        CompensatedSum.merge(state, offset + SUM, other, otherOffset + SUM);
    }

    @Override
    public void enter(double at, double weight, ToDoubleFunction<Quantity> quantities, double[] state, int offset) {
        add(quantities.applyAsDouble(quantity), state, offset);
    }

    @Override
    public Reader reader(LogView view) {
        Weights weights = Weights.of(this, view);
        return (from, to, state, offset) -> {
            for (int i = from; i < to; i++) {
                if (weights.at(i) != 0) {
                    add(quantity.of(view, i), state, offset);
                }
            }
        };
    }

    @Override
    public boolean isPossible(double[] state, int offset, double latest) {
        return Slots.isCount(state[offset + COUNT])
                && CompensatedSum.isPossible(state, offset + SUM)
                && (state[offset + COUNT] > 0 || CompensatedSum.isZero(state, offset + SUM));
    }

    @Override
    public double least(double[] state, int offset) {
        return state[offset + COUNT];
    }

    private static void add(double number, double[] state, int offset) {
        if (!Double.isNaN(number)) {
            state[offset]++;
            CompensatedSum.add(state, offset + SUM, number);
        }
    }

    static double sum(double[] s, int o, double now, double unit) {
        return CompensatedSum.of(s, o + SUM);
    }

    static double sumOfTime(double[] s, int o, double now, double unit) {
        return sum(s, o, now, unit) / unit;
    }

    static double mean(double[] s, int o, double now, double unit) {
        return sum(s, o, now, unit) / s[o + COUNT];
    }

    static double meanTime(double[] s, int o, double now, double unit) {
        return mean(s, o, now, unit) / unit;
    }
}
