package io.engagement.measure;

import io.engagement.internal.text.Names;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntToDoubleFunction;

/**
 * What a model reads of customers besides what they did: {@link Fact}s in an order, each of one column or, for a category, one
 * for each level but the baseline. A value that travels with the model, in memory and in its text, so that scorers read for
 * each customer, by id, what the model was fitted to. Immutable.
 *
 * <pre>{@code
 * Covariates covariates = Covariates.of(Fact.attribute("age"), Levels.of(view, "region"));
 * }</pre>
 */
public final class Covariates {
    private static final Covariates NONE = new Covariates(List.of());

    private final List<Fact> facts;
    private final List<String> names;
    private final List<Measure> measures;
    /** By fact its first column, and at last how many columns there are. */
    private final int[] columns;

    private Covariates(List<Fact> facts) {
        this.facts = List.copyOf(facts);
        this.columns = new int[facts.size() + 1];
        List<String> allNames = new ArrayList<>();
        List<Measure> allMeasures = new ArrayList<>();
        for (int i = 0; i < facts.size(); i++) {
            allNames.addAll(facts.get(i).columns());
            allMeasures.addAll(facts.get(i).measures());
            columns[i + 1] = allNames.size();
        }
        this.names = List.copyOf(allNames);
        this.measures = List.copyOf(allMeasures);
        Set<String> different = new HashSet<>();
        for (String name : names) {
            if (!different.add(name)) {
                throw new IllegalArgumentException("covariates must differ, two are " + name);
            }
        }
    }

    /**
     * No covariate: what most models read.
     *
     * @return the covariates
     */
    public static Covariates none() {
        return NONE;
    }

    /**
     * Covariates in an order.
     *
     * @param facts of different names
     * @return the covariates
     * @throws IllegalArgumentException if two columns have one name
     */
    public static Covariates of(Fact... facts) {
        return of(Arrays.asList(facts));
    }

    /**
     * Covariates in an order.
     *
     * @param facts of different names
     * @return the covariates
     * @throws IllegalArgumentException if two columns have one name
     */
    public static Covariates of(List<Fact> facts) {
        return facts.isEmpty() ? NONE : new Covariates(facts);
    }

    /**
     * The facts.
     *
     * @return in their order
     */
    public List<Fact> facts() {
        return facts;
    }

    /**
     * The columns' names, for coefficients.
     *
     * @return such as {@code age} and {@code region=north}
     */
    public List<String> names() {
        return names;
    }

    /**
     * What the columns are read by.
     *
     * @return a measure for each of the {@link #names()}
     */
    public List<Measure> measures() {
        return measures;
    }

    /**
     * Whether there is none.
     *
     * @return if there is no column
     */
    public boolean isEmpty() {
        return names.isEmpty();
    }

    /**
     * The number of columns.
     *
     * @return not negative
     */
    public int size() {
        return names.size();
    }

    /**
     * The place of a column.
     *
     * @param name of the column
     * @return from 0
     * @throws IllegalArgumentException if there is no such column
     */
    public int index(String name) {
        int index = names.indexOf(name);
        if (index < 0) {
            throw Names.unknown("covariate", name, names);
        }
        return index;
    }

    /**
     * The first column of a fact.
     *
     * @param fact from 0; as many as there are facts for the end of the last one
     * @return its place among the columns
     */
    public int column(int fact) {
        return columns[fact];
    }

    /**
     * These covariates and those of others that are not among them.
     *
     * @param others more covariates
     * @return all of both, each once
     * @throws IllegalArgumentException if two that differ have one name
     */
    public Covariates and(Covariates others) {
        List<Fact> all = new ArrayList<>(facts);
        others.facts.stream().filter(fact -> !all.contains(fact)).forEach(all::add);
        return of(all);
    }

    /**
     * The covariates of a typical customer: of a number the median, of a category the level that most customers have.
     *
     * @param rows how many
     * @param weight for how many customers a row stands
     * @param values by column the value of a row
     * @return by column; zeros if there is no row
     */
    public double[] typical(int rows, IntToDoubleFunction weight, List<? extends IntToDoubleFunction> values) {
        double[] typical = new double[size()];
        for (int i = 0; i < facts.size(); i++) {
            if (facts.get(i) instanceof Levels) {
                int most = mostFrequent(columns[i], columns[i + 1], rows, weight, values);
                if (most >= 0) {
                    typical[most] = 1;
                }
            } else {
                typical[columns[i]] = median(rows, weight, values.get(columns[i]));
            }
        }
        return typical;
    }

    /** The column of the level that most have, or -1 for the baseline. */
    private static int mostFrequent(
            int from, int to, int rows, IntToDoubleFunction weight, List<? extends IntToDoubleFunction> values) {
        double[] of = new double[to - from];
        double rest = 0;
        for (int row = 0; row < rows; row++) {
            rest += weight.applyAsDouble(row);
            for (int i = from; i < to; i++) {
                of[i - from] += weight.applyAsDouble(row) * values.get(i).applyAsDouble(row);
            }
        }
        double most = rest - Arrays.stream(of).sum();
        int found = -1;
        for (int i = 0; i < of.length; i++) {
            if (of[i] > most) {
                most = of[i];
                found = from + i;
            }
        }
        return found;
    }

    /** The lower one, by weight. */
    private static double median(int rows, IntToDoubleFunction weight, IntToDoubleFunction values) {
        double[][] sorted = new double[rows][];
        double all = 0;
        for (int row = 0; row < rows; row++) {
            sorted[row] = new double[] {values.applyAsDouble(row), weight.applyAsDouble(row)};
            all += sorted[row][1];
        }
        Arrays.sort(sorted, (one, other) -> Double.compare(one[0], other[0]));
        double below = 0;
        for (double[] each : sorted) {
            below += each[1];
            if (below >= all / 2) {
                return each[0];
            }
        }
        return 0;
    }

    /** By the facts. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Covariates covariates && facts.equals(covariates.facts);
    }

    @Override
    public int hashCode() {
        return facts.hashCode();
    }

    /** The names. */
    @Override
    public String toString() {
        return names.toString();
    }
}
