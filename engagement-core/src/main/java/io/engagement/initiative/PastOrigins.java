package io.engagement.initiative;

import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import io.engagement.internal.base.KnownSince;
import io.engagement.internal.index.FirstResult;
import io.engagement.measure.ActDefinition;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureColumn;
import io.engagement.measure.MeasurePanel;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.RetentionDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The past as questions with known answers: at origins half a horizon apart, what had a customer done by then, and did they act
 * within the horizon that followed? At every origin the same customers as far as they had acted by then, drawn by a hash of
 * their ids; nothing that came after an origin is read for it, and none is later than a horizon ago.
 */
final class PastOrigins {
    /** Fewer customers make no origin. */
    static final int FEWEST_CUSTOMERS = 20;

    private final LogView view;
    private final ActDefinition definition;
    private final Duration horizon;
    private final List<Measure> measures;
    /** Whom some origin draws, in the order of the draw. */
    private final List<FitSample.Member> members;
    /** Of them those who had acted, as rows of the view. */
    private int[] drawn;
    /** When each of these acted first. */
    private long[] firstActs;

    private final Supplier<Double> baseGap;
    private final Map<Instant, MeasureTable> tables = new HashMap<>();
    private final List<Origin> origins;
    /** Of the origins; of those that there would be with more customers, where there are none. */
    private final List<Instant> times;

    private final Optional<Season> season;

    /**
     * An origin.
     *
     * @param at when
     * @param table readings of who was drawn and had acted by then, and of others
     * @param rows which rows of the table those are
     * @param happened who of them acted within the horizon
     */
    @SuppressWarnings("ArrayRecordComponent") // within the package, where nobody changes them
    record Origin(Instant at, MeasureTable table, int[] rows, boolean[] happened) {}

    /** The same time a year ago, and a horizon before that. */
    record Season(Origin then, Origin before) {}

    /**
     * Cuts a view's past.
     *
     * @param measures what is read, those of {@link ActReading} first
     */
    PastOrigins(LogView view, ActDefinition definition, TimeScale scale, List<Measure> measures) {
        this.view = view;
        this.definition = definition;
        horizon = definition.horizon();
        this.measures = measures;
        baseGap = new FirstResult<>(
                () -> definition instanceof RetentionDefinition staying ? staying.baseGap(view) : Double.NaN);
        FitSample sample = sample(view, definition);
        members = sample.members();
        take(members.stream()
                .filter(member -> member.firstAct() < Long.MAX_VALUE)
                .toList());
        List<Instant> populated =
                sample.origins().stream().filter(this::isPopulated).toList();
        times = populated.isEmpty() ? sample.origins() : populated;
        Optional<Instant> yearAgo = sample.yearAgo().filter(at -> isPopulated(at.minus(horizon)));
        List<Instant> seasonal =
                yearAgo.map(at -> List.of(at, at.minus(horizon))).orElse(List.of());
        measure(Stream.concat(populated.stream(), seasonal.stream()).toList(), scale);
        origins = populated.stream().map(at -> origin(at)).toList();
        season = yearAgo.map(at -> new Season(origin(at), origin(at.minus(horizon))));
    }

    private static FitSample sample(LogView view, ActDefinition definition) {
        FitSample sample = FitSample.of(definition, view.asOf());
        Measure sinceFirst = sample.inputs().get(1);
        MeasureColumn since =
                MeasureTable.of(view, TimeScale.HOURS, List.of(sinceFirst)).column(sinceFirst);
        double now = view.asOf().toEpochMilli();
        // Who was registered without a time was known at any.
        LogView always = view.asOf(Instant.MIN);
        for (int row = 0; row < view.customers(); row++) {
            sample.add(new FitSample.Member(
                    view.customerId(row),
                    always.customers() > 0 && always.row(view.customerId(row)).isPresent()
                            ? Long.MIN_VALUE
                            : KnownSince.of(view, row),
                    Double.isNaN(since.get(row))
                            ? Long.MAX_VALUE
                            : Math.round(now - since.get(row) * TimeScale.HOURS.millis())));
        }
        return sample;
    }

    private void take(List<FitSample.Member> who) {
        drawn = who.stream()
                .mapToInt(member -> view.row(member.customerId()).orElseThrow())
                .toArray();
        firstActs = who.stream().mapToLong(FitSample.Member::firstAct).toArray();
    }

    private boolean isPopulated(Instant at) {
        return acted(at).length >= FEWEST_CUSTOMERS;
    }

