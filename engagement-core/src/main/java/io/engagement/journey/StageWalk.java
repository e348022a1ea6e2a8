package io.engagement.journey;

import io.engagement.domain.InteractionKind;
import io.engagement.internal.calendar.DayClock;
import io.engagement.measure.Filter;
import io.engagement.measure.spi.Quantity;
import io.engagement.measure.spi.Statistic;
import java.io.Serializable;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * One customer's way through the stages, interaction after interaction: the one kernel of {@link Journey} and of measures. All that
 * is known of the customer is in slots, so that it is immutable and thread-safe.
 *
 * <p>Slots: the last instant; the stage just before it and since when, -1 and minus infinity if none; the last act, the start of its
 * day, gaps between days of acts and the sum of the logarithms of these in days; since when each stage held after which others count,
 * infinite if not yet; then those of each step.
 *
 * <p>Between two instants nothing happens but what the steps tell ahead: {@link #advance} walks from one change to the next.
 */
final class StageWalk implements Serializable {
    private static final long serialVersionUID = 1L;

    static final int AT = 0;
    static final int STAGE = 1;
    static final int SINCE = 2;
    static final int ACT = 3;
    static final int DAY = 4;
    static final int GAPS = 5;
    static final int LOGS = 6;
    static final int BEGUN = 7;

    /** Of a mask: whoever is seen at all is known. */
    static final long KNOWN = 1;

    private static final double LONG_AGO = Double.NEGATIVE_INFINITY;
    private static final double MILLIS_OF_DAY = 86_400_000;
    static final int NONE = -1;

    private final String definition;
    private final int stages;
    private final Filter[] filters;
    private final long act;
    /** Whether any step begins with whatever happens first. */
    private final boolean known;

    private final boolean campaigns;
    private final DayClock clock;
    private final StageStep[] steps;
    /** Stages after which others count, in the order of their slots. */
    private final int[] begun;

    private final int slots;

    /** Receives where a customer is from when on; -1 for no stage. */
    @FunctionalInterface
    interface Sink {
        void change(int stage, double from);
    }

    private static final Sink NOBODY = (stage, from) -> {};

    StageWalk(StagePlan plan) {
        definition = plan.definition();
        stages = plan.stages();
        clock = plan.clock();
        filters = plan.filters();
        act = plan.act();
        begun = plan.begun();
        steps = plan.steps();
        slots = plan.slots();
        campaigns = Arrays.stream(filters).anyMatch(Filter::looksAtCampaigns);
        known = plan.isKnown();
    }

    String definition() {
        return definition;
    }

    boolean looksAtCampaigns() {
        return campaigns;
    }

    int slots() {
        return slots;
    }

    void reset(double[] s, int o) {
        s[o + AT] = LONG_AGO;
        s[o + STAGE] = NONE;
        s[o + SINCE] = LONG_AGO;
        s[o + ACT] = LONG_AGO;
        s[o + DAY] = LONG_AGO;
        s[o + GAPS] = 0;
        s[o + LOGS] = 0;
        Arrays.fill(s, o + BEGUN, o + BEGUN + begun.length, StageStep.NEVER);
        for (StageStep step : steps) {
            step.reset(s, o);
        }
    }

    /** Which filters an interaction passes, a bit each; 0 if it takes no part. */
    double weight(InteractionKind kind, ToDoubleFunction<Quantity> quantities) {
        long mask = known ? KNOWN : 0;
        for (int i = 0; i < filters.length; i++) {
            mask |= filters[i].matches(kind, quantities) ? KNOWN << (1 + i) : 0;
        }
        return mask;
    }

    /** Of a customer of whom it is known that they were there before anything happened. */
    void know(double at, double[] s, int o) {
        if (!known) {
            return;
        }
        enter(at, KNOWN, none -> Double.NaN, s, o, NOBODY);
    }

    void enter(double at, double weight, ToDoubleFunction<Quantity> quantities, double[] s, int o) {
        enter(at, (long) weight, quantities, s, o, NOBODY);
    }

    void enter(double at, long mask, ToDoubleFunction<Quantity> quantities, double[] s, int o, Sink sink) {
        Statistic.requireInOrder(at, s[o + AT]);
        if (mask == KNOWN && s[o + AT] != LONG_AGO) {
            return;
        }
        if (at > s[o + AT]) {
            advance(at, s, o, sink);
        }
        if ((mask & act) != 0) {
            act(at, s, o);
        }
        for (StageStep step : steps) {
            step.enter(at, mask, quantities, s, o);
        }
    }

    private void act(double at, double[] s, int o) {
        s[o + ACT] = at;
        double last = s[o + DAY];
        double day = clock.startOfDay((long) at);
        if (day > last) {
            s[o + DAY] = day;
            if (last != LONG_AGO) {
                s[o + GAPS]++;
                s[o + LOGS] += Math.log((day - last) / MILLIS_OF_DAY);
            }
        }
    }

    /** Up to an instant at which something happens next; what was just before it is settled. */
    private void advance(double to, double[] s, int o, Sink sink) {
        if (s[o + AT] != LONG_AGO) {
            begin(to, s, o);
            walk(to, s, o, (stage, from) -> {
                s[o + STAGE] = stage;
                s[o + SINCE] = from;
                sink.change(stage, from);
            });
            for (StageStep step : steps) {
                step.settle(s, o);
            }
        }
        s[o + AT] = to;
    }

    /** All changes from the last instant on that come before another one. */
    private void walk(double to, double[] s, int o, Sink sink) {
        int stage = (int) s[o + STAGE];
        for (double t = s[o + AT]; t < to; ) {
            int now = NONE;
            double next = to;
            for (StageStep step : steps) {
                double from = step.from(s, o);
                if (from > t) {
                    next = Math.min(next, from);
                    continue;
                }
                double until = step.until(s, o);
                if (t < until) {
                    now = step.stage;
                    next = Math.min(next, until);
                }
            }
            if (now != stage) {
                stage = now;
                sink.change(stage, t);
            }
            t = next;
        }
    }

    /** Notes of stages after which others count when they began. */
    private void begin(double to, double[] s, int o) {
        for (int i = 0; i < begun.length; i++) {
            if (s[o + BEGUN + i] == StageStep.NEVER) {
                s[o + BEGUN + i] = begins(begun[i], to, s, o);
            }
        }
    }

    private double begins(int stage, double to, double[] s, int o) {
        double first = StageStep.NEVER;
        for (StageStep step : steps) {
            if (step.stage == stage) {
                double from = Math.max(s[o + AT], step.from(s, o));
                first = from < Math.min(to, step.until(s, o)) ? Math.min(first, from) : first;
            }
        }
        return first;
    }

    /** The rest of the way, until the present itself. */
    void finish(double now, double[] s, int o, Sink sink) {
        if (s[o + AT] != LONG_AGO) {
            walk(Math.floor(now) + 1, ahead(s, o), 0, sink);
        }
    }

    /** With what silences ahead count after, as of the last instant. */
    private double[] ahead(double[] s, int o) {
        double[] copy = Arrays.copyOfRange(s, o, o + slots);
        begin(StageStep.NEVER, copy, 0);
        return copy;
    }

    /** The stage now; NaN if none. */
    double stage(double[] s, int o, double now) {
        double[] last = {s[o + STAGE]};
        finish(now, s, o, (stage, from) -> last[0] = stage);
        return last[0] < 0 ? Double.NaN : last[0];
    }

    /** Since when; NaN if none. */
    double since(double[] s, int o, double now) {
        double[] last = {s[o + STAGE], s[o + SINCE]};
        finish(now, s, o, (stage, from) -> {
            last[0] = stage;
            last[1] = from;
        });
        return last[0] < 0 ? Double.NaN : last[1];
    }

    /** When the first rule of silence of a stage holds if nothing happens; NaN if none ever does. */
    double silentFrom(int stage, double[] s, int o) {
        double[] ahead = ahead(s, o);
        double first = StageStep.NEVER;
        for (StageStep step : steps) {
            if (step.stage == stage && step instanceof StageStep.Silent) {
                first = Math.min(first, step.from(ahead, 0));
            }
        }
        return first == StageStep.NEVER ? Double.NaN : first;
    }

    /** The part of the silence up to there that has passed; NaN if none ever does. */
    double closeness(int stage, double[] s, int o, double now) {
        double from = silentFrom(stage, s, o);
        double act = s[o + ACT];
        return Math.max(0, now - act) / (from - act);
    }

    boolean isPossible(double[] s, int o, double latest) {
        double stage = s[o + STAGE];
        boolean head = s[o + AT] <= latest
                && stage >= NONE
                && stage < stages
                && stage == Math.rint(stage)
                && s[o + SINCE] <= s[o + AT]
                && s[o + ACT] <= s[o + AT]
                && s[o + DAY] <= s[o + ACT]
                && s[o + GAPS] >= 0
                && Math.abs(s[o + LOGS]) <= 1e3 * s[o + GAPS];
        return head && Arrays.stream(steps).allMatch(step -> step.isPossible(s, o, latest));
    }
}
