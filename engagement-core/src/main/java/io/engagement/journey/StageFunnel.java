package io.engagement.journey;

import io.engagement.domain.TimeScale;
import io.engagement.fit.Interval;
import io.engagement.internal.math.Wilson;
import io.engagement.survival.KaplanMeier;
import io.engagement.survival.Lifetimes;
import io.engagement.table.Table;
import io.engagement.table.Tabular;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * How many go on from each stage of a way to a later one. Who has come to a later stage has come to all before it, so that steps may be
 * skipped; who has not gone on and is now in none of these stages, as those at risk or lapsed, is lost so far. Who came lately may still
 * go on: conversion is the share of Kaplan and Meier (1958) within a time for which half of those who came are seen. Immutable.
 */
public final class StageFunnel implements Tabular {
    private static final double NORMAL_975 = 1.959963984540054;
    /** What is reached with the stage before it takes, on a clock that cannot tell. */
    private static final double AT_ONCE = 0.5;

    private final List<Step> steps;

    private StageFunnel(List<Step> steps) {
        this.steps = steps;
    }

    /**
     * A step of the way.
     *
     * @param stage its name
     * @param reached how many came to it or a later one
     * @param wentOn of these, those who came to a later one so far
     * @param lost of these, those who did not, and are now in none of the stages
     * @param conversion the share that goes on within {@code withinDays}; NaN if nobody reached it, and at the last step
     * @param interval where that share may lie at the level 0.95: Wilson's, of as many customers as give Greenwood's error; NaN
     *     where the share is
     * @param withinDays for how long half of those who reached it are seen, or until the last of them is; NaN where the share is
     * @param medianDays days within which half go on; NaN if more than half have not for as long as is known, and at the last step
     */
    public record Step(
            String stage,
            long reached,
            long wentOn,
            long lost,
            double conversion,
            Interval interval,
            double withinDays,
            double medianDays) {
        /**
         * Checks that nothing is missing.
         *
         * @param stage its name
         * @param reached how many came to it or a later one
         * @param wentOn of these, those who came to a later one so far
         * @param lost of these, those who did not, and are now in none of the stages
         * @param conversion the share that goes on within {@code withinDays}
         * @param interval where the share may lie
         * @param withinDays for how long half of those who reached it are seen
         * @param medianDays days within which half go on
         */
        public Step {
            Objects.requireNonNull(stage, "stage");
            Objects.requireNonNull(interval, "interval");
        }
    }

    static StageFunnel of(Paths paths, int... order) {
        int[] place = new int[paths.stages().size()];
        Arrays.fill(place, -1);
        for (int i = 0; i < order.length; i++) {
            place[order[i]] = i;
        }
        Tally[] tallies = new Tally[order.length];
        Arrays.setAll(tallies, i -> new Tally());
        paths.forEach((row, columns, from, to) -> {
            long[] first = firsts(columns, from, to, place, order.length);
            int now = columns.stage(to - 1);
            boolean lost = now < 0 || place[now] < 0;
            for (int i = 0; i < order.length && first[i] != Long.MAX_VALUE; i++) {
                boolean last = i + 1 == order.length;
                tallies[i].add(first[i], last ? Long.MAX_VALUE : first[i + 1], paths.now(), lost);
            }
        });
        Step[] steps = new Step[order.length];
        Arrays.setAll(steps, i -> tallies[i].step(paths.name(order[i]), i + 1 == order.length));
        return new StageFunnel(List.of(steps));
    }

    /** When a customer first came to each step or a later one. */
    private static long[] firsts(PathColumns columns, int from, int to, int[] place, int steps) {
        long[] first = new long[steps];
        Arrays.fill(first, Long.MAX_VALUE);
        for (int visit = from; visit < to; visit++) {
            int stage = columns.stage(visit);
            for (int i = stage < 0 ? -1 : place[stage]; i >= 0 && first[i] == Long.MAX_VALUE; i--) {
                first[i] = columns.from(visit);
            }
        }
        return first;
    }

    private static final class Tally {
        private final Lifetimes.Builder days = Lifetimes.builder(TimeScale.DAYS);
        private final DoubleStream.Builder seen = DoubleStream.builder();
        private long reached;
        private long wentOn;
        private long lost;

        void add(long at, long next, long now, boolean isLost) {
            boolean goes = next != Long.MAX_VALUE;
            days.add(days(at, goes ? next : now), goes);
            seen.add(days(at, now));
            reached++;
            wentOn += goes ? 1 : 0;
            lost += !goes && isLost ? 1 : 0;
        }

        private static double days(long from, long to) {
            return TimeScale.DAYS.ofMillis(Math.max(AT_ONCE, (double) (to - from)));
        }

        Step step(String stage, boolean last) {
            if (last || reached == 0) {
                Interval none = new Interval(Double.NaN, Double.NaN);
                return new Step(stage, reached, 0, lost, Double.NaN, none, Double.NaN, Double.NaN);
            }
            Lifetimes lifetimes = days.build();
            KaplanMeier staying = KaplanMeier.of(lifetimes);
            double within = Math.min(half(), staying.lastTime());
            double stay = staying.survival(within);
            Wilson wilson = Wilson.ofShare(1 - stay, trials(lifetimes, staying, within), NORMAL_975);
            return new Step(
                    stage,
                    reached,
                    wentOn,
                    lost,
                    1 - stay,
                    new Interval(wilson.lower(), wilson.upper()),
                    within,
                    staying.median().orElse(Double.NaN));
        }

        /** For how long half are seen. */
        private double half() {
            double[] ascending = seen.build().sorted().toArray();
            return ascending[ascending.length / 2];
        }

        /** Of how many customers who are all seen to the end the share would have this error. */
        private static double trials(Lifetimes lifetimes, KaplanMeier staying, double within) {
            double stay = staying.survival(within);
            double error = staying.standardError(within);
            return error > 0
                    ? stay * (1 - stay) / (error * error)
                    : IntStream.range(0, lifetimes.size())
                            .filter(i -> lifetimes.isEvent(i) || lifetimes.stop(i) >= within)
                            .count();
        }
    }

    /**
     * The steps.
     *
     * @return in the order of the way; nobody goes on from the last one
     */
    public List<Step> steps() {
        return steps;
    }

    /** A row for each step. */
    @Override
    public Table table() {
        Table.Builder table = Table.builder()
                .column("stage")
                .column("reached")
                .column("went_on")
                .column("conversion", "%.3f")
                .column("lower", "%.3f")
                .column("upper", "%.3f")
                .column("within_days", "%.1f")
                .column("lost_so_far")
                .column("median_days_to_go_on", "%.1f");
        steps.forEach(each -> table.row(
                each.stage(),
                each.reached(),
                each.wentOn(),
                each.conversion(),
                each.interval().lower(),
                each.interval().upper(),
                each.withinDays(),
                each.lost(),
                each.medianDays()));
        return table.build();
    }

    /** A line for each step. */
    @Override
    public String toString() {
        return table().toString();
    }
}
