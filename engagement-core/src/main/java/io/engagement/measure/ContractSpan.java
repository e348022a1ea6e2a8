package io.engagement.measure;

import io.engagement.domain.InteractionKind;
import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import io.engagement.internal.calendar.DayClock;
import io.engagement.measure.spi.OrderedStatistic;
import io.engagement.measure.spi.Quantity;
import io.engagement.measure.spi.Statistic;
import io.engagement.measure.spi.Weights;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.function.ToDoubleFunction;

/**
 * The last contract of a customer: from a sign-up to the first cancellation after it; a sign-up after a cancellation begins
 * another one. What happens at one instant has no order (where only dates are known, that is a whole day): a sign-up and a
 * cancellation together end the contract that ran and begin another one, or, if none ran, begin one and end it at once.
 *
 * <p>What an instant does therefore depends on whether a contract ran before it, which a later part of a history does not
 * know, and on all of the instant, of which parts may hold a share each. Slots (milliseconds since 1970): the first instant
 * and what happened then, if it is not the last; for what came between, the contract there is if none ran before (start and
 * end), and if one ran (start, {@link Contract#NEVER} for the one that ran, and end); the last instant and what happened
 * then.
 */
record ContractSpan(Filter signUps, Filter cancellations, DayClock days, TimeScale period) implements OrderedStatistic {
    private static final int HEAD_AT = 0;
    private static final int HEAD = 1;
    private static final int IF_NONE = 2;
    private static final int IF_RUNNING = 4;
    private static final int LAST_AT = 6;
    private static final int LAST = 7;

    @Override
    public String name() {
        return "contract_by_instant[" + signUps + ", " + cancellations + ", " + days + ", " + period + "]";
    }

    @Override
    public int slots() {
        return 8;
    }

    @Override
    public void reset(double[] state, int offset) {
        state[offset + HEAD_AT] = Contract.NEVER;
        state[offset + HEAD] = 0;
        Contract.NONE.write(state, offset + IF_NONE);
        Contract.SAME.write(state, offset + IF_RUNNING);
        state[offset + LAST_AT] = Contract.NEVER;
        state[offset + LAST] = 0;
    }

    @Override
    public void merge(double[] state, int offset, double[] other, int otherOffset) {
        if (other[otherOffset + LAST_AT] == Contract.NEVER) {
            return;
        }
        if (other[otherOffset + HEAD_AT] != Contract.NEVER) {
            add(other[otherOffset + HEAD_AT], other[otherOffset + HEAD], state, offset);
            settle(state, offset);
            for (int slot : new int[] {IF_NONE, IF_RUNNING}) {
                Contract.at(state, offset + slot)
                        .then(Contract.at(other, otherOffset + IF_NONE), Contract.at(other, otherOffset + IF_RUNNING))
                        .write(state, offset + slot);
            }
            state[offset + LAST_AT] = other[otherOffset + LAST_AT];
            state[offset + LAST] = other[otherOffset + LAST];
        } else {
            add(other[otherOffset + LAST_AT], other[otherOffset + LAST], state, offset);
        }
    }

    @Override
    public double weight(InteractionKind kind, ToDoubleFunction<Quantity> quantities) {
        return signUps.matches(kind, quantities)
                ? Contract.SIGN_UP
                : cancellations.matches(kind, quantities) ? Contract.CANCELLATION : 0;
    }

    @Override
    public boolean looksAtCampaigns() {
        return signUps.looksAtCampaigns() || cancellations.looksAtCampaigns();
    }

    @Override
    public double latest(double[] state, int offset) {
        return state[offset + LAST_AT];
    }

    @Override
    public void enter(double at, double weight, ToDoubleFunction<Quantity> quantities, double[] state, int offset) {
        add(at, weight, state, offset);
    }

    @Override
    public Reader reader(LogView view) {
        Weights weights = Weights.of(this, view);
        return (from, to, state, offset) -> {
            for (int i = from; i < to; i++) {
                double weight = weights.at(i);
                if (weight != 0) {
                    add((double) view.epochMilli(i), weight, state, offset);
                }
            }
        };
    }

