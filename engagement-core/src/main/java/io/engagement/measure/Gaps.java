package io.engagement.measure;

import io.engagement.history.LogView;
import io.engagement.measure.spi.OrderedStatistic;
import io.engagement.measure.spi.Quantity;
import io.engagement.measure.spi.Statistic;
import io.engagement.measure.spi.Weights;
import java.util.function.ToDoubleFunction;

/**
 * Mean and spread of the times between one interaction and the next. Slots: how many interactions, first, last
 * (milliseconds since 1970), sum of squared deviations from the mean gap (square milliseconds). The mean needs no slot: gaps
 * add up to the time from first to last, so it is exact however the parts were split. Deviations are updated and merged as
 * in Chan, Golub and LeVeque (1979), Updating formulae and a pairwise algorithm for computing sample variances.
 */
record Gaps(Filter filter) implements FilteredStatistic, OrderedStatistic {
    static final int COUNT = 0;
    static final int FIRST = 1;
    static final int LAST = 2;
    static final int SQUARES = 3;

    @Override
    public String name() {
        return "gaps[" + filter + "]";
    }

    @Override
    public int slots() {
        return 4;
    }

    @Override
    public void reset(double[] state, int offset) {
        state[offset + COUNT] = 0;
        state[offset + FIRST] = Double.NEGATIVE_INFINITY;
        state[offset + LAST] = Double.NEGATIVE_INFINITY;
        state[offset + SQUARES] = 0;
    }

    @Override
    public void merge(double[] state, int offset, double[] other, int otherOffset) {
        if (other[otherOffset + COUNT] == 0) {
            return;
        }
        if (state[offset + COUNT] == 0) {
            System.arraycopy(other, otherOffset, state, offset, slots());
            return;
        }
        add(other[otherOffset + FIRST], state, offset);
        double more = other[otherOffset + COUNT] - 1;
        if (more > 0) {
            double gaps = state[offset + COUNT] - 1;
            double difference = mean(other, otherOffset) - mean(state, offset);
            state[offset + SQUARES] +=
                    other[otherOffset + SQUARES] + difference * difference * (gaps * more / (gaps + more));
            state[offset + COUNT] += more;
            state[offset + LAST] = other[otherOffset + LAST];
        }
    }

    @Override
    public double latest(double[] state, int offset) {
        return state[offset + LAST];
    }

    @Override
    public void enter(double at, double weight, ToDoubleFunction<Quantity> quantities, double[] state, int offset) {
        add(at, state, offset);
    }

    @Override
    public Reader reader(LogView view) {
        Weights weights = Weights.of(this, view);
        return (from, to, state, offset) -> {
            for (int i = from; i < to; i++) {
                if (weights.at(i) != 0) {
                    add((double) view.epochMilli(i), state, offset);
                }
            }
        };
    }

    @Override
    public boolean isPossible(double[] state, int offset, double latest) {
        double count = state[offset + COUNT];
        double squares = state[offset + SQUARES];
        boolean few = count > 2 || squares == 0;
        if (count == 0) {
            return few
                    && state[offset + FIRST] == Double.NEGATIVE_INFINITY
                    && state[offset + LAST] == Double.NEGATIVE_INFINITY;
        }
        return few
                && Slots.isCount(count)
                && Slots.isSpan(state[offset + FIRST], state[offset + LAST], latest)
                && (count > 1 || state[offset + FIRST] == state[offset + LAST])
                && squares >= 0
                && squares < Double.POSITIVE_INFINITY;
    }

    @Override
    public double least(double[] state, int offset) {
        return state[offset + COUNT];
    }

    /** The mean gap in milliseconds, NaN with fewer than two interactions. */
    static double mean(double[] state, int offset) {
        return state[offset + COUNT] < 2
                ? Double.NaN
                : (state[offset + LAST] - state[offset + FIRST]) / (state[offset + COUNT] - 1);
    }

    /** The sample standard deviation of gaps in milliseconds, NaN with fewer than three interactions. */
    static double deviation(double[] state, int offset) {
        return state[offset + COUNT] < 3
                ? Double.NaN
                : Math.sqrt(state[offset + SQUARES] / (state[offset + COUNT] - 2));
    }

    private static void add(double at, double[] state, int offset) {
        double last = state[offset + LAST];
        Statistic.requireInOrder(at, last);
        double before = state[offset + COUNT]++;
        if (before == 0) {
            state[offset + FIRST] = at;
        } else if (before > 1) {
            // Deviation from the mean before times deviation from the mean after, told by the former alone: never
            // negative.
            double deviation = at - last - (last - state[offset + FIRST]) / (before - 1);
            state[offset + SQUARES] += deviation * deviation * ((before - 1) / before);
        }
        state[offset + LAST] = at;
    }

    static double meanGap(double[] s, int o, double now, double unit) {
        return mean(s, o) / unit;
    }

    static double gapDeviation(double[] s, int o, double now, double unit) {
        return deviation(s, o) / unit;
    }
}
