package io.engagement.measure;

import io.engagement.domain.InteractionKind;
import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import io.engagement.measure.Measure.Quantity;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.function.ToDoubleFunction;

/**
 * The last contract of a customer: from a sign-up to the first cancellation after it; a sign-up after a cancellation begins
 * another one. Slots (milliseconds since 1970): the last interaction that took part, the first cancellation before any
 * sign-up, the sign-up, the cancellation, and how many contracts there are (0, 1, or 2 for more).
 *
 * <p>The leading cancellation is there because it may end a contract of an earlier part; the number, because the first
 * sign-up of a later part is none if the contract of the earlier part still runs.
 */
record ContractSpan(Filter signUps, Filter cancellations, DayClock days, TimeScale period) implements Statistic {
    static final int AT = 0;
    static final int LEADING = 1;
    static final int START = 2;
    static final int END = 3;
    static final int CONTRACTS = 4;

    private static final double SIGN_UP = 1;
    private static final double CANCELLATION = 2;

    @Override
    public String name() {
        return "contract[" + signUps + ", " + cancellations + ", " + days + ", " + period + "]";
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
        state[offset + AT] = Double.NEGATIVE_INFINITY;
        state[offset + LEADING] = Double.POSITIVE_INFINITY;
        state[offset + START] = Double.NEGATIVE_INFINITY;
        state[offset + END] = Double.POSITIVE_INFINITY;
        state[offset + CONTRACTS] = 0;
    }

    @Override
    public void merge(double[] state, int offset, double[] other, int otherOffset) {
        if (other[otherOffset + AT] == Double.NEGATIVE_INFINITY) {
            return;
        }
        if (state[offset + AT] == Double.NEGATIVE_INFINITY) {
            System.arraycopy(other, otherOffset, state, offset, slots());
            return;
        }
        double leading = other[otherOffset + LEADING];
        if (leading < Double.POSITIVE_INFINITY) {
            cancel(leading, state, offset);
        }
        double more = other[otherOffset + CONTRACTS];
        if (more == 1 && isRunning(state, offset)) {
            state[offset + END] = other[otherOffset + END];
        } else if (more > 0) {
            state[offset + START] = other[otherOffset + START];
            state[offset + END] = other[otherOffset + END];
            state[offset + CONTRACTS] = Math.min(2, state[offset + CONTRACTS] + more);
        }
        state[offset + AT] = other[otherOffset + AT];
    }

    @Override
    public double weight(InteractionKind kind) {
        return signUps.matches(kind) ? SIGN_UP : cancellations.matches(kind) ? CANCELLATION : 0;
    }

    @Override
    public boolean takes(double at, double[] state, int offset) {
        return at >= state[offset + AT];
    }

    /** Of a sign-up and a cancellation at one instant, the order matters. */
    @Override
    public boolean takesNext(double at, double[] state, int offset) {
        return at > state[offset + AT];
    }

    @Override
    public void enter(double at, double weight, ToDoubleFunction<Quantity> quantities, double[] state, int offset) {
        add(at, weight, state, offset);
    }

    @Override
    public Reader reader(LogView view) {
        double[] weights = weights(view);
        return (from, to, state, offset) -> {
            for (int i = from; i < to; i++) {
                double weight = weights[view.kindIndex(i)];
                if (weight != 0) {
                    add((double) view.epochMilli(i), weight, state, offset);
                }
            }
        };
    }

    @Override
    public boolean isPossible(double[] s, int o, double latest) {
        double at = s[o + AT];
        double contracts = s[o + CONTRACTS];
        if (at == Double.NEGATIVE_INFINITY) {
            return contracts == 0 && isNone(s, o) && s[o + LEADING] == Double.POSITIVE_INFINITY;
        }
        boolean leading = s[o + LEADING] == Double.POSITIVE_INFINITY || Slots.isTime(s[o + LEADING], at);
        if (!Slots.isTime(at, latest) || !leading) {
            return false;
        }
        return contracts == 0
                ? isNone(s, o) && s[o + LEADING] < Double.POSITIVE_INFINITY
                : (contracts == 1 || contracts == 2)
                        && (s[o + END] == Double.POSITIVE_INFINITY
                                ? Slots.isTime(s[o + START], at)
                                : Slots.isSpan(s[o + START], s[o + END], at));
    }

    private static boolean isNone(double[] s, int o) {
        return s[o + START] == Double.NEGATIVE_INFINITY && s[o + END] == Double.POSITIVE_INFINITY;
    }

    @Override
    public double least(double[] state, int offset) {
        return state[offset + AT] == Double.NEGATIVE_INFINITY ? 0 : Math.max(1, state[offset + CONTRACTS]);
    }

    private static void add(double at, double weight, double[] state, int offset) {
        if (at < state[offset + AT]) {
            throw Statistic.outOfOrder(at, state[offset + AT]);
        }
        state[offset + AT] = at;
        if (weight == CANCELLATION) {
            cancel(at, state, offset);
        } else if (!isRunning(state, offset)) {
            state[offset + START] = at;
            state[offset + END] = Double.POSITIVE_INFINITY;
            state[offset + CONTRACTS] = Math.min(2, state[offset + CONTRACTS] + 1);
        }
    }

    /** The first cancellation counts. */
    private static void cancel(double at, double[] state, int offset) {
        int slot = state[offset + CONTRACTS] == 0 ? LEADING : END;
        state[offset + slot] = Math.min(state[offset + slot], at);
    }

    static boolean isRunning(double[] s, int o) {
        return s[o + CONTRACTS] > 0 && s[o + END] == Double.POSITIVE_INFINITY;
    }

    /** 1 or 0, NaN without a contract. */
    static double cancelled(double[] s, int o) {
        return s[o + CONTRACTS] == 0 ? Double.NaN : isRunning(s, o) ? 0 : 1;
    }

    /** For renewals, the number of periods of the contract that are over. */
    @Override
    public double present(Reading reading, double[] state, int offset, double nowMillis) {
        return reading == Reading.CONTRACT_RENEWALS && isRunning(state, offset)
                ? over(days.day((long) state[offset + START]), days.day((long) nowMillis))
                : nowMillis;
    }

    /** One that began on the 31st ends on a shorter month's last day. */
    private int over(long first, long today) {
        ChronoUnit unit = ChronoUnit.valueOf(period.name());
        LocalDate start = LocalDate.ofEpochDay(first);
        LocalDate day = LocalDate.ofEpochDay(today);
        int whole = (int) unit.between(start, day);
        return start.plus(whole + 1L, unit).isAfter(day) ? whole : whole + 1;
    }
}
