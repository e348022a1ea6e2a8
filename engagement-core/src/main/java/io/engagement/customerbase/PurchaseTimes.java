package io.engagement.customerbase;

import io.engagement.customerbase.covariate.TimeVaryingParetoNbd;
import io.engagement.domain.InitiatorCounts;
import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import io.engagement.internal.text.OneLine;
import io.engagement.measure.PurchaseDefinition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * When each customer of a base bought, for models whose covariates vary with time, such as {@link
 * TimeVaryingParetoNbd}; other models read {@link #purchases()}. All customers are observed until the same instant.
 * Immutable.
 */
public final class PurchaseTimes {
    private final TimeScale timeScale;
    private final Instant asOf;
    private final long end;
    /** By customer: milliseconds since 1970 of the purchases, the first one included. */
    private final long[][] times;

    private final List<String> customerIds;
    private final PurchaseDefinition definition;
    /** Of the interactions that were read. */
    private final Optional<InitiatorCounts> initiators;

    private PurchaseTimes(
            TimeScale timeScale,
            Instant asOf,
            long[][] times,
            List<String> customerIds,
            PurchaseDefinition definition,
            Optional<InitiatorCounts> initiators) {
        this.timeScale = Objects.requireNonNull(timeScale, "timeScale");
        this.asOf = asOf;
        this.end = asOf.toEpochMilli();
        this.times = times;
        this.customerIds = List.copyOf(customerIds);
        this.definition = definition;
        this.initiators = initiators;
        for (int row = 0; row < times.length; row++) {
            check(row, times[row], asOf);
        }
    }

    private static void check(int row, long[] purchases, Instant asOf) {
        if (purchases.length == 0) {
            throw new IllegalArgumentException("row " + row + ": there must be a purchase, the first one");
        }
        for (int i = 1; i < purchases.length; i++) {
            if (!(purchases[i] > purchases[i - 1])) {
                throw new IllegalArgumentException("row " + row
                        + ": each purchase must be later than the one before, was " + Instant.ofEpochMilli(purchases[i])
                        + " after " + Instant.ofEpochMilli(purchases[i - 1]));
            }
        }
        long last = purchases[purchases.length - 1];
        if (!(last <= asOf.toEpochMilli())) {
            throw new IllegalArgumentException("row " + row + ": purchases must not be later than " + asOf
                    + ", one was at " + Instant.ofEpochMilli(last));
        }
    }

    /**
     * Purchases from arrays, each row one customer, who is named by its number, {@code 0} and so on, unless {@link
     * #withCustomerIds} says otherwise.
     *
     * @param timeScale unit in which models count time
     * @param asOf until when all customers are observed
     * @param epochMillis by customer, milliseconds since 1970 of the purchases, the first one included: at least one,
     *     ascending, each later than the one before, none later than {@code asOf}
     * @return the purchases; the arrays are copied
     * @throws IllegalArgumentException if a row is out of order or range; the message names it
     */
    public static PurchaseTimes of(TimeScale timeScale, Instant asOf, long[][] epochMillis) {
        long[][] copy = new long[epochMillis.length][];
        for (int row = 0; row < copy.length; row++) {
            copy[row] = epochMillis[row].clone();
        }
        List<String> ids =
                IntStream.range(0, copy.length).mapToObj(Integer::toString).toList();
        return new PurchaseTimes(timeScale, asOf, copy, ids, PurchaseDefinition.standard(), Optional.empty());
    }

    /**
     * Purchases of all customers of a view who have bought, in the view's order.
     *
     * @param view the interactions as of an instant
     * @param timeScale unit in which models count time
     * @param days what counts as a purchase; it stands at the start of its day
     * @return the purchases as of the view's instant
     */
    public static PurchaseTimes of(LogView view, TimeScale timeScale, PurchaseDefinition days) {
        List<long[]> times = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (int row = 0; row < view.customers(); row++) {
            long[] starts = days.starts(view, row);
            if (starts.length > 0) {
                times.add(starts);
                ids.add(view.customerId(row));
            }
        }
        return new PurchaseTimes(
                timeScale, view.asOf(), times.toArray(new long[0][]), ids, days, Optional.of(view.initiators()));
    }

    /** Of the customers of purchases that were read from the view. */
    static PurchaseTimes of(LogView view, Purchases purchases) {
        long[][] times = new long[purchases.size()][];
        List<String> ids = new ArrayList<>();
        for (int row = 0; row < times.length; row++) {
            String id = purchases
                    .customerId(row)
                    .orElseThrow(() -> new IllegalArgumentException("the purchases are not known to be whose: read"
                            + " them from a view, by Purchases.of(view, scale, definition)"));
            int place = view.row(id)
                    .orElseThrow(() -> new IllegalArgumentException("there is no customer " + OneLine.of(id)
                            + " in the view: is it the one that the purchases were read from?"));
            times[row] = purchases.definition().starts(view, place);
            ids.add(id);
        }
        return new PurchaseTimes(
                purchases.timeScale(), view.asOf(), times, ids, purchases.definition(), Optional.of(view.initiators()));
    }

    /**
     * The same with other names of the customers, by which their covariates are found.
     *
     * @param ids by row
     * @return the changed copy
     * @throws IllegalArgumentException if there are not as many as rows
     */
    public PurchaseTimes withCustomerIds(List<String> ids) {
        if (ids.size() != size()) {
            throw new IllegalArgumentException("ids must be as many as rows, were " + ids.size() + " for " + size());
        }
        return new PurchaseTimes(timeScale, asOf, times, ids, definition, initiators);
    }

    /**
     * Some of the rows.
     *
     * @param rows from 0; one that is named twice is there twice
     * @return these, in this order
     */
    public PurchaseTimes rows(int... rows) {
        return new PurchaseTimes(
                timeScale,
                asOf,
                Arrays.stream(rows).mapToObj(row -> times[row]).toArray(long[][]::new),
                Arrays.stream(rows).mapToObj(customerIds::get).toList(),
                definition,
                initiators);
    }

    /**
     * These as x, t_x and T, and the regularity of purchases, which is what most models read.
     *
     * @return a row for each of these, in the same order, with its times
     */
    public Purchases purchases() {
        double[][] columns = new double[4][size()];
        for (int row = 0; row < size(); row++) {
            columns[0][row] = frequency(row);
            columns[1][row] = recency(row);
            columns[2][row] = age(row);
            for (int i = 1; i < times[row].length; i++) {
                columns[3][row] += Math.log(between(times[row][i - 1], times[row][i]));
            }
        }
        Purchases purchases = Purchases.of(timeScale, columns[0], columns[1], columns[2])
                .withAsOf(asOf)
                .withDefinition(definition)
                .withLogGaps(columns[3])
                .withInitiators(initiators);
        return purchases.withTimes(this);
    }

    /**
     * What counted as a purchase.
     *
     * @return the definition; of purchases from arrays {@link PurchaseDefinition#standard()}
     */
    public PurchaseDefinition definition() {
        return definition;
    }

    /**
     * The unit of time.
     *
     * @return the unit of {@link #recency} and {@link #age}
     */
    public TimeScale timeScale() {
        return timeScale;
    }

    /**
     * Until when all customers are observed.
     *
     * @return the instant
     */
    public Instant asOf() {
        return asOf;
    }

    /**
     * The number of customers.
     *
     * @return how many rows there are
     */
    public int size() {
        return times.length;
    }

    /**
     * The customers' ids.
     *
     * @return by row
     */
    public List<String> customerIds() {
        return customerIds;
    }

    /**
     * x of a row.
     *
     * @param row from 0
     * @return number of repeat purchases
     */
    public int frequency(int row) {
        return times[row].length - 1;
    }

    /**
     * t_x of a row.
     *
     * @param row from 0
     * @return time from the first purchase to the last one, 0 if x = 0, in the unit
     */
    public double recency(int row) {
        return between(first(row), last(row));
    }

    /**
     * T of a row.
     *
     * @param row from 0
     * @return time from the first purchase to {@link #asOf()}, in the unit
     */
    public double age(int row) {
        return between(first(row), end);
    }

    /**
     * A purchase.
     *
     * @param row from 0
     * @param number 0 is the first purchase, {@code frequency(row)} the last one
     * @return milliseconds since 1970
     */
    public long epochMilli(int row, int number) {
        return times[row][number];
    }

    private double between(long from, long to) {
        return timeScale.ofMillis((double) (to - from));
    }

    /**
     * The first purchase.
     *
     * @param row from 0
     * @return milliseconds since 1970
     */
    public long first(int row) {
        return times[row][0];
    }

    /**
     * The last purchase.
     *
     * @param row from 0
     * @return milliseconds since 1970
     */
    public long last(int row) {
        return times[row][times[row].length - 1];
    }

    /**
     * When the observation ends.
     *
     * @return milliseconds since 1970
     */
    public long end() {
        return end;
    }
}
