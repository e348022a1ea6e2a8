package io.engagement.measure;

import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import io.engagement.history.LogView;
import io.engagement.measure.Measure.Quantity;
import java.time.ZoneId;

/**
 * Purchase days and what was spent on them. Slots: first day, last day (milliseconds since 1970 of their starts), number
 * of days, sum of values on the first day (two slots, compensated), sum of values on all later days (two), how many
 * purchases of later days have a value.
 */
record PurchaseDayTotals(Filter filter, ZoneId zone) implements Statistic {
    static final int FIRST = 0;
    static final int LAST = 1;
    static final int DAYS = 2;
    static final int FIRST_SUM = 3;
    static final int REPEAT_SUM = 5;
    static final int FIRST_VALUED = 7;
    static final int REPEAT_VALUED = 8;

    @Override
    public int slots() {
        return 9;
    }

    @Override
    public boolean ordered() {
        return true;
    }

    @Override
    public void reset(double[] state, int offset) {
        for (int i = 0; i < slots(); i++) {
            state[offset + i] = 0;
        }
        state[offset + FIRST] = Double.NEGATIVE_INFINITY;
        state[offset + LAST] = Double.NEGATIVE_INFINITY;
    }

    @Override
    public void merge(double[] state, int offset, double[] other, int otherOffset) {
        if (other[otherOffset + DAYS] == 0) {
            return;
        }
        if (state[offset + DAYS] == 0) {
            System.arraycopy(other, otherOffset, state, offset, slots());
            return;
        }
        double day = other[otherOffset + FIRST];
        double last = state[offset + LAST];
        if (day < last) {
            throw Statistic.outOfOrder(day, last);
        }
        boolean first = day == state[offset + FIRST];
        CompensatedSum.merge(state, offset + (first ? FIRST_SUM : REPEAT_SUM), other, otherOffset + FIRST_SUM);
        state[offset + (first ? FIRST_VALUED : REPEAT_VALUED)] += other[otherOffset + FIRST_VALUED];
        CompensatedSum.merge(state, offset + REPEAT_SUM, other, otherOffset + REPEAT_SUM);
        state[offset + REPEAT_VALUED] += other[otherOffset + REPEAT_VALUED];
        state[offset + DAYS] += other[otherOffset + DAYS] - (day == last ? 1 : 0);
        state[offset + LAST] = other[otherOffset + LAST];
    }

    @Override
    public double weight(InteractionKind kind) {
        return Statistic.passes(filter, kind);
    }

    @Override
    public void enter(double at, double weight, Interaction interaction, double[] state, int offset) {
        add(new DayClock(zone).startOfDay((long) at), Quantity.VALUE.of(interaction), state, offset);
    }

    @Override
    public Reader reader(LogView view) {
        double[] weights = weights(view);
        DayClock clock = new DayClock(zone);
        return (from, to, state, offset) -> {
            for (int i = from; i < to; i++) {
                if (weights[view.kindIndex(i)] != 0) {
                    add(clock.startOfDay(view.epochMilli(i)), view.value(i), state, offset);
                }
            }
        };
    }

    private static void add(double day, double value, double[] state, int offset) {
        double last = state[offset + LAST];
        if (day < last) {
            throw Statistic.outOfOrder(day, last);
        }
        if (day > last) {
            if (state[offset + DAYS] == 0) {
                state[offset + FIRST] = day;
            }
            state[offset + LAST] = day;
            state[offset + DAYS]++;
        }
        if (!Double.isNaN(value)) {
            boolean first = day == state[offset + FIRST];
            CompensatedSum.add(state, offset + (first ? FIRST_SUM : REPEAT_SUM), value);
            state[offset + (first ? FIRST_VALUED : REPEAT_VALUED)]++;
        }
    }
}
