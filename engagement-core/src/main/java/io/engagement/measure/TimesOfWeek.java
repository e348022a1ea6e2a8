package io.engagement.measure;

import io.engagement.domain.InteractionKind;
import io.engagement.measure.spi.Quantity;
import io.engagement.measure.spi.Statistic;
import java.util.function.ToDoubleFunction;

/** How many are in some hours of the week. Slots: how many there are, how many of them in these hours. */
record TimesOfWeek(Filter filter, WeekTimes times) implements Statistic {
    private static final int COUNT = 0;
    private static final int INSIDE = 1;

    @Override
    public String name() {
        return "times_of_week[" + filter + ", " + times + "]";
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
        state[offset + COUNT] = 0;
        state[offset + INSIDE] = 0;
    }

    @Override
    public double weight(InteractionKind kind, ToDoubleFunction<Quantity> quantities) {
        return filter.matches(kind, quantities) ? 1 : 0;
    }

    @Override
    public void enter(double at, double weight, ToDoubleFunction<Quantity> quantities, double[] state, int offset) {
        state[offset + COUNT]++;
        if (times.contain((long) at)) {
            state[offset + INSIDE]++;
        }
    }

    @Override
    public void merge(double[] state, int offset, double[] other, int otherOffset) {
        state[offset + COUNT] += other[otherOffset + COUNT];
        state[offset + INSIDE] += other[otherOffset + INSIDE];
    }

    @Override
    public boolean isPossible(double[] state, int offset, double latest) {
        return Slots.isCount(state[offset + COUNT])
                && Slots.isCount(state[offset + INSIDE])
                && state[offset + INSIDE] <= state[offset + COUNT];
    }

    @Override
    public double least(double[] state, int offset) {
        return state[offset + COUNT];
    }

    static double share(double[] s, int o, double now, double unit) {
        return s[o + COUNT] == 0 ? Double.NaN : s[o + INSIDE] / s[o + COUNT];
    }
}
