package io.engagement.customerbase;

import io.engagement.domain.InitiatorCounts;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Provenance;
import io.engagement.history.LogView;
import io.engagement.internal.index.RowSort;
import io.engagement.internal.math.Checks;
import io.engagement.internal.text.OneLine;
import io.engagement.measure.Covariates;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureColumn;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDefinition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The data of customer-base models, by customer: x, the number of repeat purchase days (frequency); t_x, the time from
 * the first purchase to the last one (recency), 0 if x = 0; T, the time from the first purchase to now (age). Times are
 * in one unit.
 *
 * <p>A row may represent several customers: its weight says how many. Immutable.
 */
public final class Purchases {
    private static final double[] UNKNOWN = {};

    private final TimeScale timeScale;
    private final double[] frequency;
    private final double[] recency;
    private final double[] age;
    private final double[] weight;
    private final Optional<Instant> asOf;
    /** Of the interactions that were read. */
    private final Optional<InitiatorCounts> initiators;

    private final PurchaseDefinition definition;
    /** Sums of logarithms of gaps; of length 0 if they are not known. */
    private final double[] logGaps;

    private final Known known;

    /** Covariates by column and row, and whom they leave out. */
    private static final class Known {
        static final Known NOTHING = new Known(Covariates.none(), new double[0][], List.of());

        private final Covariates covariates;
        private final double[][] columns;
        private final List<String> leftOut;

        Known(Covariates covariates, double[][] columns, List<String> leftOut) {
            this.covariates = covariates;
            this.columns = columns;
            this.leftOut = leftOut;
        }

        Known rows(int... rows) {
            return new Known(
                    covariates,
                    Arrays.stream(columns).map(column -> picked(column, rows)).toArray(double[][]::new),
                    leftOut);
        }
    }

    private Purchases(
            TimeScale timeScale,
            double[] frequency,
            double[] recency,
            double[] age,
            double[] weight,
            Optional<Instant> asOf,
            Optional<InitiatorCounts> initiators,
            PurchaseDefinition definition,
            double[] logGaps,
            Known known) {
        this.timeScale = Objects.requireNonNull(timeScale, "timeScale");
        this.frequency = frequency;
        this.recency = recency;
        this.age = age;
        this.weight = weight;
        this.asOf = asOf;
        this.initiators = initiators;
        this.definition = definition;
        this.logGaps = logGaps;
        this.known = known;
    }

    /**
     * Purchases from columns, each row one customer; taken as {@linkplain PurchaseDefinition#standard() the usual} ones until {@link
     * #withDefinition} says otherwise.
     *
     * @param timeScale unit of recency and age
     * @param frequency x: whole numbers, not negative
     * @param recency t_x: 0 where x = 0, else above 0 and at most the age
     * @param age T: finite, not negative
     * @return the purchases; the arrays are copied
     * @throws IllegalArgumentException if a value is out of its range, with the row, or the columns differ in length
     */
    public static Purchases of(TimeScale timeScale, double[] frequency, double[] recency, double[] age) {
        if (recency.length != frequency.length || age.length != frequency.length) {
            throw new IllegalArgumentException("frequency, recency and age must have the same length, had "
                    + frequency.length + ", " + recency.length + " and " + age.length);
        }
        double[] ones = new double[frequency.length];
        Arrays.fill(ones, 1);
        Purchases purchases = new Purchases(
                timeScale,
                frequency.clone(),
                recency.clone(),
                age.clone(),
                ones,
                Optional.empty(),
                Optional.empty(),
                PurchaseDefinition.standard(),
                UNKNOWN,
                Known.NOTHING);
        for (int row = 0; row < frequency.length; row++) {
            Checks.purchases("row " + row + ": ", frequency[row], recency[row], age[row]);
        }
        return purchases;
    }

    /**
     * Purchases of a table's customers. Customers without a purchase are left out, as models start at the first one.
     *
     * @param table holds frequency, recency and age of these purchase days; with their geometric mean gap the purchases
     *     {@linkplain #knowsLogGaps() know} how regular their timing is
     * @param days what counts as a purchase
     * @return the purchases in the table's unit of time, as of its instant
     * @throws IllegalArgumentException if a column is missing or holds values that no purchases have, or if purchases by period
     *     are asked of a table in another unit than the period
     */
    public static Purchases of(MeasureTable table, PurchaseDefinition days) {
        return of(table, days, Covariates.none());
    }

