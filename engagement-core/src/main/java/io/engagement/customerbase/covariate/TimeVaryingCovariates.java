package io.engagement.customerbase.covariate;

import io.engagement.customerbase.PurchaseTimes;
import io.engagement.fit.ModelText;
import io.engagement.internal.text.LeftOut;
import io.engagement.internal.text.Names;
import io.engagement.internal.text.OneLine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of customers and changes with time: seasons, campaigns, prices, mailings. Time is cut into periods, such as
 * weeks, within which nothing changes; a moment at which one period ends and the next begins belongs to the next. A covariate is
 * {@linkplain #common common} to all customers, {@linkplain #individual each customer's own}, or {@linkplain #constant each
 * customer's own for all time}.
 *
 * <p>The periods have to reach from the first purchase of all customers to where predictions end: of the future the covariates have
 * to be known, or assumed. Customers' own are found by their ids. Immutable.
 *
 * <pre>{@code
 * TimeVaryingCovariates.weekly(Instant.parse("2024-01-01T00:00:00Z"), 104)
 *         .common("christmas", christmas)      // a number for each week
 *         .individual("mailed", mailed)        // by customer id a number for each week
 * }</pre>
 */
public final class TimeVaryingCovariates {
    private static final Duration WEEK = Duration.ofDays(7);

    /** Milliseconds since 1970 at which periods begin, and at which the last one ends. */
    private final long[] edges;

    private final boolean endless;
    private final List<String> names;
    private final List<Column> columns;
    /** Of all customers, where no covariate is their own. */
    private final Optional<CovariatePath> common;

    /** In texts, whether what holds in the last period goes on. */
    private enum LastPeriod {
        ENDS,
        ENDLESS
    }

    /** A covariate by customer. */
    private sealed interface Column {
        /** Null if it is not known. */
        CovariatePath.@Nullable Values of(String customerId);
    }

    private static final class Common implements Column {
        private final double[] values;

        Common(double... values) {
            this.values = values;
        }

        @Override
        public CovariatePath.Values of(String customerId) {
            return period -> values[period];
        }
    }

    private record Individual(Map<String, double[]> byCustomer) implements Column {
        @Override
        public CovariatePath.@Nullable Values of(String customerId) {
            double[] values = byCustomer.get(customerId);
            return values == null ? null : period -> values[period];
        }
    }

    private record Constant(Map<String, Double> byCustomer) implements Column {
        @Override
        public CovariatePath.@Nullable Values of(String customerId) {
            Double value = byCustomer.get(customerId);
            return value == null ? null : period -> value;
        }
    }

    private TimeVaryingCovariates(long[] edges, boolean endless, List<String> names, List<Column> columns) {
        this.edges = edges;
        this.endless = endless;
        this.names = List.copyOf(names);
        this.columns = List.copyOf(columns);
        this.common = columns.stream().allMatch(Common.class::isInstance)
                ? joined("").map(CovariatePath::shared)
                : Optional.empty();
    }

    /**
     * Weeks of 7 x 24 hours, without a covariate yet.
     *
     * @param start when the first one begins
     * @param weeks how many, at least 1
     * @return to be added to
     * @throws IllegalArgumentException if there is none
     */
    public static TimeVaryingCovariates weekly(Instant start, int weeks) {
        return every(WEEK, start, weeks);
    }

    /**
     * Periods of equal length, without a covariate yet.
     *
     * @param length of each, at least a millisecond
     * @param start when the first one begins
     * @param periods how many, at least 1
     * @return to be added to
     * @throws IllegalArgumentException if a period is shorter than a millisecond, or there is none
     */
    public static TimeVaryingCovariates every(Duration length, Instant start, int periods) {
        if (periods < 1) {
            throw new IllegalArgumentException("there must be a period, were " + periods);
        }
        List<Instant> edges = new ArrayList<>();
        for (int i = 0; i <= periods; i++) {
            edges.add(start.plus(length.multipliedBy(i)));
        }
        return between(edges);
    }

    /**
     * Periods of any length, such as the months of a calendar, without a covariate yet.
     *
     * @param edges where each begins, ascending, and at last where the last one ends
     * @return to be added to
     * @throws IllegalArgumentException if there are not two edges, or one is not later than the one before by a millisecond
     */
    public static TimeVaryingCovariates between(List<Instant> edges) {
        long[] millis = edges.stream().mapToLong(Instant::toEpochMilli).toArray();
        if (millis.length < 2) {
            throw new IllegalArgumentException(
                    "there must be two edges at least, where a period begins and ends, were " + edges);
        }
        for (int i = 1; i < millis.length; i++) {
            if (!(millis[i] > millis[i - 1])) {
                throw new IllegalArgumentException("each edge must be later than the one before, was " + edges.get(i)
                        + " after " + edges.get(i - 1));
            }
        }
        return new TimeVaryingCovariates(millis, false, List.of(), List.of());
    }

    /**
     * The same, and what holds in the last period goes on without end.
     *
     * @return the changed copy
     */
    public TimeVaryingCovariates withoutEnd() {
        return new TimeVaryingCovariates(edges, true, names, columns);
    }

    /**
     * These covariates and one that is the same for all customers.
     *
     * @param name what it is called
     * @param values one for each period, finite; best around 0 and of size about 1
     * @return the changed copy
     * @throws IllegalArgumentException if the name is taken, a value is not finite, or there are not as many as periods
     */
    public TimeVaryingCovariates common(String name, double... values) {
        double[] kept = values.clone();
        checkName(name);
        checkPeriods(name, kept);
        return with(name, new Common(kept));
    }

    /**
     * These covariates and one that each customer has a value of their own of in each period.
     *
     * @param name what it is called
     * @param byCustomer by customer id a value for each period, finite; best around 0 and of size about 1. Of who is not in it the
     *     covariate is not known
     * @return the changed copy
     * @throws IllegalArgumentException if the name is taken, a value is not finite, or a customer does not have as many as periods
     */
    public TimeVaryingCovariates individual(String name, Map<String, double[]> byCustomer) {
        checkName(name);
        Map<String, double[]> kept = new HashMap<>();
        byCustomer.forEach((id, values) -> {
            kept.put(id, values.clone());
            checkPeriods(name + of(id), values);
        });
        return with(name, new Individual(kept));
    }

    /**
     * These covariates and one that each customer has a value of their own of, the same for all time.
     *
     * @param name what it is called
     * @param byCustomer by customer id its value, finite; best around 0 and of size about 1. Of who is not in it the covariate is
     *     not known
     * @return the changed copy
     * @throws IllegalArgumentException if the name is taken or a value is not finite
     */
    public TimeVaryingCovariates constant(String name, Map<String, Double> byCustomer) {
        checkName(name);
        byCustomer.forEach((id, value) -> {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(name + of(id) + " must be finite, was " + value);
            }
        });
        return with(name, new Constant(Map.copyOf(byCustomer)));
    }

    private static String of(String customerId) {
        return " of customer " + OneLine.of(customerId);
    }

    private void checkName(String name) {
        if (names.contains(Objects.requireNonNull(name, "name"))) {
            throw new IllegalArgumentException("there is a covariate " + name + " already");
        }
    }

    private void checkPeriods(String what, double... values) {
        if (values.length != periods()) {
            throw new IllegalArgumentException(
                    what + " must have a value for each of the " + periods() + " periods, had " + values.length);
        }
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException(what + " must be finite, was " + values[i] + " at " + i);
            }
        }
    }

    private TimeVaryingCovariates with(String name, Column column) {
        List<String> moreNames = new ArrayList<>(names);
        List<Column> moreColumns = new ArrayList<>(columns);
        moreNames.add(name);
        moreColumns.add(column);
        return new TimeVaryingCovariates(edges, endless, moreNames, moreColumns);
    }

    /**
     * The covariates' names.
     *
     * @return in the order in which they were added
     */
    public List<String> names() {
        return names;
    }

    /**
     * The number of periods.
     *
     * @return at least 1
     */
    public int periods() {
        return edges.length - 1;
    }

    /**
     * Whether all covariates are common to all customers.
     *
     * @return if no customer has one of their own
     */
    public boolean isCommon() {
        return common.isPresent();
    }

    /**
     * A covariate's value.
     *
     * @param covariate its name
     * @param customerId of the customer; of no matter for one that is common
     * @param period from 0
     * @return finite; NaN if it is not known of the customer
     * @throws IllegalArgumentException if there is no such covariate
     * @throws IndexOutOfBoundsException if there is no such period
     */
    public double value(String covariate, String customerId, int period) {
        int place = names.indexOf(covariate);
        if (place < 0) {
            throw Names.unknown("covariate", covariate, names);
        }
        CovariatePath.Values values = columns.get(place).of(customerId);
        return values == null ? Double.NaN : values.in(Objects.checkIndex(period, periods()));
    }

    /** All that is known of a customer; empty if something is not. */
    Optional<CovariatePath> path(String customerId) {
        return common.isPresent() ? common : joined(customerId);
    }

    private Optional<CovariatePath> joined(String customerId) {
        List<CovariatePath.Values> all = new ArrayList<>();
        for (Column column : columns) {
            CovariatePath.Values values = column.of(customerId);
            if (values == null) {
                return Optional.empty();
            }
            all.add(values);
        }
        return Optional.of(CovariatePath.of(all, periods()));
    }

    /** Of whom of a base something is not known, in sentences. */
    List<String> leftOut(PurchaseTimes data) {
        List<String> sentences = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            Column column = columns.get(i);
            long unknown = data.customerIds().stream()
                    .filter(id -> column.of(id) == null)
                    .count();
            LeftOut.sentence(unknown, data.size(), "customers", "their", names.get(i))
                    .ifPresent(sentences::add);
        }
        return sentences;
    }

    /** Of covariates that are common to all customers. */
    ModelText write(ModelText before) {
        ModelText text = before.with("edges", words(Arrays.stream(edges).asDoubleStream()))
                .with("last_period", (endless ? LastPeriod.ENDLESS : LastPeriod.ENDS).name());
        CovariatePath path = common.orElseThrow();
        for (int i = 0; i < names.size(); i++) {
            int covariate = i;
            text = text.with(
                    "covariate." + i + ".values",
                    words(IntStream.range(0, periods()).mapToDouble(period -> path.value(covariate, period))));
        }
        return text;
    }

    private static String words(DoubleStream numbers) {
        return numbers.mapToObj(Double::toString).collect(Collectors.joining(" "));
    }

    static TimeVaryingCovariates read(ModelText text, List<String> names) {
        List<Instant> edges = Arrays.stream(text.numbers("edges"))
                .mapToObj(edge -> Instant.ofEpochMilli((long) edge))
                .toList();
        TimeVaryingCovariates read = between(edges);
        for (int i = 0; i < names.size(); i++) {
            read = read.common(names.get(i), text.numbers("covariate." + i + ".values"));
        }
        return text.choice("last_period", LastPeriod.class) == LastPeriod.ENDLESS ? read.withoutEnd() : read;
    }

    /** Where a period begins; of that after the last one, where the last one ends. */
    long edge(int period) {
        return endless && period == periods() ? Long.MAX_VALUE : edges[period];
    }

    /** The period of a moment that lies within them; the end of the last one belongs to it. */
    int period(long epochMilli) {
        int found = Arrays.binarySearch(edges, epochMilli);
        return Math.min(found >= 0 ? found : -found - 2, periods() - 1);
    }

    /** That there is a covariate, over all the time observed. */
    void check(PurchaseTimes data) {
        if (names.isEmpty()) {
            throw new IllegalArgumentException("there must be a covariate");
        }
        for (int row = 0; row < data.size(); row++) {
            if (!(data.first(row) >= edges[0])) {
                throw new IllegalArgumentException("the covariates must begin no later than the first purchase"
                        + of(data.customerIds().get(row)) + ", " + Instant.ofEpochMilli(data.first(row)) + ", began "
                        + Instant.ofEpochMilli(edges[0]));
            }
        }
        if (!(data.end() <= edge(periods()))) {
            throw new IllegalArgumentException("the covariates must end no earlier than the purchases, as of "
                    + data.asOf() + ", ended " + Instant.ofEpochMilli(edges[periods()]));
        }
    }
}
