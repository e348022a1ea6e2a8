package io.engagement.customerbase.covariate;

import io.engagement.customerbase.PurchaseTimes;
import io.engagement.fit.ModelText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What is known of customers and changes with time: seasons, campaigns, prices, mailings. Time is cut into periods, such as
 * weeks, within which nothing changes; a moment at which one period ends and the next begins belongs to the next. A covariate is
 * {@linkplain #common common} to all customers, {@linkplain #individual each customer's own}, or {@linkplain #constant each
 * customer's own for all time}.
 *
 * <p>The periods have to reach from the first purchase of all customers to where predictions end: of the future the covariates have
 * to be known, or assumed. Rows are those of {@link PurchaseTimes}, in the same order. Immutable.
 *
 * <pre>{@code
 * TimeVaryingCovariates.weekly(Instant.parse("2024-01-01T00:00:00Z"), 104)
 *         .common("christmas", christmas)      // a number for each week
 *         .individual("mailed", mailed)        // for each customer a number for each week
 * }</pre>
 */
public final class TimeVaryingCovariates {
    private static final Duration WEEK = Duration.ofDays(7);

    /** Milliseconds since 1970 at which periods begin, and at which the last one ends. */
    private final long[] edges;

    private final boolean endless;
    private final List<String> names;
    private final List<Column> columns;
    /** Rows of those covariates that are not common; -1 if all are. */
    private final int rows;

    /** By period, where all are common: the next one in which they differ. */
    private final int[] changes;

    /** In texts, whether what holds in the last period goes on. */
    private enum LastPeriod {
        ENDS,
        ENDLESS
    }

    /** A covariate by row and period. */
    private interface Column {
        double value(int row, int period);
    }

    private TimeVaryingCovariates(long[] edges, boolean endless, List<String> names, List<Column> columns, int rows) {
        this.edges = edges;
        this.endless = endless;
        this.names = List.copyOf(names);
        this.columns = List.copyOf(columns);
        this.rows = rows;
        this.changes = new int[rows < 0 ? edges.length - 1 : 0];
        for (int period = changes.length - 1; period >= 0; period--) {
            boolean alike = period + 1 < changes.length && isAlike(0, period);
            changes[period] = alike ? changes[period + 1] : period + 1;
        }
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
        return new TimeVaryingCovariates(millis, false, List.of(), List.of(), -1);
    }

    /**
     * The same, and what holds in the last period goes on without end.
     *
     * @return the changed copy
     */
    public TimeVaryingCovariates withoutEnd() {
        return new TimeVaryingCovariates(edges, true, names, columns, rows);
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
        check(name, "", kept, periods(), "periods");
        return with(name, (row, period) -> kept[period], rows);
    }

    /**
     * These covariates and one that each customer has a value of their own of in each period.
     *
     * @param name what it is called
     * @param values for each row one for each period, finite; best around 0 and of size about 1
     * @return the changed copy
     * @throws IllegalArgumentException if the name is taken, a value is not finite, or there are not as many as periods, or not as
     *     many rows as of other covariates
     */
    public TimeVaryingCovariates individual(String name, double[][] values) {
        double[][] kept = new double[values.length][];
        checkRows(name, values.length);
        for (int row = 0; row < values.length; row++) {
            kept[row] = values[row].clone();
            check(name, " of row " + row, kept[row], periods(), "periods");
        }
        return with(name, (row, period) -> kept[row][period], values.length);
    }

    /**
     * These covariates and one that each customer has a value of their own of, the same for all time.
     *
     * @param name what it is called
     * @param values for each row one, finite; best around 0 and of size about 1
     * @return the changed copy
     * @throws IllegalArgumentException if the name is taken, a value is not finite, or there are not as many as rows of other
     *     covariates
     */
    public TimeVaryingCovariates constant(String name, double... values) {
        double[] kept = values.clone();
        checkRows(name, kept.length);
        check(name, "", kept, kept.length, "rows");
        return with(name, (row, period) -> kept[row], kept.length);
    }

    private void check(String name, String where, double[] values, int wanted, String what) {
        if (names.contains(name)) {
            throw new IllegalArgumentException("there is a covariate " + name + " already");
        }
        if (values.length != wanted) {
            throw new IllegalArgumentException(name + where + " must have a value for each of the " + wanted + " "
                    + what + ", had " + values.length);
        }
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException(name + where + " must be finite, was " + values[i] + " at " + i);
            }
        }
    }

    private void checkRows(String name, int found) {
        if (rows >= 0 && found != rows) {
            throw new IllegalArgumentException(
                    name + " must have as many rows as the covariates before it, " + rows + ", had " + found);
        }
    }

    private TimeVaryingCovariates with(String name, Column column, int rowsNow) {
        List<String> moreNames = new ArrayList<>(names);
        List<Column> moreColumns = new ArrayList<>(columns);
        moreNames.add(name);
        moreColumns.add(column);
        return new TimeVaryingCovariates(edges, endless, moreNames, moreColumns, rowsNow);
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
     * @return if rows do not matter
     */
    public boolean isCommon() {
        return rows < 0;
    }

    /**
     * A covariate's value.
     *
     * @param covariate from 0, in the order of the names
     * @param row from 0; of no matter for one that is common
     * @param period from 0
     * @return finite
     */
    public double value(int covariate, int row, int period) {
        return columns.get(covariate).value(row, period);
    }

    /** Of covariates that are common to all customers. */
    ModelText write(ModelText before) {
        ModelText text = before.with("edges", words(Arrays.stream(edges).asDoubleStream()))
                .with("last_period", (endless ? LastPeriod.ENDLESS : LastPeriod.ENDS).name());
        for (int i = 0; i < names.size(); i++) {
            Column column = columns.get(i);
            text = text.with(
                    "covariate." + i + ".values",
                    words(IntStream.range(0, periods()).mapToDouble(period -> column.value(0, period))));
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

    /** The first later period in which a row's values are others. */
    int change(int row, int period) {
        if (isCommon()) {
            return changes[period];
        }
        int next = period + 1;
        while (next < periods() && isAlike(row, next - 1)) {
            next++;
        }
        return next;
    }

    private boolean isAlike(int row, int period) {
        for (Column column : columns) {
            if (column.value(row, period) != column.value(row, period + 1)) {
                return false;
            }
        }
        return true;
    }

    /** That there is a covariate, and a row of them for each of the purchases, over all the time observed. */
    void check(PurchaseTimes data) {
        if (names.isEmpty()) {
            throw new IllegalArgumentException("there must be a covariate");
        }
        if (!isCommon() && rows != data.size()) {
            throw new IllegalArgumentException("there must be covariates for each of the " + data.size()
                    + " rows of the purchases, there were " + rows);
        }
        for (int row = 0; row < data.size(); row++) {
            if (!(data.first(row) >= edges[0])) {
                throw new IllegalArgumentException(
                        "the covariates must begin no later than the first purchase of row " + row + ", "
                                + Instant.ofEpochMilli(data.first(row)) + ", began " + Instant.ofEpochMilli(edges[0]));
            }
        }
        if (!(data.end() <= edge(periods()))) {
            throw new IllegalArgumentException("the covariates must end no earlier than the purchases, as of "
                    + data.asOf() + ", ended " + Instant.ofEpochMilli(edges[periods()]));
        }
    }

    /** That there is such a row. */
    void checkRow(int row) {
        if (!isCommon() && !(row >= 0 && row < rows)) {
            throw new IllegalArgumentException("row must be from 0 to " + (rows - 1) + ", was " + row);
        }
    }
}
