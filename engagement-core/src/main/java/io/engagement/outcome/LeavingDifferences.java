package io.engagement.outcome;

import io.engagement.history.LogView;
import io.engagement.internal.base.KnownSince;
import io.engagement.internal.calendar.Millis;
import io.engagement.internal.index.Chunks;
import io.engagement.internal.index.KeyedHash;
import io.engagement.outcome.effect.Effect;
import io.engagement.outcome.observational.Controls;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Whether more customers left than would have: the share that had left at the end of the long window, and not at the contact, less the
 * mean share at up to four dates before, each one such time earlier; contacted customers less controls. The same at the dates before,
 * each against still earlier ones, is the placebo. Errors are those of influence functions, added by customer. Not of silence alone:
 * cancellations and opt-outs count as they do with a hold-out.
 */
final class LeavingDifferences {
    private static final int MOST_DATES = 4;
    /** For two placebo dates. */
    private static final int LEAST_DATES = 3;

    private static final int LEAST_CUSTOMERS = 50;
    private static final int ENOUGH_CONTROLS = 10_000;
    private static final int EACH = 2;
    private static final long SEED = 0x1EA5_1DE5L;
    private static final Chunks CHUNKS = new Chunks(1 << 10);
    private static final double DETECTABLE = 2.8015852181129683;

    private final Effect effect;
    private final Effect placebo;
    private final int dates;
    private final int events;

    private LeavingDifferences(Effect effect, Effect placebo, int dates, int events) {
        this.effect = effect;
        this.placebo = placebo;
        this.dates = dates;
        this.events = events;
    }

    /** Who takes part with a date, and at which dates they had left: bit k of those k times the length earlier. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Group(int[] rows, int treated, byte[] left) {
        double difference(int row, Weights weights) {
            return weights.of(left[row]);
        }

        double mean(boolean ofTreated, Weights weights) {
            return IntStream.range(ofTreated ? 0 : treated, ofTreated ? treated : rows.length)
                    .mapToDouble(i -> weights.of(left[i]))
                    .average()
                    .orElse(Double.NaN);
        }

        double effect(Weights weights) {
            return mean(true, weights) - mean(false, weights);
        }
    }

    /** Of what is known at each date: for the effect, or its placebo. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Weights(double... byDate) {
        double of(byte left) {
            double sum = 0;
            for (int k = 0; k < byDate.length; k++) {
                sum += (left >> k & 1) == 0 ? 0 : byDate[k];
            }
            return sum;
        }

        /** The date itself less the mean of all earlier ones. */
        static Weights effect(int dates) {
            return from(0, dates);
        }

        private static Weights from(int first, int dates) {
            double[] weights = new double[dates + 1];
            weights[first] = 1;
            Arrays.fill(weights, first + 1, dates + 1, -1.0 / (dates - first));
            return new Weights(weights);
        }

