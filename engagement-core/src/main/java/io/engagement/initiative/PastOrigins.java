package io.engagement.initiative;

import com.google.common.base.Suppliers;
import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import io.engagement.internal.math.Scramble;
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
    /** From one horizon ago to seven. */
    private static final int MOST = 13;
    /** Fewer customers make no origin. */
    static final int FEWEST_CUSTOMERS = 20;
    /** More tell hardly more. */
    private static final int MOST_CUSTOMERS = 6000;

    private static final Duration YEAR = Duration.ofDays(365);

    private final LogView view;
    private final ActDefinition definition;
    private final Duration horizon;
    private final List<Measure> measures;
    /** When each row acted first; the end of time for who has not. */
    private final long[] firstActs;
    /** The rows that some origin draws, in the order of the draw. */
    private int[] drawn;

    private final Supplier<Double> baseGap;
    private final Map<Instant, MeasureTable> tables = new HashMap<>();
    private final List<Origin> origins;
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
        baseGap = Suppliers.memoize(
                () -> definition instanceof RetentionDefinition staying ? staying.baseGap(view) : Double.NaN);
        firstActs = firstActs(view, Measure.timeSinceFirst(definition.acts()));
        drawn = IntStream.range(0, firstActs.length)
                .filter(row -> firstActs[row] < Long.MAX_VALUE)
                .boxed()
                .sorted((one, other) -> Integer.compareUnsigned(
                        Scramble.ofId(view.customerId(one)), Scramble.ofId(view.customerId(other))))
                .mapToInt(Integer::intValue)
                .toArray();
        List<Instant> times = IntStream.range(0, MOST)
                .mapToObj(this::origin)
                .filter(this::isPopulated)
                .toList();
        Optional<Instant> yearAgo = Optional.of(view.asOf().minus(YEAR))
                .filter(at -> horizon.compareTo(YEAR) <= 0 && isPopulated(at.minus(horizon)));
        List<Instant> seasonal =
                yearAgo.map(at -> List.of(at, at.minus(horizon))).orElse(List.of());
        measure(Stream.concat(times.stream(), seasonal.stream()).toList(), scale);
        origins = times.stream().map(at -> origin(at)).toList();
        season = yearAgo.map(at -> new Season(origin(at), origin(at.minus(horizon))));
    }

    private static long[] firstActs(LogView view, Measure sinceFirst) {
        MeasureColumn since =
                MeasureTable.of(view, TimeScale.HOURS, List.of(sinceFirst)).column(sinceFirst);
        double now = view.asOf().toEpochMilli();
        return IntStream.range(0, view.customers())
                .mapToLong(row -> Double.isNaN(since.get(row))
                        ? Long.MAX_VALUE
                        : Math.round(now - since.get(row) * TimeScale.HOURS.millis()))
                .toArray();
    }

    private Instant origin(int number) {
        return view.asOf().minus(horizon).minus(horizon.multipliedBy(number).dividedBy(2));
    }

    private boolean isPopulated(Instant at) {
        long milli = at.toEpochMilli();
        return Arrays.stream(firstActs)
                        .filter(first -> first <= milli)
                        .limit(FEWEST_CUSTOMERS)
                        .count()
                == FEWEST_CUSTOMERS;
    }

    /** Who was drawn of those who had acted by then, as places in the draw. */
    private int[] acted(Instant at) {
        long milli = at.toEpochMilli();
        return IntStream.range(0, drawn.length)
                .filter(place -> firstActs[drawn[place]] <= milli)
                .limit(MOST_CUSTOMERS)
                .toArray();
    }

    /** All customers of all origins, at all origins and their ends. */
    private void measure(List<Instant> times, TimeScale scale) {
        drawn = Stream.concat(times.stream(), Stream.of(view.asOf()))
                .flatMapToInt(at -> IntStream.of(acted(at)))
                .distinct()
                .sorted()
                .map(place -> drawn[place])
                .toArray();
        TreeSet<Instant> instants = new TreeSet<>(times);
        times.forEach(at -> instants.add(at.plus(horizon)));
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
    List<MeasureColumn> columns(List<Instant> times, Measure measure) {
        List<Instant> ascending = times.stream().sorted().toList();
        List<MeasureTable> panel =
                MeasurePanel.of(view, table(view.asOf()).timeScale(), List.of(measure), drawn, ascending);
        return times.stream()
                .map(at -> panel.get(ascending.indexOf(at)).column(measure))
                .toList();
    }

    /** How many have acted. */
    long customers() {
        return Arrays.stream(firstActs).filter(first -> first < Long.MAX_VALUE).count();
    }

    /** What an origin weighs against the newest: half as much for every horizon. */
    static double weight(int age) {
        return Math.pow(2, -0.5 * age);
    }

    /** Who was known at the origins without an act of their own, and acted within the horizon or did not; weighted. */
    double[] firstActsAndNone() {
        double[] sums = new double[2];
        for (int age = 0; age < origins.size(); age++) {
            Instant at = origins.get(age).at();
            LogView then = view.asOf(at);
            long silent = then.customers()
                    - Arrays.stream(firstActs)
                            .filter(first -> first <= at.toEpochMilli())
                            .count();
            long began = silent == 0 ? 0 : began(then);
            sums[0] += weight(age) * began;
            sums[1] += weight(age) * (silent - began);
        }
        return sums;
    }

    private long began(LogView then) {
        long from = then.asOf().toEpochMilli();
        long to = then.asOf().plus(horizon).toEpochMilli();
        return IntStream.range(0, firstActs.length)
                .filter(row -> firstActs[row] > from
                        && firstActs[row] <= to
                        && then.row(view.customerId(row)).isPresent())
                .count();
    }
}
