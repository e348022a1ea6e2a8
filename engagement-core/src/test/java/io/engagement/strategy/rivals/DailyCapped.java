package io.engagement.strategy.rivals;

import io.engagement.domain.InteractionKind;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.spi.Quantity;
import io.engagement.measure.spi.Statistic;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * How many there were in the last days, of each day no more than a cap: a statistic of one's own. Slots: the latest day, then a ring of
 * days up to it, in UTC.
 */
record DailyCapped(Filter filter, int days, int cap) implements Statistic {
    private static final double DAY = 86_400_000;
    private static final double NEVER = Double.NEGATIVE_INFINITY;

    static Measure measure(Filter filter, int days, int cap) {
        DailyCapped capped = new DailyCapped(filter, days, cap);
        return Measure.of(capped, capped::count, "capped_count", "contacts, capped a day", Measure.Unit.COUNT);
    }

    @Override
    public String name() {
        return "daily_capped[" + filter + ", " + days + ", " + cap + "]";
    }

    @Override
    public int slots() {
        return 1 + days;
    }

    @Override
    public boolean ordered() {
        return false;
    }

    @Override
    public void reset(double[] slots, int offset) {
        Arrays.fill(slots, offset, offset + slots(), 0);
        slots[offset] = NEVER;
    }

    @Override
    public double weight(InteractionKind kind, ToDoubleFunction<Quantity> quantities) {
        return filter.matches(kind, quantities) ? 1 : 0;
    }

    @Override
    public void enter(double at, double weight, ToDoubleFunction<Quantity> quantities, double[] slots, int offset) {
        add(Math.floor(at / DAY), 1, slots, offset);
    }

    private void add(double day, double count, double[] slots, int offset) {
        for (double next = Math.max(slots[offset], day - days) + 1; next <= day; next++) {
            slots[place(next, offset)] = 0;
        }
        slots[offset] = Math.max(slots[offset], day);
        if (day > slots[offset] - days) {
            slots[place(day, offset)] += count;
        }
    }

    private int place(double day, int offset) {
        return offset + 1 + Math.floorMod((long) day, days);
    }

    @Override
    public void merge(double[] slots, int offset, double[] other, int otherOffset) {
        double last = other[otherOffset];
        for (double day = last - days + 1; last != NEVER && day <= last; day++) {
            double count = other[place(day, otherOffset)];
            if (count > 0) {
                add(day, count, slots, offset);
            }
        }
    }

    private double count(double[] slots, int offset, double now, double unit) {
        double today = Math.floor(now / DAY);
        double sum = 0;
        for (double day = Math.max(today, slots[offset]) - days + 1; day <= Math.min(today, slots[offset]); day++) {
            sum += Math.min(cap, slots[place(day, offset)]);
        }
        return sum;
    }
}
