package io.engagement.measure;

import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import io.engagement.history.LogView;

/**
 * The sum of the logarithms of the times between successive days. Slots: first day, last day (milliseconds since 1970 of
 * their starts), how many days, sum of the logarithms of milliseconds, what rounding lost of it.
 */
record LogGaps(Filter filter, DayClock days) implements Statistic {
    static final int FIRST = 0;
    static final int LAST = 1;
    static final int DAYS = 2;
    static final int SUM = 3;

    @Override
    public String name() {
        return "log_gaps[" + filter + ", " + days + "]";
    }

    @Override
    public int slots() {
        return 5;
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
        add(other[otherOffset + FIRST], state, offset);
        state[offset + DAYS] += other[otherOffset + DAYS] - 1;
        state[offset + LAST] = other[otherOffset + LAST];
        CompensatedSum.merge(state, offset + SUM, other, otherOffset + SUM);
    }

    @Override
    public double weight(InteractionKind kind) {
        return Statistic.passes(filter, kind);
    }

    @Override
    public void enter(double at, double weight, Interaction interaction, double[] state, int offset) {
        add(days.startOfDay((long) at), state, offset);
    }

    @Override
    public Reader reader(LogView view) {
        double[] weights = weights(view);
        return (from, to, state, offset) -> {
            for (int i = from; i < to; i++) {
                if (weights[view.kindIndex(i)] != 0) {
                    add(days.startOfDay(view.epochMilli(i)), state, offset);
                }
            }
        };
    }

    private static void add(double day, double[] state, int offset) {
        double last = state[offset + LAST];
        if (day < last) {
            throw Statistic.outOfOrder(day, last);
        }
        if (day > last) {
            if (state[offset + DAYS] == 0) {
                state[offset + FIRST] = day;
            } else {
                CompensatedSum.add(state, offset + SUM, Math.log(day - last));
            }
            state[offset + LAST] = day;
            state[offset + DAYS]++;
        }
    }
}
