package io.engagement.measure;

import io.engagement.domain.InteractionKind;
import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import io.engagement.internal.calendar.DayClock;
import io.engagement.internal.calendar.Periods;
import io.engagement.measure.spi.OrderedStatistic;
import io.engagement.measure.spi.Quantity;
import io.engagement.measure.spi.Statistic;
import io.engagement.measure.spi.Weights;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What purchase days brought, less what was refunded of them; or calendar periods with a purchase, of which that which is not
 * over does not count. Below, a day is such a period too. A refund counts to the day of the customer's last purchase,
 * which may be of the same instant; one that comes before any purchase is of a purchase that nobody saw, and is left out.
 *
 * <p>Slots: first purchase, last purchase (milliseconds since 1970), number of purchase days; time of the first refund
 * before the first purchase, those refunds; time of the last refunds after the last purchase, those refunds; the first day;
 * the last day, if it is not the first; of the days between: how many have a value, how many of these brought more than
 * nothing, the sum of what these brought (two slots, compensated), the sum of what others lost (two). Refunds are a sum (two
 * slots) and the sum of the absolute values; a day is that and whether a purchase on it has a value (0 or 1).
 *
 * <p>The last refunds stand apart because at one instant, as where only dates are known, the order is free: a purchase at
 * their instant takes them. Those before the first purchase are there for the part of the history that comes before.
 */
