package io.engagement.survival;

import io.engagement.domain.InitiatorCounts;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Provenance;
import io.engagement.history.LogView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Lifetimes, some of which have not ended: each row was under observation in (start, stop] and ended at stop by the event,
 * or was still alive then (censored).
 *
 * <p>A customer whose covariates change has a row for each stretch: (0, 3], (3, 8] and so on. A start above 0 of the first
 * row says that the customer was seen only from then on (left truncation). Where an event and a censoring fall on the same
 * time, the censored row was at risk of that event. Times are equal only if they are the same number. Immutable.
 */
public final class Lifetimes {
    private static final int[] NONE = {};

    private final TimeScale timeScale;
    private final double[] start;
    private final double[] stop;
    private final boolean[] event;
    private final double[] weight;
    private final int[] stratum;
    /** Of length 0 if each row is a cluster of its own. */
    private final int[] cluster;

    private final List<String> covariates;
    private final double[][] columns;
    private final Optional<Source> source;

    /** When a log was looked at, and of how many of its interactions the initiator was known. */
    private record Source(Instant asOf, InitiatorCounts interactions) {}

    private Lifetimes(
            TimeScale timeScale,
            double[] start,
            double[] stop,
            boolean[] event,
            double[] weight,
            int[] stratum,
            int[] cluster,
            List<String> covariates,
            double[][] columns,
            Optional<Source> source) {
        this.timeScale = Objects.requireNonNull(timeScale, "timeScale");
        this.start = start;
        this.stop = stop;
        this.event = event;
        this.weight = weight;
        this.stratum = stratum;
        this.cluster = cluster;
        this.covariates = List.copyOf(covariates);
        this.columns = columns;
        this.source = source;
    }

    /**
     * Lifetimes that were observed from their beginning.
     *
     * @param timeScale unit of the times
     * @param time of the event, or until when nothing happened; finite, not negative, above 0 where there was an event
     * @param event whether the lifetime ended then
     * @return lifetimes of weight 1, in one stratum, without covariates; the arrays are copied
     * @throws IllegalArgumentException if a time is out of its range, with the row, or the columns differ in length
     */
    public static Lifetimes of(TimeScale timeScale, double[] time, boolean[] event) {
        return of(timeScale, new double[time.length], time, event);
    }

    /**
     * Rows that were observed in (start, stop].
     *
     * @param timeScale unit of the times
     * @param start after when the row was observed; finite, not negative
     * @param stop until when; finite, not before the start, and after it where there was an event
     * @param event whether the lifetime ended at stop
     * @return lifetimes of weight 1, in one stratum, without covariates; the arrays are copied
     * @throws IllegalArgumentException if a time is out of its range, with the row, or the columns differ in length
     */
    public static Lifetimes of(TimeScale timeScale, double[] start, double[] stop, boolean[] event) {
        if (start.length != stop.length || event.length != stop.length) {
            throw new IllegalArgumentException("start, stop and event must have the same length, had " + start.length
                    + ", " + stop.length + " and " + event.length);
        }
        for (int row = 0; row < stop.length; row++) {
            check(row, start[row], stop[row], event[row]);
        }
        double[] ones = new double[stop.length];
        Arrays.fill(ones, 1);
        return new Lifetimes(
                timeScale,
                start.clone(),
                stop.clone(),
                event.clone(),
                ones,
                new int[stop.length],
                NONE,
                List.of(),
                new double[0][],
                Optional.empty());
    }

