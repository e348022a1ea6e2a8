package io.engagement.internal.metric;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * What was said and what happened, row by row, sorted by origin, then by what was said, then by what happened: sums over rows do
 * not depend on the order in which they came. Immutable.
 */
public final class JudgedRows {
    private final double[] said;
    private final double[] happened;
    private final int[] origin;
    /** Of each row its place among the rows as given, where all scorers of a backtest agree. */
    private final int[] place;
    /** Of each row its place among the rows of the base that this was taken from. */
    private final int[] givenPlace;
    /** Of each row as given its customer's number: 0, 1 and so on. */
    private final int[] customer;

    private final int customers;
    /** Where each origin's rows begin, and where the last one's end. */
    private final int[] bounds;

    private JudgedRows(
            double[] said,
            double[] happened,
            int[] origin,
            int[] place,
            int[] givenPlace,
            int[] customer,
            int customers) {
        this.said = said;
        this.happened = happened;
        this.origin = origin;
        this.place = place;
        this.givenPlace = givenPlace;
        this.customer = customer;
        this.customers = customers;
        int[] starts = new int[said.length + 1];
        int found = 0;
        for (int i = 0; i < said.length; i++) {
            if (i == 0 || origin[i] != origin[i - 1]) {
                starts[found++] = i;
            }
        }
        starts[found] = said.length;
        this.bounds = Arrays.copyOf(starts, found + 1);
    }

    /**
     * Rows of several origins.
     *
     * @param said by a scorer, none NaN
     * @param happened 0 or 1, or an amount
     * @param customer whose row it is, any number
     * @param origin of which instant it is, any number
     */
    public static JudgedRows of(double[] said, double[] happened, int[] customer, int[] origin) {
        double[] score = plusZero(said);
        int[] place = RowOrder.of(score, happened, origin);
        int[] distinct = Arrays.stream(customer).sorted().distinct().toArray();
        return new JudgedRows(
                picked(score, place),
                picked(happened, place),
                picked(origin, place),
                place,
                place,
                ints(place.length, i -> Arrays.binarySearch(distinct, customer[i])),
                distinct.length);
    }

    /** Rows of different customers at one origin. */
    public static JudgedRows ofOneOrigin(double[] said, double[] happened) {
        return of(said, happened, IntStream.range(0, said.length).toArray(), new int[said.length]);
    }

    /** -0.0 is 0: they are equal, but not in the order of doubles. */
    private static double[] plusZero(double[] said) {
        return Arrays.stream(said).map(score -> score + 0.0).toArray();
    }

    private static int[] ints(int length, IntUnaryOperator each) {
        return IntStream.range(0, length).map(each).toArray();
    }

    /** The same rows as if of one origin, in the order of what was said. */
    public JudgedRows pooled() {
        return origins() < 2 ? this : of(given(said), given(happened), customer, new int[size()]);
    }

    /** The rows of one origin alone. */
    public JudgedRows ofOrigin(int index) {
        return picked(IntStream.range(bounds[index], bounds[index + 1]).toArray());
    }

    /** Some of the rows. */
    public JudgedRows where(IntPredicate isWanted) {
        return picked(IntStream.range(0, size()).filter(isWanted).toArray());
    }

    /** The rows of customers, each as often as told: a base that was drawn. */
    public JudgedRows drawn(int[] timesOfCustomer) {
        int size = 0;
        for (int i = 0; i < said.length; i++) {
            size += timesOfCustomer[customer(i)];
        }
        int[] rows = new int[size];
        int filled = 0;
        for (int i = 0; i < said.length; i++) {
            int times = timesOfCustomer[customer(i)];
            Arrays.fill(rows, filled, filled + times, i);
            filled += times;
        }
        return picked(rows);
    }

    /** Sorted as they are; the customers keep their numbers. */
    private JudgedRows picked(int[] rows) {
        int[] of = new int[rows.length];
        for (int i = 0; i < of.length; i++) {
            of[i] = customer(rows[i]);
        }
        int[] here = new int[rows.length];
        Arrays.setAll(here, i -> i);
        return new JudgedRows(
                picked(said, rows),
                picked(happened, rows),
                picked(origin, rows),
                here,
                picked(givenPlace, rows),
                of,
                customers);
    }

    private static double[] picked(double[] values, int[] rows) {
        double[] picked = new double[rows.length];
        for (int i = 0; i < picked.length; i++) {
            picked[i] = values[rows[i]];
        }
        return picked;
    }

    private static int[] picked(int[] values, int[] rows) {
        int[] picked = new int[rows.length];
        for (int i = 0; i < picked.length; i++) {
            picked[i] = values[rows[i]];
        }
        return picked;
    }

    /** Sorted numbers in the order of the rows as given. */
    public double[] given(double[] sorted) {
        double[] given = new double[sorted.length];
        for (int i = 0; i < sorted.length; i++) {
            given[place[i]] = sorted[i];
        }
        return given;
    }

    /** Whether two scorers were judged on the same customers, origins and outcomes. */
    public boolean isOfSameRows(JudgedRows other) {
        return Arrays.equals(customer, other.customer)
                && Arrays.equals(given(happened), other.given(other.happened))
                && Arrays.equals(givenOrigins(), other.givenOrigins());
    }

    private int[] givenOrigins() {
        int[] given = new int[origin.length];
        for (int i = 0; i < origin.length; i++) {
            given[place[i]] = origin[i];
        }
        return given;
    }

    public int size() {
        return said.length;
    }

    /** How many different customers have been numbered. */
    public int customers() {
        return customers;
    }

    public int origins() {
        return bounds.length - 1;
    }

    /** Where the rows of an origin begin; that of the origin after the last is the end. */
    public int bound(int index) {
        return bounds[index];
    }

    public double said(int row) {
        return said[row];
    }

    public double happened(int row) {
        return happened[row];
    }

    /** The number of the row's customer, from 0. */
    public int customer(int row) {
        return customer[place[row]];
    }

    /** Where the row stood when it was given. */
    public int place(int row) {
        return place[row];
    }

    /** Where the row stood among all that were given, of which these may be a part. */
    public int givenPlace(int row) {
        return givenPlace[row];
    }

    /** The row after the last one of the same origin and score. */
    public int tieEnd(int row) {
        int end = row + 1;
        while (end < said.length && said[end] == said[row] && origin[end] == origin[row]) {
            end++;
        }
        return end;
    }

    /** The sum of what happened, of some rows. */
    public double happened(int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += happened[i];
        }
        return sum;
    }
}