    @Override
    public boolean isPossible(double[] s, int o, double latest) {
        double head = s[o + HEAD_AT];
        double last = s[o + LAST_AT];
        if (head == Contract.NEVER) {
            boolean nothing = last == Contract.NEVER && s[o + LAST] == 0;
            return s[o + HEAD] == 0
                    && Contract.arePossible(s, o + IF_NONE, o + IF_RUNNING, last, last)
                    && (nothing || isInstant(last, s[o + LAST], latest));
        }
        return head < last
                && isInstant(head, s[o + HEAD], last)
                && isInstant(last, s[o + LAST], latest)
                && Contract.arePossible(s, o + IF_NONE, o + IF_RUNNING, head, last);
    }

    private static boolean isInstant(double at, double happened, double latest) {
        return Slots.isTime(at, latest)
                && (happened == Contract.SIGN_UP
                        || happened == Contract.CANCELLATION
                        || happened == Contract.SIGN_UP + Contract.CANCELLATION);
    }

    @Override
    public double least(double[] s, int o) {
        // Of what came between, whether anything did.
        int between = Contract.at(s, o + IF_RUNNING).equals(Contract.SAME)
                        && Contract.at(s, o + IF_NONE).isNone()
                ? 0
                : 1;
        return between + Integer.bitCount((int) s[o + HEAD]) + Integer.bitCount((int) s[o + LAST]);
    }

    private static void add(double at, double what, double[] state, int offset) {
        double last = state[offset + LAST_AT];
        Statistic.requireInOrder(at, last);
        if (at > last) {
            settle(state, offset);
            state[offset + LAST_AT] = at;
            state[offset + LAST] = 0;
        }
        state[offset + LAST] = (int) state[offset + LAST] | (int) what;
    }

    /** The last instant is over: nothing more can happen in it. */
    private static void settle(double[] s, int o) {
        if (s[o + LAST_AT] == Contract.NEVER) {
            return;
        }
        if (s[o + HEAD_AT] == Contract.NEVER) {
            s[o + HEAD_AT] = s[o + LAST_AT];
            s[o + HEAD] = s[o + LAST];
            return;
        }
        Contract.at(s, o + IF_NONE).after(s[o + LAST_AT], s[o + LAST]).write(s, o + IF_NONE);
        Contract.at(s, o + IF_RUNNING).after(s[o + LAST_AT], s[o + LAST]).write(s, o + IF_RUNNING);
    }

    /** The last contract, if there is one. */
    private static Contract last(double[] s, int o) {
        return Contract.NONE
                .after(s[o + HEAD_AT], s[o + HEAD])
                .then(Contract.at(s, o + IF_NONE), Contract.at(s, o + IF_RUNNING))
                .after(s[o + LAST_AT], s[o + LAST]);
    }

    /** 1 or 0, NaN without a contract. */
    static double cancelled(double[] s, int o, double now, double unit) {
        Contract last = last(s, o);
        return last.isNone() ? Double.NaN : last.isRunning() ? 0 : 1;
    }

    static double age(double[] s, int o, double now, double unit) {
        return (now - start(s, o)) / unit;
    }

    /** When the last contract began, NaN if none runs. */
    private static double start(double[] s, int o) {
        Contract last = last(s, o);
        return last.isRunning() ? last.start() : Double.NaN;
    }

    /** The number of periods of the contract that are over. */
    double renewals(double[] s, int o, double now, double unit) {
        double start = start(s, o);
        return Double.isNaN(start) ? Double.NaN : over(unit(period), date(start), date(now));
    }

    private LocalDate date(double millis) {
        return LocalDate.ofEpochDay(days.day((long) millis));
    }

    static ChronoUnit unit(TimeScale period) {
        return ChronoUnit.valueOf(period.name());
    }

    /** How many periods are over by a day; one that began on the 31st ends on a shorter month's last day. */
    static int over(ChronoUnit unit, LocalDate start, LocalDate day) {
        int whole = (int) unit.between(start, day);
        return start.plus(whole + 1L, unit).isAfter(day) ? whole : whole + 1;
    }
}
