package io.engagement.measure;

import io.engagement.domain.InteractionKind;
import io.engagement.history.LogView;
import io.engagement.measure.Measure.Quantity;
import java.util.function.ToDoubleFunction;

/**
 * What purchase days brought, less what was refunded of them. A refund counts to the customer's last purchase day, which
 * may be its own; one that comes before any purchase is of a purchase that nobody saw, and is left out.
 *
 * <p>Slots: first day, last day (milliseconds since 1970 of their starts), number of days; day of the first refund before
 * the first day, those refunds; day of refunds after the last day, those refunds; the first day; the last day, if it is not
 * the first; of the days between: how many have a value, how many of these brought more than nothing, the sum of what these
 * brought (two slots, compensated), the sum of what others lost (two). Refunds are an {@link #amount}; a day is that and
 * whether a purchase on it has a value (0 or 1).
 *
 * <p>Refunds after the last day stand apart because within a day the order is free: a purchase on their day takes them.
 * Those before the first day are there for the part of the history that comes before.
 */
record NetPurchaseDays(Filter filter, Filter refunds, DayClock days) implements Statistic {
    static final int FIRST = 0;
    static final int LAST = 1;
    static final int DAYS = 2;
    static final int HEAD_DAY = 3;
    static final int HEAD = 4;
    static final int TAIL_DAY = 7;
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
        return "net_purchase_days[" + filter + ", less " + refunds + ", " + days + "]";
    }

    @Override
    public int slots() {
        return 25;
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
        state[offset + FIRST] = NEVER;
        state[offset + LAST] = NEVER;
        state[offset + HEAD_DAY] = NEVER;
        state[offset + TAIL_DAY] = NEVER;
    }

    @Override
    public double weight(InteractionKind kind) {
        if (filter.matches(kind)) {
            return PURCHASE;
        }
        return refunds.matches(kind) ? REFUND : 0;
    }

    @Override
    public void enter(double at, double weight, ToDoubleFunction<Quantity> quantities, double[] state, int offset) {
        add(days.startOfDay((long) at), weight, quantities.applyAsDouble(Quantity.VALUE), state, offset);
    }

    @Override
    public Reader reader(LogView view) {
        double[] weights = weights(view);
        return (from, to, state, offset) -> {
            for (int i = from; i < to; i++) {
                double weight = weights[view.kindIndex(i)];
                if (weight != 0) {
                    add(days.startOfDay(view.epochMilli(i)), weight, view.value(i), state, offset);
                }
            }
        };
    }

    private static void add(double day, double weight, double value, double[] s, int o) {
        if (weight == PURCHASE) {
            enterDay(day, s, o);
            if (!Double.isNaN(value)) {
                addAmount(s, current(s, o), value);
                s[current(s, o) + HAS_VALUE] = 1;
            }
        } else if (!Double.isNaN(value)) {
            addAmount(s, refundsOf(day, s, o), value);
        }
    }

    /** A purchase on a day. */
    private static void enterDay(double day, double[] s, int o) {
        checkOrder(day, s, o);
        boolean refundedThen = s[o + TAIL_DAY] == day;
        if (!refundedThen) {
            settle(s, o);
        }
        if (day > s[o + LAST]) {
            close(s, o);
            if (s[o + DAYS] == 0) {
                s[o + FIRST] = day;
            }
            s[o + LAST] = day;
            s[o + DAYS]++;
        }
        if (refundedThen) {
            moveTail(s, o, current(s, o));
        }
    }

    /** Where refunds of a day go. */
    private static int refundsOf(double day, double[] s, int o) {
        checkOrder(day, s, o);
        if (day == s[o + LAST]) {
            return current(s, o);
        }
        if (day != s[o + TAIL_DAY]) {
            settle(s, o);
            s[o + TAIL_DAY] = day;
        }
        return o + TAIL;
    }

    private static void checkOrder(double day, double[] s, int o) {
        double latest = Math.max(s[o + LAST], s[o + TAIL_DAY]);
        if (day < latest) {
            throw Statistic.outOfOrder(day, latest);
        }
    }

    /** Where the last day's slots begin. */
    private static int current(double[] s, int o) {
        return o + (s[o + DAYS] > 1 ? LAST_AMOUNT : FIRST_AMOUNT);
    }

    /** The day of the refunds after the last purchase day is over: they are of that purchase. */
    private static void settle(double[] s, int o) {
        if (s[o + TAIL_DAY] == NEVER) {
            return;
        }
        if (s[o + DAYS] > 0) {
            moveTail(s, o, current(s, o));
        } else {
            s[o + HEAD_DAY] = s[o + HEAD_DAY] == NEVER ? s[o + TAIL_DAY] : s[o + HEAD_DAY];
            moveTail(s, o, o + HEAD);
        }
    }

    private static void moveTail(double[] s, int o, int to) {
        mergeAmount(s, to, s, o + TAIL);
        clear(s, o + TAIL, AMOUNT);
        s[o + TAIL_DAY] = NEVER;
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
        checkOrder(earliest(other, otherOffset), state, offset);
        mergeHead(state, offset, other, otherOffset);
        if (other[otherOffset + DAYS] > 0) {
            mergeDays(state, offset, other, otherOffset);
        }
        if (other[otherOffset + TAIL_DAY] != NEVER) {
            mergeAmount(state, refundsOf(other[otherOffset + TAIL_DAY], state, offset), other, otherOffset + TAIL);
        }
    }

    private static boolean isEmpty(double[] s, int o) {
        return s[o + DAYS] == 0 && s[o + TAIL_DAY] == NEVER;
    }

    private static double earliest(double[] s, int o) {
        if (s[o + HEAD_DAY] != NEVER) {
            return s[o + HEAD_DAY];
        }
        return s[o + DAYS] > 0 ? s[o + FIRST] : s[o + TAIL_DAY];
    }

    /** The other part's refunds before its first purchase are of this part's last one. */
    private static void mergeHead(double[] s, int o, double[] other, int p) {
        if (other[p + HEAD_DAY] == NEVER) {
            return;
        }
        settle(s, o);
        boolean bought = s[o + DAYS] > 0;
        if (!bought) {
            s[o + HEAD_DAY] = s[o + HEAD_DAY] == NEVER ? other[p + HEAD_DAY] : s[o + HEAD_DAY];
        }
        mergeAmount(s, bought ? current(s, o) : o + HEAD, other, p + HEAD);
    }

    private static void mergeDays(double[] s, int o, double[] other, int p) {
        enterDay(other[p + FIRST], s, o);
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
            s[o + LAST] = other[p + LAST];
        }
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

    /** What the last day brought as things stand, or 0 if it has no value or is the first. */
    private static double last(double[] s, int o) {
        if (!isLastValued(s, o)) {
            return 0;
        }
        double sum = CompensatedSum.of(s, o + LAST_AMOUNT) + CompensatedSum.of(s, o + TAIL);
        return amount(sum, s[o + LAST_AMOUNT + 2] + s[o + TAIL + 2]);
    }

    private static boolean isLastValued(double[] s, int o) {
        return s[o + DAYS] > 1 && s[o + LAST_AMOUNT + HAS_VALUE] != 0;
    }

    /** Repeat purchase days with a value, NaN without a purchase. */
    static double valued(double[] s, int o) {
        return s[o + DAYS] == 0 ? Double.NaN : s[o + VALUED] + (isLastValued(s, o) ? 1 : 0);
    }

    /** Repeat purchase days that brought more than nothing, NaN without a purchase. */
    static double earning(double[] s, int o) {
        return s[o + DAYS] == 0 ? Double.NaN : s[o + EARNING] + (last(s, o) > 0 ? 1 : 0);
    }

    /** Mean of repeat purchase days with a value, NaN if there is none. */
    static double mean(double[] s, int o) {
        double sum = CompensatedSum.of(s, o + EARNED) + CompensatedSum.of(s, o + LOST) + last(s, o);
        return sum / positive(valued(s, o));
    }

    /** Mean of repeat purchase days that brought more than nothing, NaN if there is none. */
    static double meanEarning(double[] s, int o) {
        return (CompensatedSum.of(s, o + EARNED) + Math.max(0, last(s, o))) / positive(earning(s, o));
    }

    private static double positive(double count) {
        return count > 0 ? count : Double.NaN;
    }
}