    private static void check(int row, double start, double stop, boolean event) {
        if (!(start >= 0 && start < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("row " + row + ": start must be finite and not negative, was " + start);
        }
        if (!(stop >= start && stop < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "row " + row + ": stop must be finite and not before the start " + start + ", was " + stop);
        }
        if (event && stop == start) {
            throw new IllegalArgumentException("row " + row + ": an event must come after the start, was at " + stop
                    + " in a row that starts then: nobody was at risk; give the lifetime the length that it has");
        }
    }

    /**
     * Lifetimes row by row.
     *
     * @param timeScale unit of the times
     * @param covariates names of the covariates, each one word; may be none
     * @return an empty builder
     * @throws IllegalArgumentException if a name is no word or there twice
     */
    public static Builder builder(TimeScale timeScale, String... covariates) {
        return new Builder(timeScale, covariates);
    }

    /**
     * These lifetimes with weights.
     *
     * @param weights for how many equal rows each row stands; positive, finite
     * @return the changed copy
     * @throws IllegalArgumentException if there are not as many weights as rows or one is out of its range
     */
    public Lifetimes withWeights(double... weights) {
        checkLength("weights", weights.length);
        for (int row = 0; row < weights.length; row++) {
            if (!(weights[row] > 0 && weights[row] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "row " + row + ": weight must be positive and finite, was " + weights[row]);
            }
        }
        return new Lifetimes(
                timeScale, start, stop, event, weights.clone(), stratum, cluster, covariates, columns, source);
    }

    /**
     * These lifetimes in strata: groups whose baseline hazards differ in any way. {@link CoxModel} keeps them apart; all
     * else looks at all rows together, or at {@linkplain #inStratum one stratum}.
     *
     * @param strata number of each row's stratum
     * @return the changed copy
     * @throws IllegalArgumentException if there are not as many numbers as rows
     */
    public Lifetimes withStrata(int... strata) {
        checkLength("strata", strata.length);
        return new Lifetimes(
                timeScale, start, stop, event, weight, strata.clone(), cluster, covariates, columns, source);
    }

    /**
     * These lifetimes in clusters: rows that belong together, such as all rows of a customer, which robust standard errors
     * do not take for independent.
     *
     * @param clusters number of each row's cluster
     * @return the changed copy
     * @throws IllegalArgumentException if there are not as many numbers as rows
     */
    public Lifetimes withClusters(int... clusters) {
        checkLength("clusters", clusters.length);
        return new Lifetimes(
                timeScale, start, stop, event, weight, stratum, clusters.clone(), covariates, columns, source);
    }

    /**
     * These lifetimes with another covariate.
     *
     * @param name one word
     * @param values one for each row, finite
     * @return the changed copy
     * @throws IllegalArgumentException if the name is no word or there already, a value is not finite, or there are not as
     *     many as rows
     */
    public Lifetimes withCovariate(String name, double... values) {
        checkLength("values of " + name, values.length);
        List<String> names = new ArrayList<>(covariates);
        addName(names, name);
        for (int row = 0; row < values.length; row++) {
            checkCovariate(row, name, values[row]);
        }
        double[][] more = Arrays.copyOf(columns, columns.length + 1);
        more[columns.length] = values.clone();
        return new Lifetimes(timeScale, start, stop, event, weight, stratum, cluster, names, more, source);
    }

    /**
     * These lifetimes as those of a log's customers, so that what is fitted to them tells when they were seen and how their
     * initiators are known.
     *
     * @param view the one that they were made of
     * @return the changed copy
     */
    public Lifetimes withSource(LogView view) {
        return new Lifetimes(
                timeScale,
                start,
                stop,
                event,
                weight,
                stratum,
                cluster,
                covariates,
                columns,
                Optional.of(new Source(view.asOf(), view.initiators())));
    }

    /** Of a fit to these. */
    Provenance provenance(String model) {
        return Provenance.of(model, totalWeight(), size())
                .withTimeScale(timeScale.name())
                .withPeriod(Optional.empty(), source.map(Source::asOf))
                .withInteractions(source.map(Source::interactions));
    }

    private static void addName(List<String> names, String name) {
        if (name.isEmpty() || name.chars().anyMatch(Character::isWhitespace)) {
            throw new IllegalArgumentException("name of a covariate must be one word, was '" + name + "'");
        }
        if (names.contains(name)) {
            throw new IllegalArgumentException("covariate " + name + " is there twice");
        }
        names.add(name);
    }

    private static void checkCovariate(int row, String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("row " + row + ": " + name + " must be finite, was " + value);
        }
    }

    private void checkLength(String what, int length) {
        if (length != stop.length) {
            throw new IllegalArgumentException(
                    what + " must be as many as rows, were " + length + " for " + stop.length);
        }
    }

    /**
     * The rows of a stratum.
     *
     * @param number of the stratum
     * @return its rows, in their order; none if there is no such stratum
     */
    public Lifetimes inStratum(int number) {
        int[] rows =
                IntStream.range(0, size()).filter(row -> stratum[row] == number).toArray();
        boolean[] events = new boolean[rows.length];
        for (int i = 0; i < rows.length; i++) {
            events[i] = event[rows[i]];
        }
        double[][] picked =
                Arrays.stream(columns).map(column -> picked(column, rows)).toArray(double[][]::new);
        return new Lifetimes(
                timeScale,
                picked(start, rows),
                picked(stop, rows),
                events,
                picked(weight, rows),
                Arrays.stream(rows).map(row -> stratum[row]).toArray(),
                cluster.length == 0
                        ? NONE
                        : Arrays.stream(rows).map(row -> cluster[row]).toArray(),
                covariates,
                picked,
                source);
    }

    private static double[] picked(double[] column, int[] rows) {
        return Arrays.stream(rows).mapToDouble(row -> column[row]).toArray();
    }

    /**
     * Numbers of the strata.
     *
     * @return each once, ascending
     */
    public List<Integer> strata() {
        return Arrays.stream(stratum).sorted().distinct().boxed().toList();
    }

    /**
     * Unit of the times.
     *
     * @return the unit
     */
    public TimeScale timeScale() {
        return timeScale;
    }

