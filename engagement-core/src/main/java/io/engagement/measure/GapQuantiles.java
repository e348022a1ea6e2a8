package io.engagement.measure;

import io.engagement.measure.spi.OrderedStatistic;
import io.engagement.measure.spi.Quantity;
import io.engagement.measure.spi.Reading;
import io.engagement.measure.spi.Statistic;
import java.util.function.ToDoubleFunction;

/**
 * Quantiles of the times between one interaction and the next. Slots: first, last (milliseconds since 1970), those of {@link
 * LogBuckets}.
 */
record GapQuantiles(Filter filter) implements FilteredStatistic, OrderedStatistic {
    private static final int FIRST = 0;
    private static final int LAST = 1;
    private static final int GAPS = 2;
    private static final double NEVER = Double.NEGATIVE_INFINITY;

    /** A minute to twenty years. */
    private static final LogBuckets BUCKETS = LogBuckets.positive(6e4, 6.4e11);

    @Override
    public String name() {
        return "gap_quantiles[" + filter + "]";
    }

    @Override
    public int slots() {
        return GAPS + BUCKETS.slots();
    }

    @Override
    public void reset(double[] state, int offset) {
        state[offset + FIRST] = NEVER;
        state[offset + LAST] = NEVER;
        BUCKETS.reset(state, offset + GAPS);
    }

    @Override
    public double latest(double[] state, int offset) {
        return state[offset + LAST];
    }

    @Override
    public void enter(double at, double weight, ToDoubleFunction<Quantity> quantities, double[] state, int offset) {
        double last = state[offset + LAST];
        Statistic.requireInOrder(at, last);
        if (last == NEVER) {
            state[offset + FIRST] = at;
        } else {
            BUCKETS.add(at - last, state, offset + GAPS);
        }
        state[offset + LAST] = at;
    }

    @Override
    public void merge(double[] state, int offset, double[] other, int otherOffset) {
        if (other[otherOffset + LAST] == NEVER) {
            return;
        }
        enter(other[otherOffset + FIRST], 1, none -> Double.NaN, state, offset);
        state[offset + LAST] = other[otherOffset + LAST];
        BUCKETS.merge(state, offset + GAPS, other, otherOffset + GAPS);
    }

    @Override
    public boolean isPossible(double[] state, int offset, double latest) {
        double last = state[offset + LAST];
        boolean times = last == NEVER
                ? state[offset + FIRST] == NEVER && BUCKETS.count(state, offset + GAPS) == 0
                : Slots.isSpan(state[offset + FIRST], last, latest);
        return times && BUCKETS.isPossible(state, offset + GAPS);
    }

    @Override
    public double least(double[] state, int offset) {
        return state[offset + LAST] == NEVER ? 0 : 1 + BUCKETS.count(state, offset + GAPS);
    }

    /** Of gaps that are longer than one, but for the bucket that it is in. */
    static Reading restQuantile(double share, double longerThan) {
        int first = BUCKETS.place(longerThan) + 1;
        return (s, o, now, unit) -> BUCKETS.quantile(share, first, 2, s, o + GAPS) / unit;
    }

    static Reading quantile(double share) {
        return (s, o, now, unit) -> BUCKETS.quantile(share, s, o + GAPS) / unit;
    }
}