    /**
     * Purchases of a table's customers with covariates, which the table holds beside them: each customer's own. Customers of whom
     * a covariate is not known are left out, and {@link #leftOut()} says how many.
     *
     * @param table as in {@link #of(MeasureTable, PurchaseDefinition)}, with the measures of the covariates
     * @param days what counts as a purchase
     * @param covariates what models may read of customers
     * @return the purchases in the table's unit of time, as of its instant
     * @throws IllegalArgumentException as {@link #of(MeasureTable, PurchaseDefinition)}
     */
    public static Purchases of(MeasureTable table, PurchaseDefinition days, Covariates covariates) {
        TimeScale unit = days.period().orElse(table.timeScale());
        if (unit != table.timeScale()) {
            throw new IllegalArgumentException("purchases by " + unit + " are in " + unit + ", the table is in "
                    + table.timeScale() + ": compute it in " + unit);
        }
        MeasureColumn frequency = table.column(days.frequency());
        List<MeasureColumn> columns =
                covariates.measures().stream().map(table::column).toList();
        int[] bought = IntStream.range(0, table.size())
                .filter(row -> !Double.isNaN(frequency.get(row)))
                .toArray();
        int[] rows = Arrays.stream(bought)
                .filter(row -> columns.stream().allMatch(column -> Double.isFinite(column.get(row))))
                .toArray();
        Purchases purchases = of(
                        table.timeScale(),
                        picked(frequency, rows),
                        picked(table.column(days.recency()), rows),
                        picked(table.column(days.age()), rows))
                .withAsOf(table.asOf())
                .withDefinition(days)
                .with(new Known(
                        covariates,
                        columns.stream().map(column -> picked(column, rows)).toArray(double[][]::new),
                        leftOut(covariates, columns, bought)));
        if (!table.measures().contains(days.geometricMeanGap())) {
            return purchases;
        }
        double[] gaps = picked(table.column(days.geometricMeanGap()), rows);
        Arrays.setAll(gaps, row -> purchases.frequency(row) == 0 ? 0 : purchases.frequency(row) * Math.log(gaps[row]));
        return purchases.withLogGaps(gaps);
    }

    private static List<String> leftOut(Covariates covariates, List<MeasureColumn> columns, int[] bought) {
        List<String> leftOut = new ArrayList<>();
        for (int i = 0; i < covariates.facts().size(); i++) {
            MeasureColumn first = columns.get(covariates.column(i));
            long unknown = Arrays.stream(bought)
                    .filter(row -> !Double.isFinite(first.get(row)))
                    .count();
            if (unknown > 0) {
                leftOut.add(unknown + " of " + bought.length + " customers were left out, as their "
                        + OneLine.of(covariates.facts().get(i).name()) + " is not known");
            }
        }
        return leftOut;
    }

    private Purchases with(Known covariates) {
        return new Purchases(
                timeScale, frequency, recency, age, weight, asOf, initiators, definition, logGaps, covariates);
    }

    private static double[] picked(MeasureColumn column, int[] rows) {
        return Arrays.stream(rows).mapToDouble(column::get).toArray();
    }

    /**
     * Purchases of all customers of a view who have bought.
     *
     * @param view the interactions as of an instant
     * @param scale unit of recency and age
     * @param days what counts as a purchase
     * @return the purchases as of the view's instant
     * @throws IllegalArgumentException if purchases by period are asked for in another unit than the period
     */
    public static Purchases of(LogView view, TimeScale scale, PurchaseDefinition days) {
        return of(view, scale, days, Covariates.none());
    }

