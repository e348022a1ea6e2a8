package io.engagement.measure;

import io.engagement.measure.spi.Quantity;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** How many are in some hours of the week. Slots: how many there are, how many of them in these hours. */
@SuppressWarnings("serial") // the set of WeekTimes is an unmodifiable TreeSet, which is serialisable
record TimesOfWeek(Filter filter, Set<DayOfWeek> days, int from, int to, ZoneId zone) implements FilteredStatistic {
    private static final int COUNT = 0;
    private static final int INSIDE = 1;

    static TimesOfWeek of(Filter filter, WeekTimes times) {
        return new TimesOfWeek(filter, times.days(), times.from(), times.to(), times.zone());
    }

    @Override
    public String name() {
        return "times_of_week[" + filter + ", " + new WeekTimes(days, from, to, zone) + "]";
    }

    @Override
    public int slots() {
        return 2;
    }

    @Override
    public boolean ordered() {
        return false;
    }

    @Override
    public void reset(double[] state, int offset) {
        state[offset + COUNT] = 0;
        state[offset + INSIDE] = 0;
    }

    @Override
    public void enter(double at, double weight, ToDoubleFunction<Quantity> quantities, double[] state, int offset) {
        state[offset + COUNT]++;
        if (isInside((long) at)) {
            state[offset + INSIDE]++;
        }
    }

    private boolean isInside(long epochMilli) {
        return WeekTimes.contains(days, from, to, LocalDateTime.ofInstant(Instant.ofEpochMilli(epochMilli), zone));
    }

    @Override
    public void merge(double[] state, int offset, double[] other, int otherOffset) {
        state[offset + COUNT] += other[otherOffset + COUNT];
        state[offset + INSIDE] += other[otherOffset + INSIDE];
    }

    @Override
    public boolean isPossible(double[] state, int offset, double latest) {
        return Slots.isCount(state[offset + COUNT])
                && Slots.isCount(state[offset + INSIDE])
                && state[offset + INSIDE] <= state[offset + COUNT];
    }

    @Override
    public double least(double[] state, int offset) {
        return state[offset + COUNT];
    }

    static double share(double[] s, int o, double now, double unit) {
        return s[o + COUNT] == 0 ? Double.NaN : s[o + INSIDE] / s[o + COUNT];
    }
}
