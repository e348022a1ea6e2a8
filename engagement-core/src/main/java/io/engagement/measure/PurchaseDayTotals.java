package io.engagement.measure;

import io.engagement.history.LogView;
import io.engagement.internal.calendar.DayClock;
import io.engagement.measure.spi.OrderedStatistic;
import io.engagement.measure.spi.Quantity;
import io.engagement.measure.spi.Statistic;
import io.engagement.measure.spi.Weights;
import java.util.function.ToDoubleFunction;

/**
 * Purchase days and what was spent on them. Slots: first day, last day (milliseconds since 1970 of their starts), number
 * of days, sum of values on the first day (two slots, compensated), sum of values on all later days (two), whether the
 * first day has a value (0 or 1), how many later days have one, whether the last day has one (0 or 1).
 *
 * <p>The first day's sum stands apart because a part's first day may be a later one of the whole; the last day's flag is
 * there because the next purchase, or the next part, may fall on the same day.
 */
record PurchaseDayTotals(Filter filter, DayClock days) implements FilteredStatistic, OrderedStatistic {
    static final int FIRST = 0;
    static final int LAST = 1;
    static final int DAYS = 2;
    static final int FIRST_SUM = 3;
    static final int REPEAT_SUM = 5;
    static final int FIRST_VALUED = 7;
    static final int REPEAT_VALUED = 8;
    static final int LAST_VALUED = 9;

    @Override
    public String name() {
        return "purchase_days[" + filter + ", " + days + "]";
    }

    @Override
    public int slots() {
        return 10;
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
        // The other part's first day enters as a purchase of its own; then what came after that day.
        enterDay(other[otherOffset + FIRST], state, offset);
        boolean first = state[offset + LAST] == state[offset + FIRST];
        CompensatedSum.merge(state, offset + (first ? FIRST_SUM : REPEAT_SUM), other, otherOffset + FIRST_SUM);
        if (other[otherOffset + FIRST_VALUED] != 0) {
            enterValued(state, offset);
        }
        if (other[otherOffset + DAYS] > 1) {
            CompensatedSum.merge(state, offset + REPEAT_SUM, other, otherOffset + REPEAT_SUM);
            state[offset + DAYS] += other[otherOffset + DAYS] - 1;
            state[offset + LAST] = other[otherOffset + LAST];
            state[offset + REPEAT_VALUED] += other[otherOffset + REPEAT_VALUED];
            state[offset + LAST_VALUED] = other[otherOffset + LAST_VALUED];
        }
    }

    /** As of {@link Days}. */
    @Override
    public double latest(double[] state, int offset) {
        return state[offset + LAST];
    }

    @Override
    public void enter(double at, double weight, ToDoubleFunction<Quantity> quantities, double[] state, int offset) {
        add(Days.day(at, days, state[offset + LAST]), quantities.applyAsDouble(Quantity.VALUE), state, offset);
    }

    @Override
    public Reader reader(LogView view) {
        Weights weights = Weights.of(this, view);
        return (from, to, state, offset) -> {
            for (int i = from; i < to; i++) {
                if (weights.at(i) != 0) {
                    add(days.startOfDay(view.epochMilli(i)), view.value(i), state, offset);
                }
            }
        };
    }

    @Override
    public boolean isPossible(double[] s, int o, double latest) {
        double days = s[o + DAYS];
        double valued = s[o + REPEAT_VALUED];
        return Days.isPossible(s[o + FIRST], s[o + LAST], days, latest)
                && Slots.isFlag(s[o + FIRST_VALUED])
                && Slots.isFlag(s[o + LAST_VALUED])
                && Slots.isCount(valued)
                && CompensatedSum.isPossible(s, o + FIRST_SUM)
                && CompensatedSum.isPossible(s, o + REPEAT_SUM)
                && (s[o + FIRST_VALUED] == 1 || CompensatedSum.isZero(s, o + FIRST_SUM))
                && (valued > 0 || CompensatedSum.isZero(s, o + REPEAT_SUM))
                && (days > 1
                        ? valued >= s[o + LAST_VALUED] && valued <= days - 2 + s[o + LAST_VALUED]
                        : valued == 0 && s[o + LAST_VALUED] == s[o + FIRST_VALUED])
                && s[o + FIRST_VALUED] <= days;
    }

    @Override
    public double least(double[] state, int offset) {
        return state[offset + DAYS];
    }

    private static void add(double day, double value, double[] state, int offset) {
        enterDay(day, state, offset);
        if (!Double.isNaN(value)) {
            CompensatedSum.add(state, offset + (day == state[offset + FIRST] ? FIRST_SUM : REPEAT_SUM), value);
            enterValued(state, offset);
        }
    }

    private static void enterDay(double day, double[] state, int offset) {
        double last = state[offset + LAST];
        Statistic.requireInOrder(day, last);
        if (day > last) {
            if (state[offset + DAYS] == 0) {
                state[offset + FIRST] = day;
            }
            state[offset + LAST] = day;
            state[offset + DAYS]++;
            state[offset + LAST_VALUED] = 0;
        }
    }

    /** The last day has a value; a day has it once. */
    private static void enterValued(double[] state, int offset) {
        if (state[offset + LAST_VALUED] == 0) {
            state[offset + LAST_VALUED] = 1;
            state[offset + (state[offset + DAYS] == 1 ? FIRST_VALUED : REPEAT_VALUED)]++;
        }
    }

    private static boolean isEmpty(double[] s, int o) {
        return s[o + DAYS] == 0;
    }

    static double frequency(double[] s, int o, double now, double unit) {
        return isEmpty(s, o) ? Double.NaN : s[o + DAYS] - 1;
    }

    static double recency(double[] s, int o, double now, double unit) {
        return isEmpty(s, o) ? Double.NaN : (s[o + LAST] - s[o + FIRST]) / unit;
    }

    static double age(double[] s, int o, double now, double unit) {
        return isEmpty(s, o) ? Double.NaN : (now - s[o + FIRST]) / unit;
    }

    static double meanRepeatValue(double[] s, int o, double now, double unit) {
        double valued = s[o + REPEAT_VALUED];
        return valued == 0 ? Double.NaN : CompensatedSum.of(s, o + REPEAT_SUM) / valued;
    }

    static double valuedPurchases(double[] s, int o, double now, double unit) {
        return isEmpty(s, o) ? Double.NaN : s[o + FIRST_VALUED] + s[o + REPEAT_VALUED];
    }

    static double meanValue(double[] s, int o, double now, double unit) {
        double valued = s[o + FIRST_VALUED] + s[o + REPEAT_VALUED];
        double sum = CompensatedSum.of(s, o + FIRST_SUM) + CompensatedSum.of(s, o + REPEAT_SUM);
        return valued == 0 ? Double.NaN : sum / valued;
    }
}
