package io.engagement.internal.metric;

import java.util.Arrays;
import java.util.Comparator;
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

    private JudgedRows(double[] said, double[] happened, int[] origin, int[] place, int[] givenPlace, int[] customer, int customers) {
        this.said = said;
        this.happened = happened;
        this.origin = origin;
        this.place = place;
        this.givenPlace = givenPlace;
        this.customer = customer;
        this.customers = customers;
        int[] starts = IntStream.range(0, said.length)
                .filter(i -> i == 0 || origin[i] != origin[i - 1])
                .toArray();
        this.bounds = Arrays.copyOf(starts, starts.length + 1);
        this.bounds[starts.length] = said.length;
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
        Integer[] order = IntStream.range(0, said.length).boxed().toArray(Integer[]::new);
        double[] score = plusZero(said);
        Arrays.sort(
                order,
                Comparator.<Integer>comparingInt(i -> origin[i])
                        .thenComparingDouble(i -> score[i])
                        .thenComparingDouble(i -> happened[i]));
        int[] place = Arrays.stream(order).mapToInt(Integer::intValue).toArray();
        int[] distinct = Arrays.stream(customer).sorted().distinct().toArray();
        return new JudgedRows(
                Arrays.stream(place).mapToDouble(i -> score[i]).toArray(),
                Arrays.stream(place).mapToDouble(i -> happened[i]).toArray(),
                ints(place.length, i -> origin[place[i]]),
                place,
                place,
                ints(place.length, i -> Arrays.binarySearch(distinct, customer[i])),
                distinct.length);
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
        return picked(IntStream.range(0, size())
                .flatMap(i -> IntStream.range(0, timesOfCustomer[customer[place[i]]]).map(any -> i))
                .toArray());
    }

    /** Sorted as they are; the customers keep their numbers. */
    private JudgedRows picked(int[] rows) {
        return new JudgedRows(
                Arrays.stream(rows).mapToDouble(i -> said[i]).toArray(),
                Arrays.stream(rows).mapToDouble(i -> happened[i]).toArray(),
                ints(rows.length, i -> origin[rows[i]]),
                ints(rows.length, i -> i),
                ints(rows.length, i -> givenPlace[rows[i]]),
                ints(rows.length, i -> customer[place[rows[i]]]),
                customers);
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