    /**
     * Number of rows.
     *
     * @return at least 0
     */
    public int size() {
        return stop.length;
    }

    /**
     * After when a row was observed.
     *
     * @param row from 0
     * @return not negative
     */
    public double start(int row) {
        return start[row];
    }

    /**
     * Until when a row was observed.
     *
     * @param row from 0
     * @return not before the start
     */
    public double stop(int row) {
        return stop[row];
    }

    /**
     * Whether the lifetime ended at stop.
     *
     * @param row from 0
     * @return false if it was censored, or goes on in another row
     */
    public boolean isEvent(int row) {
        return event[row];
    }

    /**
     * For how many equal rows a row stands.
     *
     * @param row from 0
     * @return positive
     */
    public double weight(int row) {
        return weight[row];
    }

    /**
     * The number of a row's stratum.
     *
     * @param row from 0
     * @return 0 unless told
     */
    public int stratum(int row) {
        return stratum[row];
    }

    /**
     * The number of a row's cluster.
     *
     * @param row from 0
     * @return the row's own number unless told
     */
    public int cluster(int row) {
        return cluster.length == 0 ? row : cluster[row];
    }

    /**
     * Names of the covariates.
     *
     * @return in the order in which models take their values
     */
    public List<String> covariates() {
        return covariates;
    }

    /**
     * The value of a covariate.
     *
     * @param row from 0
     * @param index of the covariate, from 0
     * @return finite
     */
    public double covariate(int row, int index) {
        return columns[index][row];
    }

    /**
     * Number of events, by weight.
     *
     * @return not negative
     */
    public double events() {
        return IntStream.range(0, size())
                .filter(row -> event[row])
                .mapToDouble(row -> weight[row])
                .sum();
    }

    double totalWeight() {
        return Arrays.stream(weight).sum();
    }

    double[] starts() {
        return start;
    }

    double[] stops() {
        return stop;
    }

    /** Collects lifetimes row by row; not thread-safe. */
    public static final class Builder {
        private final TimeScale timeScale;
        private final List<String> covariates = new ArrayList<>();
        private double[] starts = new double[16];
        private double[] stops = new double[16];
        private boolean[] events = new boolean[16];
        private final double[][] columns;
        private int size;

        private Builder(TimeScale timeScale, String... names) {
            this.timeScale = Objects.requireNonNull(timeScale, "timeScale");
            for (String name : names) {
                addName(covariates, name);
            }
            columns = new double[names.length][16];
        }

        /**
         * Adds a lifetime that was observed from its beginning.
         *
         * @param time of the event, or until when nothing happened
         * @param event whether the lifetime ended then
         * @param values of the covariates, in their order
         * @return this builder
         * @throws IllegalArgumentException if a value is out of its range, as told at {@link Lifetimes#of(TimeScale,
         *     double[], boolean[])}, or the covariates are not as many as their names
         */
        public Builder add(double time, boolean event, double... values) {
            return add(0, time, event, values);
        }

        /**
         * Adds a row that was observed in (start, stop].
         *
         * @param start after when
         * @param stop until when
         * @param event whether the lifetime ended at stop
         * @param values of the covariates, in their order
         * @return this builder
         * @throws IllegalArgumentException if a value is out of its range, as told at {@link Lifetimes#of(TimeScale,
         *     double[], double[], boolean[])}, or the covariates are not as many as their names
         */
        public Builder add(double start, double stop, boolean event, double... values) {
            check(size, start, stop, event);
            if (values.length != columns.length) {
                throw new IllegalArgumentException(
                        "row " + size + ": must have the covariates " + covariates + ", had " + values.length);
            }
            for (int j = 0; j < values.length; j++) {
                checkCovariate(size, covariates.get(j), values[j]);
            }
            if (size == stops.length) {
                grow(size + (size >> 1));
            }
            starts[size] = start;
            stops[size] = stop;
            events[size] = event;
            for (int j = 0; j < values.length; j++) {
                columns[j][size] = values[j];
            }
            size++;
            return this;
        }

        private void grow(int capacity) {
            starts = Arrays.copyOf(starts, capacity);
            stops = Arrays.copyOf(stops, capacity);
            events = Arrays.copyOf(events, capacity);
            Arrays.setAll(columns, j -> Arrays.copyOf(columns[j], capacity));
        }

        /**
         * The lifetimes.
         *
         * @return those added so far
         */
        public Lifetimes build() {
            Lifetimes built = Lifetimes.of(
                    timeScale, Arrays.copyOf(starts, size), Arrays.copyOf(stops, size), Arrays.copyOf(events, size));
            for (int j = 0; j < columns.length; j++) {
                built = built.withCovariate(covariates.get(j), Arrays.copyOf(columns[j], size));
            }
            return built;
        }
    }
}