record NetPurchaseDays(
        Filter filter,
        Filter refunds,
        DayClock days,
        @Nullable TimeScale period) implements OrderedStatistic {
    static final int FIRST = 0;
    static final int LAST = 1;
    static final int DAYS = 2;
    static final int HEAD_AT = 3;
    static final int HEAD = 4;
    static final int TAIL_AT = 7;
    static final int TAIL = 8;
    static final int FIRST_AMOUNT = 11;
    static final int LAST_AMOUNT = 15;
    static final int VALUED = 19;
    static final int EARNING = 20;
    static final int EARNED = 21;
    static final int LOST = 23;

    private static final double PURCHASE = 1;
    private static final double REFUND = 2;

    /** Slots of a sum, what rounding lost of it, and the sum of the absolute values. */
    private static final int AMOUNT = 3;

    /** Where in a day's slots it stands whether it has a value. */
    private static final int HAS_VALUE = AMOUNT;

    private static final int DAY = AMOUNT + 1;
    /** Cents are no binary fractions: what is left of a purchase that was refunded in parts is nothing up to here. */
    private static final double ROUNDING = 1e-9;

    private static final double NEVER = Double.NEGATIVE_INFINITY;

    @Override
    public String name() {
        return "net_purchase_days[" + filter + ", less " + refunds + ", " + days + (period == null ? "" : ", " + period)
                + "]";
    }

    @Override
    public int slots() {
        return 25;
    }

    /** The instant before which days count: a period's only when it is over, a day at once. */
    private double present(double nowMillis) {
        return period == null ? Double.POSITIVE_INFINITY : Periods.start(period, days, (long) nowMillis);
    }

    @Override
    public void reset(double[] state, int offset) {
        for (int i = 0; i < slots(); i++) {
            state[offset + i] = 0;
        }
        state[offset + FIRST] = NEVER;
        state[offset + LAST] = NEVER;
        state[offset + HEAD_AT] = NEVER;
        state[offset + TAIL_AT] = NEVER;
    }

    @Override
    public double weight(InteractionKind kind, ToDoubleFunction<Quantity> quantities) {
        if (filter.matches(kind, quantities)) {
            return PURCHASE;
        }
        return refunds.matches(kind, quantities) ? REFUND : 0;
    }

    @Override
    public boolean looksAtCampaigns() {
        return filter.looksAtCampaigns() || refunds.looksAtCampaigns();
    }

    @Override
    public double latest(double[] state, int offset) {
        return seen(state, offset);
    }

    @Override
    public void enter(double at, double weight, ToDoubleFunction<Quantity> quantities, double[] state, int offset) {
        add(at, weight, quantities.applyAsDouble(Quantity.VALUE), state, offset);
    }

    @Override
    public Reader reader(LogView view) {
        Weights weights = Weights.of(this, view);
        return (from, to, state, offset) -> {
            for (int i = from; i < to; i++) {
                double weight = weights.at(i);
                if (weight != 0) {
                    add((double) view.epochMilli(i), weight, view.value(i), state, offset);
                }
            }
        };
    }

    @Override
    public boolean isPossible(double[] s, int o, double latest) {
        double days = s[o + DAYS];
        boolean bought = days == 0
                ? s[o + FIRST] == NEVER && s[o + LAST] == NEVER
                : Slots.isCount(days)
                        && Slots.isSpan(s[o + FIRST], s[o + LAST], latest)
                        && (days == 1 || s[o + FIRST] < s[o + LAST]);
        return bought && areRefundsPossible(s, o, latest) && areDaysPossible(s, o, days);
    }

    private static boolean areRefundsPossible(double[] s, int o, double latest) {
        double head = s[o + HEAD_AT];
        double tail = s[o + TAIL_AT];
        return isAmount(s, o + HEAD)
                && isAmount(s, o + TAIL)
                && (head == NEVER ? isNothing(s, o + HEAD, AMOUNT) : Slots.isTime(head, latest))
                && (tail == NEVER ? isNothing(s, o + TAIL, AMOUNT) : Slots.isTime(tail, latest))
                && (tail == NEVER || (head <= tail && s[o + LAST] < tail))
                && (s[o + DAYS] == 0 ? head == NEVER || tail != NEVER : head <= s[o + FIRST]);
    }

    private static boolean areDaysPossible(double[] s, int o, double days) {
        double valued = s[o + VALUED];
        double earning = s[o + EARNING];
        return isAmount(s, o + FIRST_AMOUNT)
                && isAmount(s, o + LAST_AMOUNT)
                && Slots.isFlag(s[o + FIRST_AMOUNT + HAS_VALUE])
                && Slots.isFlag(s[o + LAST_AMOUNT + HAS_VALUE])
                && (days > 0 || isNothing(s, o + FIRST_AMOUNT, DAY))
                && (days > 1 || isNothing(s, o + LAST_AMOUNT, DAY))
                && Slots.isCount(valued)
                && Slots.isCount(earning)
                && earning <= valued
                && valued <= Math.max(0, days - 2)
                && CompensatedSum.isPossible(s, o + EARNED)
                && CompensatedSum.isPossible(s, o + LOST)
                && (earning > 0 || CompensatedSum.isZero(s, o + EARNED))
                && (earning < valued || CompensatedSum.isZero(s, o + LOST))
                && !(s[o + EARNED] < 0)
                && !(s[o + LOST] > 0);
    }

    private static boolean isAmount(double[] s, int at) {
        return CompensatedSum.isPossible(s, at) && s[at + 2] >= 0 && (s[at + 2] > 0 || CompensatedSum.isZero(s, at));
    }

    private static boolean isNothing(double[] s, int from, int length) {
        for (int i = 0; i < length; i++) {
            if (s[from + i] != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public double least(double[] s, int o) {
        return s[o + DAYS] + (s[o + HEAD_AT] == NEVER ? 0 : 1) + (s[o + TAIL_AT] == NEVER ? 0 : 1);
    }

    private void add(double at, double weight, double value, double[] s, int o) {
        if (weight == PURCHASE) {
            enterPurchase(at, s, o);
            if (!Double.isNaN(value)) {
                addAmount(s, current(s, o), value);
                s[current(s, o) + HAS_VALUE] = 1;
            }
        } else if (!Double.isNaN(value)) {
            addAmount(s, refundsOf(at, s, o), value);
        }
    }

    private void enterPurchase(double at, double[] s, int o) {
        Statistic.requireInOrder(at, seen(s, o));
        boolean refundedThen = s[o + TAIL_AT] == at;
        if (!refundedThen) {
            settle(s, o);
        }
        if (s[o + DAYS] == 0) {
            s[o + FIRST] = at;
            s[o + DAYS] = 1;
        } else if (number(at) > number(s[o + LAST])) {
            close(s, o);
            s[o + DAYS]++;
        }
        s[o + LAST] = at;
        if (refundedThen) {
            moveTail(s, o, current(s, o));
        }
    }

    private double number(double at) {
        return period == null ? days.startOfDay((long) at) : Periods.number(period, days, (long) at);
    }

    /** Where refunds of an instant go. */
    private static int refundsOf(double at, double[] s, int o) {
        Statistic.requireInOrder(at, seen(s, o));
        if (at == s[o + LAST]) {
            return current(s, o);
        }
        if (at != s[o + TAIL_AT]) {
            settle(s, o);
            s[o + TAIL_AT] = at;
        }
        return o + TAIL;
    }

    private static double seen(double[] s, int o) {
        return Math.max(s[o + LAST], s[o + TAIL_AT]);
    }

    /** Where the last day's slots begin. */
    private static int current(double[] s, int o) {
        return o + (s[o + DAYS] > 1 ? LAST_AMOUNT : FIRST_AMOUNT);
    }

    /** The instant of the last refunds is over: they are of the purchase before. */
    private static void settle(double[] s, int o) {
        if (s[o + TAIL_AT] == NEVER) {
            return;
        }
        if (s[o + DAYS] > 0) {
            moveTail(s, o, current(s, o));
        } else {
            s[o + HEAD_AT] = s[o + HEAD_AT] == NEVER ? s[o + TAIL_AT] : s[o + HEAD_AT];
            moveTail(s, o, o + HEAD);
        }
    }

    private static void moveTail(double[] s, int o, int to) {
        mergeAmount(s, to, s, o + TAIL);
        clear(s, o + TAIL, AMOUNT);
        s[o + TAIL_AT] = NEVER;
    }

    /** The last day is over; the first one stays as it is. */
    private static void close(double[] s, int o) {
        if (s[o + DAYS] < 2) {
            return;
        }
        int day = o + LAST_AMOUNT;
        if (s[day + HAS_VALUE] != 0) {
            double value = amount(CompensatedSum.of(s, day), s[day + 2]);
            s[o + VALUED]++;
            if (value > 0) {
                s[o + EARNING]++;
            }
            CompensatedSum.add(s, o + (value > 0 ? EARNED : LOST), value);
        }
        clear(s, day, DAY);
    }

    @Override
    public void merge(double[] state, int offset, double[] other, int otherOffset) {
        if (isEmpty(other, otherOffset)) {
            return;
        }
        if (isEmpty(state, offset)) {
            System.arraycopy(other, otherOffset, state, offset, slots());
            return;
        }
        Statistic.requireInOrder(earliest(other, otherOffset), seen(state, offset));
        mergeHead(state, offset, other, otherOffset);
        if (other[otherOffset + DAYS] > 0) {
            mergeDays(state, offset, other, otherOffset);
        }
        if (other[otherOffset + TAIL_AT] != NEVER) {
            mergeAmount(state, refundsOf(other[otherOffset + TAIL_AT], state, offset), other, otherOffset + TAIL);
        }
    }

    private static boolean isEmpty(double[] s, int o) {
        return s[o + DAYS] == 0 && s[o + TAIL_AT] == NEVER;
    }

    private static double earliest(double[] s, int o) {
        if (s[o + HEAD_AT] != NEVER) {
            return s[o + HEAD_AT];
        }
        return s[o + DAYS] > 0 ? s[o + FIRST] : s[o + TAIL_AT];
    }

    /** The other part's refunds before its first purchase are of this part's last one. */
    private static void mergeHead(double[] s, int o, double[] other, int p) {
        if (other[p + HEAD_AT] == NEVER) {
            return;
        }
        settle(s, o);
        boolean bought = s[o + DAYS] > 0;
        if (!bought) {
            s[o + HEAD_AT] = s[o + HEAD_AT] == NEVER ? other[p + HEAD_AT] : s[o + HEAD_AT];
        }
        mergeAmount(s, bought ? current(s, o) : o + HEAD, other, p + HEAD);
    }

    private void mergeDays(double[] s, int o, double[] other, int p) {
        enterPurchase(other[p + FIRST], s, o);
        mergeAmount(s, current(s, o), other, p + FIRST_AMOUNT);
        s[current(s, o) + HAS_VALUE] = Math.max(s[current(s, o) + HAS_VALUE], other[p + FIRST_AMOUNT + HAS_VALUE]);
        if (other[p + DAYS] > 1) {
            close(s, o);
            s[o + VALUED] += other[p + VALUED];
            s[o + EARNING] += other[p + EARNING];
            CompensatedSum.merge(s, o + EARNED, other, p + EARNED);
            CompensatedSum.merge(s, o + LOST, other, p + LOST);
            System.arraycopy(other, p + LAST_AMOUNT, s, o + LAST_AMOUNT, DAY);
            s[o + DAYS] += other[p + DAYS] - 1;
        }
        s[o + LAST] = other[p + LAST];
    }

    private static void addAmount(double[] s, int at, double value) {
        CompensatedSum.add(s, at, value);
        s[at + 2] += Math.abs(value);
    }

    private static void mergeAmount(double[] s, int at, double[] other, int from) {
        CompensatedSum.merge(s, at, other, from);
        s[at + 2] += other[from + 2];
    }

    private static void clear(double[] s, int from, int length) {
        for (int i = 0; i < length; i++) {
            s[from + i] = 0;
        }
    }

    /** A sum, or 0 if that is what is left of it but for rounding. */
    private static double amount(double sum, double turnover) {
        return Math.abs(sum) > ROUNDING * turnover ? sum : 0;
    }

    /** What the last day has brought so far, or 0 if it has no value, does not count or is the first. */
    private static double last(double[] s, int o, double present) {
        if (!isLastValued(s, o, present)) {
            return 0;
        }
        double sum = CompensatedSum.of(s, o + LAST_AMOUNT) + CompensatedSum.of(s, o + TAIL);
        return amount(sum, s[o + LAST_AMOUNT + 2] + s[o + TAIL + 2]);
    }

    private static boolean isLastValued(double[] s, int o, double present) {
        return s[o + DAYS] > 1 && s[o + LAST_AMOUNT + HAS_VALUE] != 0 && s[o + LAST] < present;
    }

    /** Repeat purchase days with a value, NaN without a purchase. */
    private static double valued(double[] s, int o, double present) {
        return s[o + DAYS] == 0 ? Double.NaN : s[o + VALUED] + (isLastValued(s, o, present) ? 1 : 0);
    }

    /** Repeat purchase days that brought more than nothing, NaN without a purchase. */
    private static double earning(double[] s, int o, double present) {
        return s[o + DAYS] == 0 ? Double.NaN : s[o + EARNING] + (last(s, o, present) > 0 ? 1 : 0);
    }

    /** Mean of repeat purchase days with a value, NaN if there is none. */
    double meanRepeatValue(double[] s, int o, double now, double unit) {
        double present = present(now);
        double sum = CompensatedSum.of(s, o + EARNED) + CompensatedSum.of(s, o + LOST) + last(s, o, present);
        return sum / positive(valued(s, o, present));
    }

    /** Mean of repeat purchase days that brought more than nothing, NaN if there is none. */
    double meanEarning(double[] s, int o, double now, double unit) {
        double present = present(now);
        double earned = CompensatedSum.of(s, o + EARNED) + Math.max(0, last(s, o, present));
        return earned / positive(earning(s, o, present));
    }

    private static double positive(double count) {
        return count > 0 ? count : Double.NaN;
    }

    double valuedFrequency(double[] s, int o, double now, double unit) {
        return valued(s, o, present(now));
    }

    double earningFrequency(double[] s, int o, double now, double unit) {
        return earning(s, o, present(now));
    }
}
