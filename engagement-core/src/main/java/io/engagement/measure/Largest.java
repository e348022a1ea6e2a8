package io.engagement.measure;

import io.engagement.measure.spi.Quantity;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** The largest of a quantity. Slots: the largest, minus infinity if there is none. */
record Largest(Filter filter, Quantity quantity) implements FilteredStatistic {
    private static final double NONE = Double.NEGATIVE_INFINITY;

    Largest {
        Objects.requireNonNull(filter, "filter");
        Objects.requireNonNull(quantity, "quantity");
    }

    @Override
    public String name() {
        return "largest[" + quantity + ", " + filter + "]";
    }

    @Override
    public int slots() {
        return 1;
    }

    @Override
    public boolean ordered() {
        return false;
    }

    @Override
    public void reset(double[] state, int offset) {
        state[offset] = NONE;
    }

    @Override
    public void enter(double at, double weight, ToDoubleFunction<Quantity> quantities, double[] state, int offset) {
        double number = quantities.applyAsDouble(quantity);
        if (number > state[offset]) {
            state[offset] = number;
        }
    }

    @Override
    public void merge(double[] state, int offset, double[] other, int otherOffset) {
        state[offset] = Math.max(state[offset], other[otherOffset]);
    }

    @Override
    public boolean isPossible(double[] state, int offset, double latest) {
        return state[offset] < Double.POSITIVE_INFINITY;
    }

    @Override
    public double least(double[] state, int offset) {
        return state[offset] == NONE ? 0 : 1;
    }

    static double number(double[] s, int o, double now, double unit) {
        return s[o] == NONE ? Double.NaN : s[o];
    }

    static double time(double[] s, int o, double now, double unit) {
        return number(s, o, now, unit) / unit;
    }
}
