package io.engagement.measure;

import io.engagement.measure.spi.Quantity;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** What a quantity added up to lately. Slots: those of {@link Window}, of each step the sum and what rounding lost of it. */
record RecentTotal(Filter filter, Quantity quantity, Window window) implements FilteredStatistic {
    private static final int WIDTH = 2;

    RecentTotal {
        Objects.requireNonNull(filter, "filter");
        Objects.requireNonNull(quantity, "quantity");
    }

    @Override
    public String name() {
        return "recent_total[" + quantity + ", " + filter + ", " + window + "]";
    }

    @Override
    public int slots() {
        return window.slots(WIDTH);
    }

    @Override
    public boolean ordered() {
        return false;
    }

    @Override
    public void reset(double[] state, int offset) {
        window.reset(state, offset, WIDTH);
    }

    @Override
    public void enter(double at, double weight, ToDoubleFunction<Quantity> quantities, double[] state, int offset) {
        double number = quantities.applyAsDouble(quantity);
        int from = Double.isNaN(number) ? -1 : window.enter(at, state, offset, WIDTH);
        if (from >= 0) {
            CompensatedSum.add(state, from, number);
        }
    }

    @Override
    public void merge(double[] state, int offset, double[] other, int otherOffset) {
        window.merge(
                state,
                offset,
                other,
                otherOffset,
                WIDTH,
                (from, otherFrom) -> CompensatedSum.merge(state, from, other, otherFrom));
    }

    @Override
    public boolean isPossible(double[] state, int offset, double latest) {
        boolean sums = window.isPossible(state, offset, latest);
        for (int i = 1; i < slots(); i += WIDTH) {
            sums &= window.isEmpty(state, offset)
                    ? CompensatedSum.isZero(state, offset + i)
                    : CompensatedSum.isPossible(state, offset + i);
        }
        return sums;
    }

    @Override
    public double least(double[] state, int offset) {
        return window.isEmpty(state, offset) ? 0 : 1;
    }

    double sum(double[] s, int o, double now, double unit) {
        double[] sum = {0, 0};
        window.forEach(now, s, o, WIDTH, from -> CompensatedSum.merge(sum, 0, s, from));
        return CompensatedSum.of(sum, 0);
    }

    double sumOfTime(double[] s, int o, double now, double unit) {
        return sum(s, o, now, unit) / unit;
    }
}
