package com.example.crm;

import io.engagement.domain.InteractionKind;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.spi.Quantity;
import io.engagement.measure.spi.Statistic;
import java.util.function.ToDoubleFunction;

/**
 * An own statistic: the longest time between one interaction and the next. Slots: first, last, longest.
 *
 * @param filter what counts
 */
public record LongestGap(Filter filter) implements Statistic {
    private static final int FIRST = 0;
    private static final int LAST = 1;
    private static final int LONGEST = 2;

    /** The measure, which does not exist before the second interaction. */
    public static Measure of(Filter filter) {
        return Measure.of(
                new LongestGap(filter),
                LongestGap::longest,
                "longest_gap",
                "longest time between contacts",
                Measure.Unit.TIME);
    }

    private static double longest(double[] slots, int offset, double nowMillis, double unitMillis) {
        return slots[offset + FIRST] < slots[offset + LAST] ? slots[offset + LONGEST] / unitMillis : Double.NaN;
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
    public boolean ordered() {
        return true;
    }

    @Override
    public void reset(double[] slots, int offset) {
        slots[offset + FIRST] = Double.NEGATIVE_INFINITY;
        slots[offset + LAST] = Double.NEGATIVE_INFINITY;
        slots[offset + LONGEST] = 0;
    }

    @Override
    public double weight(InteractionKind kind, ToDoubleFunction<Quantity> quantities) {
        return filter.matches(kind, quantities) ? 1 : 0;
    }

    @Override
    public boolean takes(double at, double[] slots, int offset) {
        return at >= slots[offset + LAST];
    }

    @Override
    public void enter(double at, double weight, ToDoubleFunction<Quantity> quantities, double[] slots, int offset) {
        next(at, slots, offset);
    }

    @Override
    public void merge(double[] slots, int offset, double[] other, int otherOffset) {
        if (other[otherOffset + FIRST] > Double.NEGATIVE_INFINITY) {
            next(other[otherOffset + FIRST], slots, offset);
            slots[offset + LAST] = other[otherOffset + LAST];
            slots[offset + LONGEST] = Math.max(slots[offset + LONGEST], other[otherOffset + LONGEST]);
        }
    }

    private static void next(double at, double[] slots, int offset) {
        double last = slots[offset + LAST];
        if (at < last) {
            throw Statistic.outOfOrder(at, last);
        }
        if (last == Double.NEGATIVE_INFINITY) {
            slots[offset + FIRST] = at;
        } else {
            slots[offset + LONGEST] = Math.max(slots[offset + LONGEST], at - last);
        }
        slots[offset + LAST] = at;
    }
}
