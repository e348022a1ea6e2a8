package io.engagement.customerbase;

import io.engagement.domain.InitiatorCounts;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Provenance;
import io.engagement.history.LogView;
import io.engagement.internal.index.RowSort;
import io.engagement.internal.math.Checks;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureColumn;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDefinition;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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

    private Purchases(
            TimeScale timeScale,
            double[] frequency,
            double[] recency,
            double[] age,
            double[] weight,
            Optional<Instant> asOf,
            Optional<InitiatorCounts> initiators,
            PurchaseDefinition definition,
            double[] logGaps) {
        this.timeScale = timeScale;
        this.frequency = frequency;
        this.recency = recency;
        this.age = age;
        this.weight = weight;
        this.asOf = asOf;
        this.initiators = initiators;
        this.definition = definition;
        this.logGaps = logGaps;
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
                UNKNOWN);
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
        TimeScale unit = days.period().orElse(table.timeScale());
        if (unit != table.timeScale()) {
            throw new IllegalArgumentException("purchases by " + unit + " are in " + unit + ", the table is in "
                    + table.timeScale() + ": compute it in " + unit);
        }
        MeasureColumn frequency = table.column(days.frequency());
        int[] rows = IntStream.range(0, table.size())
                .filter(row -> !Double.isNaN(frequency.get(row)))
                .toArray();
        Purchases purchases = of(
                        table.timeScale(),
                        picked(frequency, rows),
                        picked(table.column(days.recency()), rows),
                        picked(table.column(days.age()), rows))
                .withAsOf(table.asOf())
                .withDefinition(days);
        if (!table.measures().contains(days.geometricMeanGap())) {
            return purchases;
        }
        double[] gaps = picked(table.column(days.geometricMeanGap()), rows);
        Arrays.setAll(gaps, row -> purchases.frequency(row) == 0 ? 0 : purchases.frequency(row) * Math.log(gaps[row]));
        return purchases.withLogGaps(gaps);
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
        List<Measure> measures = List.of(days.frequency(), days.recency(), days.age(), days.geometricMeanGap());
        return of(MeasureTable.of(view, scale, measures), days).withInitiators(view.initiators());
    }

    private Purchases withInitiators(InitiatorCounts read) {
        return new Purchases(timeScale, frequency, recency, age, weight, asOf, Optional.of(read), definition, logGaps);
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
                timeScale, frequency, recency, age, weights.clone(), asOf, initiators, definition, logGaps);
    }

    /**
     * These purchases as seen at an instant; it goes into the provenance of models.
     *
     * @param instant when the observation ends, to which ages count
     * @return the changed copy
     */
    public Purchases withAsOf(Instant instant) {
        return new Purchases(
                timeScale, frequency, recency, age, weight, Optional.of(instant), initiators, definition, logGaps);
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
        return new Purchases(timeScale, frequency, recency, age, weight, asOf, initiators, counted, logGaps);
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
        return new Purchases(timeScale, frequency, recency, age, weight, asOf, initiators, definition, sums.clone());
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
     * The same purchases with each distinct row once, weighted, ordered by frequency, recency and age.
     *
     * @return rows whose weights add up to {@link #customers()}; the same bits whatever the order of these rows
     */
    public Purchases distinct() {
        RowSort sort = knowsLogGaps()
                ? new RowSort(frequency, recency, age, weight, logGaps)
                : new RowSort(frequency, recency, age, weight);
        int[] order = sort.order();
        int rows = 0;
        double[][] kept = new double[5][order.length];
        for (int row : order) {
            boolean known = rows > 0
                    && kept[0][rows - 1] == frequency[row]
                    && kept[1][rows - 1] == recency[row]
                    && kept[2][rows - 1] == age[row];
            if (!known) {
                kept[0][rows] = frequency[row];
                kept[1][rows] = recency[row];
                kept[2][rows] = age[row];
                rows++;
            }
            kept[3][rows - 1] += weight[row];
            kept[4][rows - 1] += knowsLogGaps() ? weight[row] * logGaps[row] : 0;
        }
        double[] meanLogGaps = new double[knowsLogGaps() ? rows : 0];
        Arrays.setAll(meanLogGaps, i -> kept[4][i] / kept[3][i]);
        return new Purchases(
                timeScale,
                Arrays.copyOf(kept[0], rows),
                Arrays.copyOf(kept[1], rows),
                Arrays.copyOf(kept[2], rows),
                Arrays.copyOf(kept[3], rows),
                asOf,
                initiators,
                definition,
                meanLogGaps);
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
                knowsLogGaps() ? picked(logGaps, rows) : UNKNOWN);
    }

    private static double[] picked(double[] column, int[] rows) {
        return Arrays.stream(rows).mapToDouble(row -> column[row]).toArray();
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
