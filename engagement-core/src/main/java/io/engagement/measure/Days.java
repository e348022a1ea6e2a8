package io.engagement.measure;

import io.engagement.history.LogView;
import io.engagement.internal.calendar.DayClock;
import io.engagement.measure.spi.OrderedStatistic;
import io.engagement.measure.spi.Quantity;
import io.engagement.measure.spi.Statistic;
import io.engagement.measure.spi.Weights;
import java.util.function.ToDoubleFunction;

/** Number of distinct days. Slots: first day, last day (milliseconds since 1970 of their starts), how many. */
record Days(Filter filter, DayClock days) implements FilteredStatistic, OrderedStatistic {
    static final int FIRST = 0;
    static final int LAST = 1;
    static final int COUNT = 2;

    /** Milliseconds that a day has at the very least, whatever a zone does to its clock. */
    private static final double SHORTEST = 3_600_000;

    @Override
    public String name() {
        return "days[" + filter + ", " + days + "]";
    }

    @Override
    public int slots() {
        return 3;
    }

    @Override
    public void reset(double[] state, int offset) {
        state[offset + FIRST] = Double.NEGATIVE_INFINITY;
        state[offset + LAST] = Double.NEGATIVE_INFINITY;
        state[offset + COUNT] = 0;
    }

    @Override
    public void merge(double[] state, int offset, double[] other, int otherOffset) {
        if (other[otherOffset + COUNT] == 0) {
            return;
        }
        double first = other[otherOffset + FIRST];
        double last = state[offset + LAST];
        Statistic.requireInOrder(first, last);
        if (state[offset + COUNT] == 0) {
            state[offset + FIRST] = first;
        }
        state[offset + COUNT] += other[otherOffset + COUNT] - (first == last ? 1 : 0);
        state[offset + LAST] = other[otherOffset + LAST];
    }

    /** By the start of the last day: an interaction from then on is on that day or later. */
    @Override
    public double latest(double[] state, int offset) {
        return state[offset + LAST];
    }

    @Override
    public void enter(double at, double weight, ToDoubleFunction<Quantity> quantities, double[] state, int offset) {
        add(day(at, days, state[offset + LAST]), state, offset);
    }

    /** The day of an interaction: the last one, if that began by then but a changed calendar lets the day begin earlier. */
    static double day(double at, DayClock days, double last) {
        double day = days.startOfDay((long) at);
        return day < last && at >= last ? last : day;
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
        return isPossible(state[offset + FIRST], state[offset + LAST], state[offset + COUNT], latest);
    }

    /** Whether that many days fit between a first one and a last one. */
    static boolean isPossible(double first, double last, double count, double latest) {
        if (count == 0) {
            return first == Double.NEGATIVE_INFINITY && last == Double.NEGATIVE_INFINITY;
        }
        return Slots.isCount(count)
                && Slots.isSpan(first, last, latest)
                && (count == 1) == (first == last)
                && (count - 1) * SHORTEST <= last - first;
    }

    @Override
    public double least(double[] state, int offset) {
        return state[offset + COUNT];
    }

    /** Adds a day, no earlier than the last one; nothing if it is the last one. */
    static void add(double day, double[] state, int offset) {
        double last = state[offset + LAST];
        Statistic.requireInOrder(day, last);
        if (day > last) {
            if (state[offset + COUNT] == 0) {
                state[offset + FIRST] = day;
            }
            state[offset + LAST] = day;
            state[offset + COUNT]++;
        }
    }

    static double count(double[] s, int o, double now, double unit) {
        return s[o + COUNT];
    }
}