    /**
     * Purchases of all customers of a view who have bought, with covariates. Customers of whom a covariate is not known are left
     * out, and {@link #leftOut()} says how many.
     *
     * @param view the interactions as of an instant, and the customers
     * @param scale unit of recency and age
     * @param days what counts as a purchase
     * @param covariates what models may read of customers
     * @return the purchases as of the view's instant
     * @throws IllegalArgumentException if purchases by period are asked for in another unit than the period
     */
    public static Purchases of(LogView view, TimeScale scale, PurchaseDefinition days, Covariates covariates) {
        List<Measure> measures =
                new ArrayList<>(List.of(days.frequency(), days.recency(), days.age(), days.geometricMeanGap()));
        measures.addAll(covariates.measures());
        return of(MeasureTable.of(view, scale, measures), days, covariates).withInitiators(view.initiators());
    }

    Purchases withInitiators(InitiatorCounts read) {
        return new Purchases(
                timeScale, frequency, recency, age, weight, asOf, Optional.of(read), definition, logGaps, known);
    }

    /**
     * A provenance with what is known of the interactions that were read.
     *
     * @param provenance of a fit to these purchases
     * @return the changed copy: with the period, the unit of time and how initiators are known
     */
    public Provenance observed(Provenance provenance) {
        return provenance
                .withPeriod(start(), asOf())
                .withTimeScale(timeScale.name())
                .withInteractions(initiators);
    }

    /**
     * These purchases with weights.
     *
     * @param weights how many customers each row represents; positive, finite
     * @return the changed copy
     * @throws IllegalArgumentException if there are not as many weights as rows or one is out of its range
     */
    public Purchases withWeights(double[] weights) {
        if (weights.length != frequency.length) {
            throw new IllegalArgumentException(
                    "weights must be as many as rows, were " + weights.length + " for " + frequency.length);
        }
        for (int row = 0; row < weights.length; row++) {
            if (!(weights[row] > 0 && weights[row] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "row " + row + ": weight must be positive and finite, was " + weights[row]);
            }
        }
        return new Purchases(
                timeScale, frequency, recency, age, weights.clone(), asOf, initiators, definition, logGaps, known);
    }

    /**
     * These purchases as seen at an instant; it goes into the provenance of models.
     *
     * @param instant when the observation ends, to which ages count
     * @return the changed copy
     */
    public Purchases withAsOf(Instant instant) {
        return new Purchases(
                timeScale,
                frequency,
                recency,
                age,
                weight,
                Optional.of(Objects.requireNonNull(instant, "instant")),
                initiators,
                definition,
                logGaps,
                known);
    }

    /**
     * These purchases with another definition, which models fitted to them inherit.
     *
     * @param counted what counted as a purchase
     * @return the changed copy
     * @throws IllegalArgumentException if purchases are counted by a period that is not the unit of time
     */
    public Purchases withDefinition(PurchaseDefinition counted) {
        Population.checkPeriod(counted, timeScale);
        return new Purchases(timeScale, frequency, recency, age, weight, asOf, initiators, counted, logGaps, known);
    }

    /**
     * What counted as a purchase.
     *
     * @return the definition; of purchases from columns {@link PurchaseDefinition#standard()}, unless {@link #withDefinition} said
     *     otherwise
     */
    public PurchaseDefinition definition() {
        return definition;
    }

    /**
     * These purchases with the regularity of their timing, which the models with Erlang times between purchases read.
     *
     * @param sums for each row the sum of the natural logarithms of the times between successive purchases, in the unit;
     *     finite, 0 where x = 0
     * @return the changed copy
     * @throws IllegalArgumentException if there are not as many sums as rows or one is out of its range
     */
    public Purchases withLogGaps(double[] sums) {
        if (sums.length != frequency.length) {
            throw new IllegalArgumentException(
                    "sums of log gaps must be as many as rows, were " + sums.length + " for " + frequency.length);
        }
        for (int row = 0; row < sums.length; row++) {
            // Of x gaps with a given sum, that of logarithms is largest where all are equal.
            double most = frequency[row] == 0 ? 0 : frequency[row] * Math.log(recency[row] / frequency[row]);
            boolean possible = frequency[row] == 0 ? sums[row] == 0 : sums[row] <= most + 1e-6 * (1 + Math.abs(most));
            if (!(possible && sums[row] > Double.NEGATIVE_INFINITY)) {
                throw new IllegalArgumentException("row " + row + ": the sum of the log gaps of " + frequency[row]
                        + " repeat purchases within " + recency[row] + " must be finite and at most " + most + ", was "
                        + sums[row]);
            }
        }
        return new Purchases(
                timeScale, frequency, recency, age, weight, asOf, initiators, definition, sums.clone(), known);
    }