        /** The mean of the same at each of the earlier dates. */
        static Weights placebo(int dates) {
            double[] weights = new double[dates + 1];
            for (int first = 1; first < dates; first++) {
                double[] own = from(first, dates).byDate;
                for (int k = 0; k <= dates; k++) {
                    weights[k] += own[k] / (dates - 1);
                }
            }
            return new Weights(weights);
        }
    }

    static LeavingDifferences of(
            WindowWalk.Base base, FirstTouches touches, Cohorts cohorts, Controls controls, long start) {
        int dates = dates(cohorts, start);
        long[] known = new long[touches.customers()];
        Arrays.parallelSetAll(known, row -> known(base.view(), row));
        List<Group> groups = new ArrayList<>();
        cohorts.byDate().forEach((date, cohort) -> {
            long length = cohorts.length(cohort);
            boolean takesPart = cohort.customers() >= LEAST_CUSTOMERS
                    && date + length <= seen(base)
                    && date - dates * length >= start;
            if (dates > 0 && takesPart) {
                groups.add(new Walk(base, touches, cohorts, known, dates, date, length).group(controls));
            }
        });
        groups.removeIf(group -> Math.min(group.treated, group.rows.length - group.treated) < LEAST_CUSTOMERS);
        if (groups.isEmpty()) {
            return new LeavingDifferences(Effect.undefined(), Effect.undefined(), dates, 0);
        }
        int events = groups.stream()
                .mapToInt(group -> (int) IntStream.range(0, group.left.length)
                        .filter(i -> (group.left[i] & 1) != 0)
                        .count())
                .sum();
        return new LeavingDifferences(
                estimate(groups, Weights.effect(dates), touches.customers()),
                dates < LEAST_DATES
                        ? Effect.undefined()
                        : estimate(groups, Weights.placebo(dates), touches.customers()),
                dates,
                events);
    }

    private static long seen(WindowWalk.Base base) {
        return Millis.of(base.view().asOf());
    }

    /** So many as half of the contacted customers have before them. */
    private static int dates(Cohorts cohorts, long start) {
        for (int dates = MOST_DATES; dates > 0; dates--) {
            int most = dates;
            int have = cohorts.byDate().entrySet().stream()
                    .filter(each -> each.getKey() - most * cohorts.length(each.getValue()) >= start)
                    .mapToInt(each -> each.getValue().customers())
                    .sum();
            if (2 * have >= cohorts.customers()) {
                return dates;
            }
        }
        return 0;
    }

    private static Effect estimate(List<Group> groups, Weights weights, int customers) {
        double all = groups.stream().mapToInt(Group::treated).sum();
        double effect = groups.stream()
                .mapToDouble(group -> group.treated / all * group.effect(weights))
                .sum();
        double[] influence = new double[customers];
        for (Group group : groups) {
            double ofTreated = group.mean(true, weights);
            double ofControls = group.mean(false, weights);
            double controls = group.rows.length - group.treated;
            double own = (ofTreated - ofControls - effect) / all;
            for (int i = 0; i < group.rows.length; i++) {
                influence[group.rows[i]] += i < group.treated
                        ? (group.difference(i, weights) - ofTreated) / all + own
                        : -group.treated / all * (group.difference(i, weights) - ofControls) / controls;
            }
        }
        double squares = Arrays.stream(influence).map(each -> each * each).sum();
        return Effect.normal(effect, Math.sqrt(squares));
    }

    /** The customers of one date. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Walk(
            WindowWalk.Base base,
            FirstTouches touches,
            Cohorts cohorts,
            long[] known,
            int dates,
            long date,
            long length) {
        Group group(Controls controls) {
            IntPredicate isKnown = row -> known[row] < date - dates * length;
            int[] treated = Arrays.stream(cohorts.rows())
                    .filter(row -> cohorts.dateOf(row) == date)
                    .filter(isKnown)
                    .toArray();
            IntPredicate isControl = isKnown.and(row -> isControl(controls, touches.at(row)));
            IntPredicate drawn = drawn(isControl, treated.length);
            int[] others = IntStream.range(0, touches.customers())
                    .filter(isControl.and(drawn))
                    .toArray();
            int[] rows = IntStream.concat(Arrays.stream(treated), Arrays.stream(others))
                    .toArray();
            byte[] left = new byte[rows.length];
            CHUNKS.forEach(rows.length, (from, to) -> {
                Departures past = new Departures(base.days(), base.gaps());
                Departures window = new Departures(base.days(), base.gaps());
                for (int i = from; i < to; i++) {
                    left[i] = left(past, window, rows[i], i < treated.length ? touches.at(rows[i]) : date);
                }
            });
            return new Group(rows, treated.length, left);
        }

        private boolean isControl(Controls controls, long at) {
            boolean isNever = at == FirstTouches.NEVER;
            return isNever ? controls != Controls.LATER : controls != Controls.NEVER && at >= date + length;
        }

        /** If controls are many, some of them by a hash of their ids. */
        private IntPredicate drawn(IntPredicate isControl, int treated) {
            long all = IntStream.range(0, touches.customers()).filter(isControl).count();
            double share = Math.max(ENOUGH_CONTROLS, (double) EACH * treated) / Math.max(1, all);
            KeyedHash hash = new KeyedHash(SEED, ~SEED);
            return row -> share >= 1 || (hash.of(base.view().customerId(row)) >>> 11) * 0x1.0p-53 < share;
        }

        /** One walk: each date's window is the past of the next one. */
        private byte left(Departures past, Departures window, int row, long contact) {
            LogView view = base.view();
            long at = contact - dates * length;
            int i = view.start(row);
            past.begin();
            for (; i < view.end(row) && view.epochMilli(i) < at; i++) {
                past.before(base.marks().of(i), view.epochMilli(i));
            }
            int left = 0;
            for (int k = dates; k >= 0; k--, at += length) {
                window.begin(past);
                for (; i < view.end(row) && view.epochMilli(i) < at + length; i++) {
                    int marks = base.marks().of(i);
                    window.after(marks, view.epochMilli(i));
                    past.before(marks, view.epochMilli(i));
                }
                left |= window.departed(at, at + length) ? 1 << k : 0;
            }
            return (byte) left;
        }
    }

    /** Who is never seen, nor said to be known since, always was. */
    private static long known(LogView view, int row) {
        long known = KnownSince.of(view, row);
        return known == KnownSince.UNTOLD ? Long.MIN_VALUE : known;
    }

    /** As a share of contacted customers. */
    Effect effect() {
        return effect;
    }

    /** The mean of the same at earlier dates, where there is nothing to be found. */
    Effect placebo() {
        return placebo;
    }

    boolean hasPast() {
        return effect.isDefined() && dates >= LEAST_DATES;
    }

    boolean isPlaceboQuiet() {
        return !(Math.abs(placebo.z()) > Candidate.Z);
    }

    /** Whether the placebo could have shown what is found, if anything is: not where nobody left before. */
    boolean couldBeSeen() {
        double error = placebo.standardError();
        return !(effect.z() > Candidate.Z) || (error > 0 && DETECTABLE * error <= Math.abs(effect.estimate()));
    }

    /** How many customers had left at the end. */
    int events() {
        return events;
    }
}
