package io.engagement.measure;

import io.engagement.history.LogView;
import io.engagement.internal.calendar.DayClock;
import io.engagement.measure.spi.OrderedStatistic;
import io.engagement.measure.spi.Quantity;
import io.engagement.measure.spi.Weights;
import java.util.function.ToDoubleFunction;

/**
 * The sum of the logarithms of the times between successive days. Slots: those of {@link Days} (first day, last day, how
 * many), sum of the logarithms of milliseconds, what rounding lost of it.
 */
record LogGaps(Filter filter, DayClock days) implements FilteredStatistic, OrderedStatistic {
    static final int SUM = 3;

    @Override
    public String name() {
        return "log_gaps[" + filter + ", " + days + "]";
    }

    @Override
    public int slots() {
        return 5;
    }

    @Override
    public void reset(double[] state, int offset) {
        for (int i = 0; i < slots(); i++) {
            state[offset + i] = 0;
        }
        state[offset + Days.FIRST] = Double.NEGATIVE_INFINITY;
        state[offset + Days.LAST] = Double.NEGATIVE_INFINITY;
    }

    @Override
    public void merge(double[] state, int offset, double[] other, int otherOffset) {
        if (other[otherOffset + Days.COUNT] == 0) {
            return;
        }
        if (state[offset + Days.COUNT] == 0) {
            System.arraycopy(other, otherOffset, state, offset, slots());
            return;
        }
        add(other[otherOffset + Days.FIRST], state, offset);
        state[offset + Days.COUNT] += other[otherOffset + Days.COUNT] - 1;
        state[offset + Days.LAST] = other[otherOffset + Days.LAST];
        CompensatedSum.merge(state, offset + SUM, other, otherOffset + SUM);
    }

    /** As of {@link Days}. */
    @Override
    public double latest(double[] state, int offset) {
        return state[offset + Days.LAST];
    }

    @Override
    public void enter(double at, double weight, ToDoubleFunction<Quantity> quantities, double[] state, int offset) {
        add(Days.day(at, days, state[offset + Days.LAST]), state, offset);
    }

    @Override
    public Reader reader(LogView view) {
        Weights weights = Weights.of(this, view);
        return (from, to, state, offset) -> {
            for (int i = from; i < to; i++) {
                if (weights.at(i) != 0) {
                    add(days.startOfDay(view.epochMilli(i)), state, offset);
                }
            }
        };
    }

    @Override
    public boolean isPossible(double[] state, int offset, double latest) {
        double count = state[offset + Days.COUNT];
        double sum = state[offset + SUM];
        return Days.isPossible(state[offset + Days.FIRST], state[offset + Days.LAST], count, latest)
                && CompensatedSum.isPossible(state, offset + SUM)
                && (count > 1
                        ? sum >= 0 && sum < Double.POSITIVE_INFINITY
                        : CompensatedSum.isZero(state, offset + SUM));
    }

    @Override
    public double least(double[] state, int offset) {
        return state[offset + Days.COUNT];
    }

    private static void add(double day, double[] state, int offset) {
        double last = state[offset + Days.LAST];
        Days.add(day, state, offset);
        if (day > last && last != Double.NEGATIVE_INFINITY) {
            CompensatedSum.add(state, offset + SUM, Math.log(day - last));
        }
    }

    static double geometricMean(double[] s, int o, double now, double unit) {
        double gaps = s[o + Days.COUNT] - 1;
        return gaps < 1 ? Double.NaN : Math.exp(CompensatedSum.of(s, o + SUM) / gaps) / unit;
    }
}