    /**
     * Whether the regularity of timing is known.
     *
     * @return if {@link #logGaps} is not NaN
     */
    public boolean knowsLogGaps() {
        return logGaps.length == frequency.length && frequency.length > 0;
    }

    /**
     * The sum of the logarithms of the times between successive purchases of a row; for a row of several customers,
     * their mean.
     *
     * @param row from 0
     * @return in the logarithm of the unit, NaN if it is not known
     */
    public double logGaps(int row) {
        return knowsLogGaps() ? logGaps[row] : Double.NaN;
    }

    /**
     * The same purchases with each distinct row once, weighted, ordered by frequency, recency, age and covariates.
     *
     * @return rows whose weights add up to {@link #customers()}; the same bits whatever the order of these rows
     */
    public Purchases distinct() {
        List<double[]> keys = new ArrayList<>(List.of(frequency, recency, age));
        keys.addAll(List.of(known.columns));
        int differing = keys.size();
        keys.add(weight);
        if (knowsLogGaps()) {
            keys.add(logGaps);
        }
        int[] order = new RowSort(keys.toArray(double[][]::new)).order();
        int[] first = new int[order.length];
        double[] weights = new double[order.length];
        double[] gaps = new double[order.length];
        int rows = 0;
        for (int row : order) {
            if (rows == 0 || !isAlike(keys.subList(0, differing), row, first[rows - 1])) {
                first[rows++] = row;
            }
            weights[rows - 1] += weight[row];
            gaps[rows - 1] += knowsLogGaps() ? weight[row] * logGaps[row] : 0;
        }
        int[] kept = Arrays.copyOf(first, rows);
        double[] meanLogGaps = new double[knowsLogGaps() ? rows : 0];
        Arrays.setAll(meanLogGaps, i -> gaps[i] / weights[i]);
        return new Purchases(
                timeScale,
                picked(frequency, kept),
                picked(recency, kept),
                picked(age, kept),
                Arrays.copyOf(weights, rows),
                asOf,
                initiators,
                definition,
                meanLogGaps,
                known.rows(kept));
    }

    private static boolean isAlike(List<double[]> columns, int row, int other) {
        for (double[] column : columns) {
            if (column[row] != column[other]) {
                return false;
            }
        }
        return true;
    }

    /**
     * A sample of these customers with replacement, for a bootstrap.
     *
     * @param times how often each row was drawn: its weight in the sample; rows that were not drawn (0) are left out
     * @return the sample
     */
    public Purchases resampled(double[] times) {
        int[] rows = IntStream.range(0, size()).filter(row -> times[row] > 0).toArray();
        return rows(rows, picked(times, rows));
    }

    /**
     * Some of the rows.
     *
     * @param rows from 0
     * @return these, in this order, with their weights
     */
    public Purchases rows(int... rows) {
        return rows(rows, picked(weight, rows));
    }

    /**
     * Every step-th row from the middle of the first step on, with step times its weight: a fair sample of ordered
     * rows.
     */
    Purchases everyRow(int step) {
        int[] rows = IntStream.iterate(step / 2, row -> row < size(), row -> row + step)
                .toArray();
        return rows(
                rows, Arrays.stream(rows).mapToDouble(row -> weight[row] * step).toArray());
    }

    private Purchases rows(int[] rows, double[] weights) {
        return new Purchases(
                timeScale,
                picked(frequency, rows),
                picked(recency, rows),
                picked(age, rows),
                weights,
                asOf,
                initiators,
                definition,
                knowsLogGaps() ? picked(logGaps, rows) : UNKNOWN,
                known.rows(rows));
    }

    private static double[] picked(double[] column, int[] rows) {
        return Arrays.stream(rows).mapToDouble(row -> column[row]).toArray();
    }

