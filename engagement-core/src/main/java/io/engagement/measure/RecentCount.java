package io.engagement.measure;

import io.engagement.measure.spi.Quantity;
import java.util.function.ToDoubleFunction;

/** How many there were lately. Slots: those of {@link Window}, of each step how many. */
record RecentCount(Filter filter, Window window) implements FilteredStatistic {
    private static final int WIDTH = 1;

    @Override
    public String name() {
        return "recent_count[" + filter + ", " + window + "]";
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
        int from = window.enter(at, state, offset, WIDTH);
        if (from >= 0) {
            state[from]++;
        }
    }

    @Override
    public void merge(double[] state, int offset, double[] other, int otherOffset) {
        window.merge(state, offset, other, otherOffset, WIDTH, (from, otherFrom) -> state[from] += other[otherFrom]);
    }

    @Override
    public boolean isPossible(double[] state, int offset, double latest) {
        boolean counts = true;
        for (int i = 1; i < slots(); i++) {
            counts &= Slots.isCount(state[offset + i]);
        }
        return counts
                && window.isPossible(state, offset, latest)
                && window.isEmpty(state, offset) == (least(state, offset) == 0);
    }

    @Override
    public double least(double[] state, int offset) {
        double sum = 0;
        for (int i = 1; i < slots(); i++) {
            sum += state[offset + i];
        }
        return sum;
    }

    double count(double[] s, int o, double now, double unit) {
        double[] sum = {0};
        window.forEach(now, s, o, WIDTH, from -> sum[0] += s[from]);
        return sum[0];
    }
}
