package io.engagement.measure;

import io.engagement.domain.InteractionKind;
import io.engagement.measure.spi.Quantity;
import io.engagement.measure.spi.Statistic;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/** When the last ones were. Slots: so many times, the earliest first; {@code -Infinity} where there are fewer. */
record LastTimes(Filter filter, int most) implements Statistic {
    private static final double NEVER = Double.NEGATIVE_INFINITY;

    /** 8 KB a customer. */
    private static final int MOST = 1000;

    LastTimes {
        if (most < 1 || most > MOST) {
            throw new IllegalArgumentException("nth must be from 1 to " + MOST + ", was " + most);
        }
    }

    @Override
    public String name() {
        return "last_times[" + most + ", " + filter + "]";
    }

    @Override
    public int slots() {
        return most;
    }

    @Override
    public boolean ordered() {
        return false;
    }

    @Override
    public void reset(double[] state, int offset) {
        Arrays.fill(state, offset, offset + most, NEVER);
    }

    @Override
    public double weight(InteractionKind kind, ToDoubleFunction<Quantity> quantities) {
        return filter.matches(kind, quantities) ? 1 : 0;
    }

    @Override
    public void enter(double at, double weight, ToDoubleFunction<Quantity> quantities, double[] state, int offset) {
        enter(at, state, offset);
    }

    /** The earliest gives way; as a rule the new one is the latest, and goes to the end at once. */
    private void enter(double at, double[] state, int offset) {
        if (at <= state[offset]) {
            return;
        }
        int place = most - 1;
        while (state[offset + place] > at) {
            place--;
        }
        System.arraycopy(state, offset + 1, state, offset, place);
        state[offset + place] = at;
    }

    @Override
    public void merge(double[] state, int offset, double[] other, int otherOffset) {
        for (int i = 0; i < most; i++) {
            enter(other[otherOffset + i], state, offset);
        }
    }

    @Override
    public boolean isPossible(double[] state, int offset, double latest) {
        double before = NEVER;
        for (int i = 0; i < most; i++) {
            double at = state[offset + i];
            if (!(at >= before && (at == NEVER || Slots.isTime(at, latest)))) {
                return false;
            }
            before = at;
        }
        return true;
    }

    @Override
    public double least(double[] state, int offset) {
        int missing = 0;
        while (missing < most && state[offset + missing] == NEVER) {
            missing++;
        }
        return most - missing;
    }

    /** Time since the earliest that is kept. */
    static double sinceEarliest(double[] s, int o, double now, double unit) {
        return s[o] == NEVER ? Double.NaN : (now - s[o]) / unit;
    }
}