    /** Who was drawn of those who had acted by then, as places in the draw. */
    private int[] acted(Instant at) {
        long milli = at.toEpochMilli();
        int[] places = new int[Math.min(drawn.length, FitSample.MOST_CUSTOMERS)];
        int found = 0;
        for (int place = 0; place < drawn.length && found < places.length; place++) {
            if (firstActs[place] <= milli) {
                places[found++] = place;
            }
        }
        return Arrays.copyOf(places, found);
    }

    /** All customers of all origins, at all origins and their ends. */
    private void measure(List<Instant> past, TimeScale scale) {
        int[] places = Stream.concat(past.stream(), Stream.of(view.asOf()))
                .flatMapToInt(at -> IntStream.of(acted(at)))
                .distinct()
                .sorted()
                .toArray();
        drawn = IntStream.of(places).map(place -> drawn[place]).toArray();
        firstActs = IntStream.of(places).mapToLong(place -> firstActs[place]).toArray();
        TreeSet<Instant> instants = new TreeSet<>(past);
        past.forEach(at -> instants.add(at.plus(horizon)));
        instants.add(view.asOf());
        List<Instant> ascending = List.copyOf(instants);
        List<MeasureTable> panel = MeasurePanel.of(view, scale, measures, drawn, ascending);
        IntStream.range(0, panel.size()).forEach(i -> tables.put(ascending.get(i), panel.get(i)));
    }

    private MeasureTable table(Instant at) {
        return Optional.ofNullable(tables.get(at)).orElseThrow();
    }

    private Origin origin(Instant at) {
        int[] rows = acted(at);
        return new Origin(
                at,
                table(at),
                rows,
                definition instanceof RetentionDefinition staying ? stay(staying, at, rows) : act(at, rows));
    }

    private boolean[] act(Instant at, int... rows) {
        Measure count = measures.get(ActReading.COUNT.place());
        MeasureColumn before = table(at).column(count);
        MeasureColumn after = table(at.plus(horizon)).column(count);
        boolean[] happened = new boolean[rows.length];
        for (int i = 0; i < rows.length; i++) {
            happened[i] = after.get(rows[i]) > before.get(rows[i]);
        }
        return happened;
    }

    /** Everybody's patience is that of the base as it is now. */
    private boolean[] stay(RetentionDefinition staying, Instant at, int... rows) {
        LogView known = view.asOf(at);
        int[] there = IntStream.of(rows)
                .map(row -> known.row(view.customerId(drawn[row])).orElseThrow())
                .toArray();
        return staying.stay(known, view.asOf(at.plus(horizon)), baseGap.get(), there);
    }

    /** The newest first; each is half a horizon older than the one before. */
    List<Origin> origins() {
        return origins;
    }

    Optional<Season> season() {
        return season;
    }

    /** The present: who is drawn today, without an outcome. */
    Origin present() {
        return new Origin(view.asOf(), table(view.asOf()), acted(view.asOf()), new boolean[0]);
    }

    Measure tenure() {
        return measures.get(ActReading.TENURE.place());
    }

    /** Another measure of the same rows at some instants, in their order. */
    List<MeasureColumn> columns(List<Instant> when, Measure measure) {
        List<Instant> ascending = when.stream().sorted().toList();
        List<MeasureTable> panel =
                MeasurePanel.of(view, table(view.asOf()).timeScale(), List.of(measure), drawn, ascending);
        return when.stream()
                .map(at -> panel.get(ascending.indexOf(at)).column(measure))
                .toList();
    }

    /** How many who have acted are read. */
    int customers() {
        return drawn.length;
    }

    /** Who is drawn today, as rows of the view, ascending. */
    int[] rowsOfPresent() {
        return IntStream.of(acted(view.asOf()))
                .map(place -> drawn[place])
                .sorted()
                .toArray();
    }

    /** What an origin weighs against the newest: half as much for every horizon. */
    static double weight(int age) {
        return Math.pow(2, -0.5 * age);
    }

    /** Who was known at the origins without an act of their own, and acted within the horizon or did not; weighted. */
    double[] firstActsAndNone() {
        double[] sums = new double[2];
        for (int age = 0; age < times.size(); age++) {
            long at = times.get(age).toEpochMilli();
            long until = times.get(age).plus(horizon).toEpochMilli();
            List<FitSample.Member> silent = members.stream()
                    .filter(member -> member.knownSince() <= at && member.firstAct() > at)
                    .limit(FitSample.MOST_CUSTOMERS)
                    .toList();
            long began =
                    silent.stream().filter(member -> member.firstAct() <= until).count();
            sums[0] += weight(age) * began;
            sums[1] += weight(age) * (silent.size() - began);
        }
        return sums;
    }
}