    /**
     * The same customers with fewer covariates: those that a model reads.
     *
     * @param wanted some of the covariates, in any order
     * @return the changed copy
     * @throws IllegalArgumentException if one is not among these purchases' covariates
     */
    public Purchases about(Covariates wanted) {
        if (wanted.equals(known.covariates)) {
            return this;
        }
        double[][] columns = new double[wanted.size()][];
        for (int i = 0; i < columns.length; i++) {
            int place = known.covariates.measures().indexOf(wanted.measures().get(i));
            if (place < 0) {
                throw new IllegalArgumentException("the purchases have no covariate "
                        + wanted.names().get(i) + ", they have " + known.covariates
                        + ": read them with it, by Purchases.of(view, scale, definition, covariates)");
            }
            columns[i] = known.columns[place];
        }
        return with(new Known(wanted, columns, known.leftOut));
    }

    /**
     * What models may read of customers.
     *
     * @return none unless these purchases were read with them
     */
    public Covariates covariates() {
        return known.covariates;
    }

    /**
     * The covariates of a row.
     *
     * @param row from 0
     * @return finite, in the order of {@link #covariates()}
     */
    public double[] covariates(int row) {
        double[] values = new double[known.columns.length];
        Arrays.setAll(values, i -> known.columns[i][row]);
        return values;
    }

    /**
     * A covariate of a row.
     *
     * @param row from 0
     * @param column of the {@link #covariates()}, from 0
     * @return finite
     */
    public double covariate(int row, int column) {
        return known.columns[column][row];
    }

    /**
     * Who was left out, as a covariate is not known.
     *
     * @return sentences; empty if nobody was
     */
    public List<String> leftOut() {
        return known.leftOut;
    }

    /** The typical customer's covariates. */
    List<Double> typicalCovariates() {
        List<IntToDoubleFunction> columns = Arrays.stream(known.columns)
                .<IntToDoubleFunction>map(column -> row -> column[row])
                .toList();
        return Arrays.stream(known.covariates.typical(size(), row -> weight[row], columns))
                .boxed()
                .toList();
    }

    /**
     * The unit of recency and age.
     *
     * @return the unit
     */
    public TimeScale timeScale() {
        return timeScale;
    }

    /**
     * The number of rows.
     *
     * @return how many
     */
    public int size() {
        return frequency.length;
    }

    /**
     * x of a row.
     *
     * @param row from 0
     * @return number of repeat purchase days
     */
    public double frequency(int row) {
        return frequency[row];
    }

    /**
     * t_x of a row.
     *
     * @param row from 0
     * @return time from the first purchase to the last one, in the unit
     */
    public double recency(int row) {
        return recency[row];
    }

    /**
     * T of a row.
     *
     * @param row from 0
     * @return time from the first purchase to now, in the unit
     */
    public double age(int row) {
        return age[row];
    }

    /**
     * Weight of a row.
     *
     * @param row from 0
     * @return how many customers it represents
     */
    public double weight(int row) {
        return weight[row];
    }

    /**
     * The number of customers.
     *
     * @return the sum of weights
     */
    public double customers() {
        return Arrays.stream(weight).sum();
    }

    /**
     * The number of repeat purchases.
     *
     * @return the sum over all customers
     */
    public double repeatPurchases() {
        double sum = 0;
        for (int row = 0; row < size(); row++) {
            sum += weight[row] * frequency[row];
        }
        return sum;
    }

    /**
     * When the observation ends.
     *
     * @return empty if it is not known
     */
    public Optional<Instant> asOf() {
        return asOf;
    }

    /**
     * When the observation starts: the earliest first purchase.
     *
     * @return empty if the end is not known or there is no row
     */
    public Optional<Instant> start() {
        double longest = Arrays.stream(age).max().orElse(Double.NaN);
        return longest >= 0 ? asOf.map(end -> end.minus(timeScale.toDuration(longest))) : Optional.empty();
    }

    /**
     * The typical customer: median x, t_x and T.
     *
     * @return the lower medians, by weight; zeros if there is no row
     */
    public PurchaseSummary typical() {
        return new PurchaseSummary(median(frequency), median(recency), median(age));
    }

    private double median(double[] values) {
        int[] order = new RowSort(values, weight).order();
        double half = customers() / 2;
        double below = 0;
        for (int row : order) {
            below += weight[row];
            if (below >= half) {
                return values[row];
            }
        }
        return 0;
    }
}
