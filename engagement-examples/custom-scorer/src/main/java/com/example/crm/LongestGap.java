package com.example.crm;

import io.engagement.measure.Filter;
import io.engagement.measure.FilteredStatistic;
import io.engagement.measure.Measure;
import io.engagement.measure.spi.OrderedStatistic;
import io.engagement.measure.spi.Quantity;
import io.engagement.measure.spi.Statistic;
import java.util.function.ToDoubleFunction;

/**
 * An own statistic: the longest time between one interaction and the next. Slots: first, last, longest.
 *
 * @param filter what counts
 */
public record LongestGap(Filter filter) implements FilteredStatistic, OrderedStatistic {
    private static final int FIRST = 0;
    private static final int LAST = 1;
    private static final int LONGEST = 2;

    /** The measure, which does not exist before the second interaction. */
    public static Measure of(Filter filter) {
        LongestGap gap = new LongestGap(filter);
        return Measure.of(gap, LongestGap::longest, "longest_gap", "longest time between contacts", Measure.Unit.TIME);
    }

    private static double longest(double[] slots, int offset, double nowMillis, double unitMillis) {
        return slots[offset + LONGEST] > 0 ? slots[offset + LONGEST] / unitMillis : Double.NaN;
    }

    @Override
    public String name() {
        return "longest_gap[" + filter + "]";
    }

    @Override
    public int slots() {
        return 3;
    }

    @Override
    public void reset(double[] slots, int offset) {
        slots[offset + FIRST] = Double.POSITIVE_INFINITY;
        slots[offset + LAST] = Double.NEGATIVE_INFINITY;
        slots[offset + LONGEST] = 0;
    }

    @Override
    public double latest(double[] slots, int offset) {
        return slots[offset + LAST];
    }

    @Override
    public void enter(double at, double weight, ToDoubleFunction<Quantity> quantities, double[] slots, int offset) {
        Statistic.requireInOrder(at, latest(slots, offset));
        if (slots[offset + FIRST] > at) {
            slots[offset + FIRST] = at;
        } else {
            slots[offset + LONGEST] = Math.max(slots[offset + LONGEST], at - slots[offset + LAST]);
        }
        slots[offset + LAST] = at;
    }

    @Override
    public void merge(double[] slots, int offset, double[] other, int otherOffset) {
        if (other[otherOffset + FIRST] <= other[otherOffset + LAST]) {
            enter(other[otherOffset + FIRST], 1, quantity -> Double.NaN, slots, offset);
            slots[offset + LAST] = other[otherOffset + LAST];
            slots[offset + LONGEST] = Math.max(slots[offset + LONGEST], other[otherOffset + LONGEST]);
        }
    }
}
