package io.engagement.journey;

import io.engagement.internal.base.OwnGaps;
import io.engagement.internal.calendar.DayClock;
import io.engagement.measure.spi.Quantity;
import java.io.Serializable;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A rule as the walk runs it: its slots begin at {@code at} behind the customer's own, those of the walk. After each interaction it
 * tells from when until when it holds if nothing more happens; both are infinite if it does not hold.
 */
abstract class StageStep implements Serializable {
    private static final long serialVersionUID = 1L;
    static final double NEVER = Double.POSITIVE_INFINITY;

    final int stage;
    final int at;
    private final double longest;

    StageStep(int stage, int at, double longest) {
        this.stage = stage;
        this.at = at;
        this.longest = longest;
    }

    /** How many slots it has; the first one is since when it holds. */
    abstract int slots();

    void reset(double[] s, int o) {
        s[o + at] = NEVER;
    }

    /** What held just before this instant is settled. */
    void settle(double[] s, int o) {}

    /**
     * Takes an interaction.
     *
     * @param now its time
     * @param mask which filters it passes
     */
    abstract void enter(double now, long mask, ToDoubleFunction<Quantity> quantities, double[] s, int o);

    /** From when it holds; infinite if not. */
    double from(double[] s, int o) {
        return s[o + at];
    }

    /** Until when it holds, that instant not included. */
    double until(double[] s, int o) {
        return s[o + at] + longest;
    }

    boolean isPossible(double[] s, int o, double latest) {
        double since = s[o + at];
        return since == NEVER || since <= latest;
    }

    /** Since the first interaction that passes. */
    static final class First extends StageStep {
        private static final long serialVersionUID = 1L;
        private final long bit;

        First(int stage, int at, double longest, long bit) {
            super(stage, at, longest);
            this.bit = bit;
        }

        @Override
        int slots() {
            return 1;
        }

        @Override
        void enter(double now, long mask, ToDoubleFunction<Quantity> quantities, double[] s, int o) {
            if ((mask & bit) != 0 && s[o + at] == NEVER) {
                s[o + at] = now;
            }
        }
    }

    /**
     * Since a count, of interactions or of days, or a sum is large enough. Slots: since when; since when just before this instant; the
     * amount; the last day that counted; when it last began anew; when an interaction last passed, so that none that may count one day
     * leaves no trace.
     */
    static final class Counted extends StageStep {
        private static final long serialVersionUID = 1L;
        private static final int BEFORE = 1;
        private static final int AMOUNT = 2;
        private static final int LAST_DAY = 3;
        private static final int ANEW = 4;
        private static final int LAST = 5;

        private final StageRule.Kind kind;
        private final @Nullable Quantity quantity;
        private final double least;
        private final long bit;
        private final long until;
        /** Where the walk keeps when the stage began after which this counts; negative if it always does. */
        private final int after;

        private final DayClock clock;

        Counted(int stage, int at, double longest, StageRule rule, long bit, long until, int after, DayClock clock) {
            super(stage, at, longest);
            this.kind = rule.kind();
            this.quantity = kind == StageRule.Kind.SUM ? rule.quantity() : null;
            this.least = rule.least();
            this.bit = bit;
            this.until = until;
            this.after = after;
            this.clock = clock;
        }

        @Override
        int slots() {
            return 6;
        }

        @Override
        void reset(double[] s, int o) {
            s[o + at] = NEVER;
            s[o + at + BEFORE] = NEVER;
            s[o + at + AMOUNT] = 0;
            s[o + at + LAST_DAY] = -NEVER;
            s[o + at + ANEW] = -NEVER;
            s[o + at + LAST] = -NEVER;
        }

        @Override
        void settle(double[] s, int o) {
            s[o + at + BEFORE] = s[o + at];
        }

        @Override
        void enter(double now, long mask, ToDoubleFunction<Quantity> quantities, double[] s, int o) {
            if ((mask & (bit | until)) == 0) {
                return;
            }
            if ((mask & until) != 0) {
                s[o + at + ANEW] = now;
                s[o + at + AMOUNT] = 0;
                s[o + at + LAST_DAY] = -NEVER;
            }
            if ((mask & bit) != 0) {
                s[o + at + LAST] = now;
                if (now > s[o + at + ANEW] && (after < 0 || s[o + after] < now)) {
                    count(now, quantities, s, o);
                }
            }
            boolean holds = s[o + at + AMOUNT] >= least;
            double before = s[o + at + BEFORE];
            s[o + at] = holds ? (before == NEVER ? now : before) : NEVER;
        }

        private void count(double now, ToDoubleFunction<Quantity> quantities, double[] s, int o) {
            if (kind == StageRule.Kind.DAYS) {
                double day = clock.startOfDay((long) now);
                s[o + at + AMOUNT] += day > s[o + at + LAST_DAY] ? 1 : 0;
                s[o + at + LAST_DAY] = day;
            } else if (quantity == null) {
                s[o + at + AMOUNT]++;
            } else {
                double amount = quantities.applyAsDouble(quantity);
                s[o + at + AMOUNT] += Double.isNaN(amount) ? 0 : amount;
            }
        }

        @Override
        boolean isPossible(double[] s, int o, double latest) {
            return super.isPossible(s, o, latest)
                    && !Double.isNaN(s[o + at + AMOUNT])
                    && s[o + at + LAST_DAY] <= latest
                    && s[o + at + ANEW] <= latest
                    && s[o + at + LAST] <= latest;
        }
    }

    /** While silent beyond a quantile of the next gap. Slot: the quantile in milliseconds, as of the last act. */
    static final class Silent extends StageStep {
        private static final long serialVersionUID = 1L;
        private final OwnGaps.Quantile limit;
        private final long act;
        private final int after;

        Silent(int stage, int at, OwnGaps.Quantile limit, long act, int after) {
            super(stage, at, NEVER);
            this.limit = limit;
            this.act = act;
            this.after = after;
        }

        @Override
        int slots() {
            return 1;
        }

        @Override
        void enter(double now, long mask, ToDoubleFunction<Quantity> quantities, double[] s, int o) {
            if ((mask & act) != 0) {
                s[o + at] = limit.millis(s[o + StageWalk.GAPS], s[o + StageWalk.LOGS]);
            }
        }

        @Override
        double from(double[] s, int o) {
            double from = s[o + StageWalk.ACT] + s[o + at];
            if (Double.isNaN(from)) {
                return NEVER;
            }
            return after < 0 ? from : Math.max(from, s[o + after]);
        }

        @Override
        double until(double[] s, int o) {
            return NEVER;
        }

        @Override
        boolean isPossible(double[] s, int o, double latest) {
            return s[o + at] >= 0;
        }
    }

    /** From an act that ended another stage until one on a later day. */
    static final class Back extends StageStep {
        private static final long serialVersionUID = 1L;
        private final int other;
        private final long act;
        private final DayClock clock;

        Back(int stage, int at, double longest, int other, long act, DayClock clock) {
            super(stage, at, longest);
            this.other = other;
            this.act = act;
            this.clock = clock;
        }

        @Override
        int slots() {
            return 1;
        }

        @Override
        void enter(double now, long mask, ToDoubleFunction<Quantity> quantities, double[] s, int o) {
            if ((mask & act) == 0) {
                return;
            }
            double since = s[o + at];
            if (s[o + StageWalk.STAGE] == other) {
                s[o + at] = now;
            } else if (since != NEVER && clock.startOfDay((long) now) > clock.startOfDay((long) since)) {
                s[o + at] = NEVER;
            }
        }
    }
}
