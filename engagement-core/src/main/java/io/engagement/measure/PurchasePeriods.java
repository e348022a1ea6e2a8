package io.engagement.measure;

import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import io.engagement.internal.calendar.DayClock;
import io.engagement.internal.calendar.Periods;
import io.engagement.measure.spi.Quantity;
import io.engagement.measure.spi.Statistic;
import io.engagement.measure.spi.Weights;
import java.util.function.ToDoubleFunction;

/**
 * Calendar periods with a purchase, by their numbers, and what was spent in them. Slots: first, last but one and last period
 * with a purchase, how many there are, sum of values in the first one (two slots, compensated), in those between the first
 * and the last (two), in the last one (two), whether the first has a value (0 or 1), how many between have one, whether the
 * last has one (0 or 1), sum of the logarithms of the gaps between periods up to the last but one (two). Of a single period,
 * the sum and the flag stand as the first's.
 *
 * <p>The last period stands apart because it does not count while it is not over.
 */
record PurchasePeriods(Filter filter, DayClock days, TimeScale period) implements FilteredStatistic {
    static final int FIRST = 0;
    static final int BEFORE = 1;
    static final int LAST = 2;
    static final int COUNT = 3;
    static final int FIRST_SUM = 4;
    static final int BETWEEN_SUM = 6;
    static final int LAST_SUM = 8;
    static final int FIRST_VALUED = 10;
    static final int BETWEEN_VALUED = 11;
    static final int LAST_VALUED = 12;
    static final int LOG_GAPS = 13;

    @Override
    public String name() {
        return "purchase_periods[" + filter + ", " + days + ", " + period + "]";
    }

    @Override
    public int slots() {
        return 15;
    }

    @Override
    public boolean ordered() {
        return true;
    }

    private double number(long epochMilli) {
        return Periods.number(period, days, epochMilli);
    }

    @Override
    public void reset(double[] state, int offset) {
        for (int i = 0; i < slots(); i++) {
            state[offset + i] = 0;
        }
        for (int i = FIRST; i <= LAST; i++) {
            state[offset + i] = Double.NEGATIVE_INFINITY;
        }
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
        // The other part's first period enters as a purchase of its own; then what came after it.
        enterPeriod(other[otherOffset + FIRST], state, offset);
        boolean first = state[offset + COUNT] == 1;
        CompensatedSum.merge(state, offset + (first ? FIRST_SUM : LAST_SUM), other, otherOffset + FIRST_SUM);
        int flag = offset + (first ? FIRST_VALUED : LAST_VALUED);
        state[flag] = Math.max(state[flag], other[otherOffset + FIRST_VALUED]);
        if (other[otherOffset + COUNT] > 1) {
            closeLast(state, offset);
            CompensatedSum.merge(state, offset + BETWEEN_SUM, other, otherOffset + BETWEEN_SUM);
            CompensatedSum.merge(state, offset + LAST_SUM, other, otherOffset + LAST_SUM);
            CompensatedSum.merge(state, offset + LOG_GAPS, other, otherOffset + LOG_GAPS);
            state[offset + BETWEEN_VALUED] += other[otherOffset + BETWEEN_VALUED];
            state[offset + LAST_VALUED] = other[otherOffset + LAST_VALUED];
            state[offset + BEFORE] = other[otherOffset + BEFORE];
            state[offset + LAST] = other[otherOffset + LAST];
            state[offset + COUNT] += other[otherOffset + COUNT] - 1;
        }
    }

    @Override
    public boolean takes(double at, double[] state, int offset) {
        return number((long) at) >= state[offset + LAST];
    }

    @Override
    public void enter(double at, double weight, ToDoubleFunction<Quantity> quantities, double[] state, int offset) {
        add((long) at, quantities.applyAsDouble(Quantity.VALUE), state, offset);
    }

    @Override
    public Reader reader(LogView view) {
        Weights weights = Weights.of(this, view);
        return (from, to, state, offset) -> {
            for (int i = from; i < to; i++) {
                if (weights.at(i) != 0) {
                    add(view.epochMilli(i), view.value(i), state, offset);
                }
            }
        };
    }

    @Override
    public boolean isPossible(double[] s, int o, double latest) {
        return arePeriodsPossible(s, o, latest) && areAmountsPossible(s, o, s[o + COUNT]);
    }

    private boolean arePeriodsPossible(double[] s, int o, double latest) {
        double count = s[o + COUNT];
        if (count == 0) {
            return s[o + FIRST] == Double.NEGATIVE_INFINITY
                    && s[o + BEFORE] == Double.NEGATIVE_INFINITY
                    && s[o + LAST] == Double.NEGATIVE_INFINITY;
        }
        // One more, as the zone's rules may have been others when the periods were numbered.
        double most = number((long) Math.min(latest, Slots.LATEST)) + 1;
        return Slots.isCount(count)
                && Slots.isWhole(s[o + FIRST])
                && s[o + FIRST] >= number((long) -Slots.LATEST)
                && Slots.isWhole(s[o + LAST])
                && s[o + LAST] <= most
                && count <= s[o + LAST] - s[o + FIRST] + 1
                && (count == 1
                        ? s[o + LAST] == s[o + FIRST] && s[o + BEFORE] == Double.NEGATIVE_INFINITY
                        : isBeforePossible(s, o, count));
    }

    private static boolean isBeforePossible(double[] s, int o, double count) {
        return Slots.isWhole(s[o + BEFORE])
                && s[o + BEFORE] < s[o + LAST]
                && (count == 2) == (s[o + BEFORE] == s[o + FIRST])
                && count - 2 <= s[o + BEFORE] - s[o + FIRST];
    }

