package io.engagement.customerbase.covariate;

import io.engagement.customerbase.Purchases;
import io.engagement.fit.FitException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * What is known of customers that does not change with time: one row for each row of {@link Purchases}, in the same order.
 * Numbers go in as they are; a category becomes a column of 0 and 1 for each of its values but one, the reference. Immutable.
 */
public final class Covariates {
    private final List<String> names;
    /** By column. */
    private final List<double[]> columns;

    private Covariates(List<String> names, List<double[]> columns) {
        this.names = List.copyOf(names);
        this.columns = List.copyOf(columns);
    }

    /**
     * No covariate yet.
     *
     * @return to be added to
     */
    public static Covariates none() {
        return new Covariates(List.of(), List.of());
    }

    /**
     * These covariates and a number.
     *
     * @param name what it is called
     * @param values one for each row, finite; best around 0 and of size about 1
     * @return the changed copy
     * @throws IllegalArgumentException if the name is taken, a value is not finite, or there are not as many as in other columns
     */
    public Covariates number(String name, double... values) {
        if (names.contains(name)) {
            throw new IllegalArgumentException("there is a covariate " + name + " already");
        }
        if (!columns.isEmpty() && columns.get(0).length != values.length) {
            throw new IllegalArgumentException(name + " must have a value for each of the " + columns.get(0).length
                    + " rows, had " + values.length);
        }
        for (int row = 0; row < values.length; row++) {
            if (!Double.isFinite(values[row])) {
                throw new IllegalArgumentException(name + " of row " + row + " must be finite, was " + values[row]
                        + ": replace what is missing, or make it a category of its own");
            }
        }
        List<String> moreNames = new ArrayList<>(names);
        List<double[]> moreColumns = new ArrayList<>(columns);
        moreNames.add(name);
        moreColumns.add(values.clone());
        return new Covariates(moreNames, moreColumns);
    }

    /**
     * These covariates and a category.
     *
     * @param name what it is called; its columns are called {@code name=value}
     * @param reference the value that the others are compared with
     * @param values one for each row
     * @return the changed copy
     * @throws IllegalArgumentException if a column's name is taken, no row has the reference, or there are not as many values as in
     *     other columns
     */
    public Covariates category(String name, String reference, String... values) {
        TreeSet<String> levels = new TreeSet<>(Arrays.asList(values));
        if (!levels.remove(reference)) {
            throw new IllegalArgumentException(
                    "no row has the reference " + reference + " of " + name + "; there are " + levels);
        }
        Covariates more = this;
        for (String level : levels) {
            more = more.number(
                    name + "=" + level,
                    Arrays.stream(values)
                            .mapToDouble(value -> value.equals(level) ? 1 : 0)
                            .toArray());
        }
        return more;
    }

    /**
     * The columns' names.
     *
     * @return in the order in which they were added
     */
    public List<String> names() {
        return names;
    }

    /**
     * A row.
     *
     * @param row from 0
     * @return its values, in the order of the names
     */
    public double[] row(int row) {
        return columns.stream().mapToDouble(column -> column[row]).toArray();
    }

    /** That they are as many as the purchases, and tell each other apart. */
    void check(String model, int rows) {
        if (columns.isEmpty() || columns.get(0).length != rows) {
            throw new IllegalArgumentException("there must be a covariate, with a value for each of the " + rows
                    + " rows of the purchases, there were "
                    + (columns.isEmpty() ? "none" : columns.get(0).length + " values"));
        }
        List<double[]> independent = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            double[] rest = centred(columns.get(i));
            double before = length(rest);
            // Twice: what is left after the first time is not yet free of the others to the last digits.
            for (int times = 0; times < 2; times++) {
                independent.forEach(other -> take(rest, other));
            }
            if (!(length(rest) > 1e-9 * before)) {
                throw FitException.of(
                        model,
                        before == 0
                                ? "the covariate " + names.get(i) + " is the same for all customers"
                                : "the covariate " + names.get(i) + " is a sum of multiples of " + names.subList(0, i),
                        List.of("Can it be left out?", "Is the reference of a category its own column too?"));
            }
            scale(rest, 1 / length(rest));
            independent.add(rest);
        }
    }

    private static double[] centred(double[] column) {
        double mean = Arrays.stream(column).average().orElse(0);
        double[] centred = Arrays.stream(column).map(value -> value - mean).toArray();
        double size = Arrays.stream(column).map(Math::abs).max().orElse(0);
        // A constant's mean is rounded.
        return length(centred) > 1e-13 * size * Math.sqrt(column.length) ? centred : new double[column.length];
    }

    private static double length(double[] column) {
        return Math.sqrt(Arrays.stream(column).map(value -> value * value).sum());
    }

    private static void scale(double[] column, double factor) {
        Arrays.setAll(column, i -> column[i] * factor);
    }

    private static void take(double[] from, double[] unit) {
        double share = 0;
        for (int i = 0; i < unit.length; i++) {
            share += from[i] * unit[i];
        }
        double times = share;
        Arrays.setAll(from, i -> from[i] - times * unit[i]);
    }
}
