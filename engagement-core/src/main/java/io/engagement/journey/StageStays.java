package io.engagement.journey;

import io.engagement.domain.TimeScale;
import io.engagement.fit.Interval;
import io.engagement.survival.KaplanMeier;
import io.engagement.survival.Lifetimes;
import io.engagement.table.Table;
import io.engagement.table.Tabular;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How long customers stay in each stage, and where they go from it. Immutable. */
public final class StageStays implements Tabular {
    private static final int EXACT = 200_000;
    private static final int STEPS = 10_000;

    private final List<String> stages;
    /** By stage; empty where nobody ever was. */
    private final List<Optional<StageStay>> stays;

    private StageStays(List<String> stages, List<Optional<StageStay>> stays) {
        this.stages = stages;
        this.stays = stays;
    }

    static StageStays of(Paths paths) {
        int size = paths.stages().size();
        Times[] times = new Times[size];
        Arrays.setAll(times, stage -> new Times());
        paths.forEach((row, columns, from, to) -> {
            for (int visit = from; visit < to; visit++) {
                int stage = columns.stage(visit);
                if (stage >= 0) {
                    int next = visit + 1 < to ? columns.stage(visit + 1) : Times.LASTS;
                    times[stage].add(
                            (double) Math.max(0, paths.began() - columns.from(visit)),
                            (double) (paths.until(columns, visit, to) - columns.from(visit)),
                            next < 0 && next != Times.LASTS ? size : next);
                }
            }
        });
        List<String> ends = new ArrayList<>(paths.stages());
        ends.add(StageNames.NONE);
        List<Optional<StageStay>> stays = new ArrayList<>();
        for (int stage = 0; stage < size; stage++) {
            stays.add(times[stage].stay(paths.name(stage), ends));
        }
        return new StageStays(paths.stages(), stays);
    }

    /** Milliseconds, and the stage after it. */
    private static final class Times {
        private static final int LASTS = -2;

        private double[] starts = new double[16];
        private double[] stops = new double[16];
        private int[] next = new int[16];
        private int size;

        /** What was over before anything was seen, or has just begun, tells nothing. */
        void add(double start, double stop, int after) {
            if (stop <= start) {
                return;
            }
            if (size == stops.length) {
                starts = Arrays.copyOf(starts, 2 * size);
                stops = Arrays.copyOf(stops, 2 * size);
                next = Arrays.copyOf(next, 2 * size);
            }
            starts[size] = start;
            stops[size] = stop;
            next[size++] = after;
        }

        Optional<StageStay> stay(String stage, List<String> ends) {
            if (size == 0) {
                return Optional.empty();
            }
            double longest = Arrays.stream(stops, 0, size).max().orElse(0);
            double step = size > EXACT ? Math.max(1, Math.floor(longest / STEPS)) : 1;
            double[] from = new double[size];
            double[] until = new double[size];
            boolean[] events = new boolean[size];
            for (int i = 0; i < size; i++) {
                from[i] = TimeScale.DAYS.ofMillis(Math.floor(starts[i] / step) * step);
                until[i] = TimeScale.DAYS.ofMillis(Math.ceil(stops[i] / step) * step);
                events[i] = next[i] != LASTS;
            }
            return Optional.of(new StageStay(
                    stage, Lifetimes.of(TimeScale.DAYS, from, until, events), ends, Arrays.copyOf(next, size)));
        }
    }

    /**
     * How long customers stay in a stage.
     *
     * @param stage its name
     * @return the stays; empty if nobody ever was in it for any time
     * @throws IllegalArgumentException if there is no such stage
     */
    public Optional<StageStay> of(String stage) {
        int index = stages.indexOf(stage);
        if (index < 0) {
            throw new IllegalArgumentException("no stage is named '" + stage + "', there are " + stages);
        }
        return stays.get(index);
    }

    /** A row for each stage in which anybody was for any time: of how many stays, after how many days half have left, and where that may lie. */
    @Override
    public Table table() {
        Table.Builder table = Table.builder()
                .column("stage")
                .column("stays")
                .column("left")
                .column("median_days", "%.1f")
                .column("lower", "%.1f")
                .column("upper", "%.1f")
                .column("there_after_30_days", "%.3f")
                .column("there_after_365_days", "%.3f");
        stays.stream().flatMap(Optional::stream).forEach(stay -> row(table, stay));
        return table.build();
    }

    private static void row(Table.Builder table, StageStay stay) {
        KaplanMeier.QuantileInterval median = stay.medianInterval();
        table.row(
                stay.stage(),
                stay.stays(),
                stay.left(),
                stay.curve().median().orElse(Double.NaN),
                median.lower().orElse(Double.NaN),
                median.upper().orElse(Double.NaN),
                stay.curve().survival(30),
                stay.curve().survival(365));
    }

    /**
     * Where customers have gone from each stage within a time, whatever else they might have done.
     *
     * @param within not negative
     * @return a row for each pair of stages between which anybody went within it, with an interval at the level 0.95
     * @throws IllegalArgumentException if the time is negative
     */
    public Table exits(Duration within) {
        double days = StageStay.days(within);
        Table.Builder table = Table.builder()
                .column("from")
                .column("to")
                .column("share", "%.3f")
                .column("lower", "%.3f")
                .column("upper", "%.3f");
        for (Optional<StageStay> found : stays) {
            found.ifPresent(stay -> {
                for (int end = 0; end < stay.exits().ends().size(); end++) {
                    double share = stay.exits().incidence(end, days);
                    if (share > 0) {
                        Interval interval = stay.exits().interval(end, days);
                        table.row(
                                stay.stage(), stay.exits().ends().get(end), share, interval.lower(), interval.upper());
                    }
                }
            });
        }
        return table.build();
    }

    /** A line for each stage. */
    @Override
    public String toString() {
        return table().toString();
    }
}