    private static boolean areAmountsPossible(double[] s, int o, double count) {
        double between = s[o + BETWEEN_VALUED];
        return Slots.isFlag(s[o + FIRST_VALUED])
                && Slots.isFlag(s[o + LAST_VALUED])
                && Slots.isCount(between)
                && s[o + FIRST_VALUED] <= count
                && between <= Math.max(0, count - 2)
                && (count > 1 || s[o + LAST_VALUED] == 0)
                && isSum(s, o + FIRST_SUM, s[o + FIRST_VALUED])
                && isSum(s, o + BETWEEN_SUM, between)
                && isSum(s, o + LAST_SUM, s[o + LAST_VALUED])
                && isSum(s, o + LOG_GAPS, count - 2)
                && s[o + LOG_GAPS] >= 0
                && s[o + LOG_GAPS] < Double.POSITIVE_INFINITY;
    }

    private static boolean isSum(double[] s, int at, double count) {
        return CompensatedSum.isPossible(s, at) && (count > 0 || CompensatedSum.isZero(s, at));
    }

    @Override
    public double least(double[] state, int offset) {
        return state[offset + COUNT];
    }

    private void add(long epochMilli, double value, double[] state, int offset) {
        enterPeriod(number(epochMilli), state, offset);
        if (!Double.isNaN(value)) {
            boolean first = state[offset + COUNT] == 1;
            CompensatedSum.add(state, offset + (first ? FIRST_SUM : LAST_SUM), value);
            state[offset + (first ? FIRST_VALUED : LAST_VALUED)] = 1;
        }
    }

    private void enterPeriod(double number, double[] state, int offset) {
        if (number == state[offset + LAST]) {
            return;
        }
        if (number < state[offset + LAST]) {
            // Starts ascend as numbers do, and the first period has none before it.
            Statistic.requireInOrder(
                    Periods.startOf(period, days, number), Periods.startOf(period, days, state[offset + LAST]));
        }
        if (state[offset + COUNT] == 0) {
            state[offset + FIRST] = number;
        } else {
            closeLast(state, offset);
            state[offset + BEFORE] = state[offset + LAST];
        }
        state[offset + LAST] = number;
        state[offset + COUNT]++;
    }

    /** The last period becomes one between, unless it is the first. */
    private static void closeLast(double[] state, int offset) {
        if (state[offset + COUNT] == 1) {
            return;
        }
        CompensatedSum.add(state, offset + LOG_GAPS, logLastGap(state, offset));
        CompensatedSum.merge(state, offset + BETWEEN_SUM, state, offset + LAST_SUM);
        state[offset + BETWEEN_VALUED] += state[offset + LAST_VALUED];
        state[offset + LAST_SUM] = 0;
        state[offset + LAST_SUM + 1] = 0;
        state[offset + LAST_VALUED] = 0;
    }

    private static double logLastGap(double[] s, int o) {
        return Math.log(s[o + LAST] - s[o + BEFORE]);
    }

    /** How many periods with a purchase are over; the present is the number of the period that is not. */
    private static double over(double[] s, int o, double present) {
        return s[o + COUNT] - (s[o + LAST] < present ? 0 : 1);
    }

    double frequency(double[] s, int o, double now, double unit) {
        double present = number((long) now);
        return s[o + COUNT] == 0 ? Double.NaN : Math.max(0, over(s, o, present) - 1);
    }

    double recency(double[] s, int o, double now, double unit) {
        double present = number((long) now);
        if (s[o + COUNT] == 0) {
            return Double.NaN;
        }
        return over(s, o, present) < 2 ? 0 : s[o + (s[o + LAST] < present ? LAST : BEFORE)] - s[o + FIRST];
    }

    double age(double[] s, int o, double now, double unit) {
        double present = number((long) now);
        return s[o + COUNT] == 0 ? Double.NaN : Math.max(0, present - 1 - s[o + FIRST]);
    }

    double meanRepeatValue(double[] s, int o, double now, double unit) {
        double present = number((long) now);
        boolean last = s[o + COUNT] > 1 && s[o + LAST] < present;
        double valued = s[o + BETWEEN_VALUED] + (last ? s[o + LAST_VALUED] : 0);
        double sum = CompensatedSum.of(s, o + BETWEEN_SUM) + (last ? CompensatedSum.of(s, o + LAST_SUM) : 0);
        return valued == 0 ? Double.NaN : sum / valued;
    }

    /** What the first period has, once it is over. */
    private double valuedFirst(double[] s, int o, double now) {
        return s[o + FIRST] < number((long) now) ? s[o + FIRST_VALUED] : 0;
    }

    private double valuedRepeats(double[] s, int o, double now) {
        boolean last = s[o + COUNT] > 1 && s[o + LAST] < number((long) now);
        return s[o + BETWEEN_VALUED] + (last ? s[o + LAST_VALUED] : 0);
    }

    double valuedPurchases(double[] s, int o, double now, double unit) {
        return s[o + COUNT] == 0 ? Double.NaN : valuedFirst(s, o, now) + valuedRepeats(s, o, now);
    }

    double meanValue(double[] s, int o, double now, double unit) {
        double first = valuedFirst(s, o, now);
        double repeats = valuedRepeats(s, o, now);
        double sum = (first > 0 ? CompensatedSum.of(s, o + FIRST_SUM) : 0)
                + (repeats > 0 ? repeats * meanRepeatValue(s, o, now, unit) : 0);
        return first + repeats == 0 ? Double.NaN : sum / (first + repeats);
    }

    double geometricMeanGap(double[] s, int o, double now, double unit) {
        double present = number((long) now);
        double gaps = over(s, o, present) - 1;
        double logs = CompensatedSum.of(s, o + LOG_GAPS) + (s[o + LAST] < present ? logLastGap(s, o) : 0);
        return gaps >= 1 ? Math.exp(logs / gaps) : Double.NaN;
    }
}
