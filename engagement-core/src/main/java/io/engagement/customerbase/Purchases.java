package io.engagement.customerbase;

import io.engagement.domain.InitiatorCounts;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Provenance;
import io.engagement.history.LogView;
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
import java.util.stream.IntStream;

/**
 * The data of customer-base models, by customer: x, the number of repeat purchase days (frequency); t_x, the time from
 * the first purchase to the last one (recency), 0 if x = 0; T, the time from the first purchase to now (age). Times are
 * in one unit.
 *
 * <p>A row may represent several customers: its weight says how many. Immutable.
 */
public final class Purchases {
    private final PurchaseColumns columns;
    private final TimeScale timeScale;
    private final Optional<Instant> asOf;
    /** Of the interactions that were read. */
    private final Optional<InitiatorCounts> initiators;

    private final PurchaseDefinition definition;

    private Purchases(
            PurchaseColumns columns,
            TimeScale timeScale,
            Optional<Instant> asOf,
            Optional<InitiatorCounts> initiators,
            PurchaseDefinition definition) {
        this.columns = columns;
        this.timeScale = Objects.requireNonNull(timeScale, "timeScale");
        this.asOf = asOf;
        this.initiators = initiators;
        this.definition = definition;
    }

    /** Other customers, or more known of them, from the same source. */
    private Purchases with(PurchaseColumns others) {
        return new Purchases(others, timeScale, asOf, initiators, definition);
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
        Purchases purchases = new Purchases(
                PurchaseColumns.of(frequency.clone(), recency.clone(), age.clone()),
                timeScale,
                Optional.empty(),
                Optional.empty(),
                PurchaseDefinition.standard());
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
        double[][] counted = {
            picked(frequency, rows), picked(table.column(days.recency()), rows), picked(table.column(days.age()), rows)
        };
        for (int row = 0; row < rows.length; row++) {
            Checks.purchases("row " + row + ": ", counted[0][row], counted[1][row], counted[2][row]);
        }
        Purchases purchases = new Purchases(
                PurchaseColumns.of(counted[0], counted[1], counted[2])
                        .with(KnownColumns.of(covariates, columns, bought, rows))
                        .with(new PurchaseColumns.Ids(table::customerId, rows)),
                table.timeScale(),
                Optional.of(table.asOf()),
                table.initiators(),
                days);
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
        return of(MeasureTable.of(view, scale, measures), days, covariates);
    }

    Purchases withInitiators(Optional<InitiatorCounts> read) {
        return new Purchases(columns, timeScale, asOf, read, definition);
    }

    /**
     * These purchases with the times of all of them, which {@linkplain PurchaseFamily#readsTimes() some families} read.
     *
     * @param view the one that they were read from
     * @return the changed copy
     * @throws IllegalArgumentException if the customers have no ids, or one has other purchases in the view
     */
    public Purchases withTimes(LogView view) {
        return withTimes(PurchaseTimes.of(view, this));
    }

    /** The same customers, row by row. */
    Purchases withTimes(PurchaseTimes times) {
        for (int row = 0; row < size(); row++) {
            if (times.frequency(row) != frequency(row)) {
                throw new IllegalArgumentException("the times must be of these purchases, but customer "
                        + OneLine.of(times.customerIds().get(row)) + " has " + times.frequency(row)
                        + " repeat purchases by them and " + frequency(row)
                        + " here: is it the view that was read, and the definition?");
            }
        }
        return with(columns.with(Optional.of(times)));
    }

    /**
     * When all of the purchases were.
     *
     * @return row by row; empty unless these purchases were read {@linkplain #withTimes with them}
     */
    public Optional<PurchaseTimes> times() {
        return columns.times();
    }

    /**
     * Whose purchases a row's are.
     *
     * @param row from 0
     * @return the customer's id; empty where rows are no single customers, or these are not known
     */
    public Optional<String> customerId(int row) {
        return columns.customerId(row);
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
        if (weights.length != size()) {
            throw new IllegalArgumentException(
                    "weights must be as many as rows, were " + weights.length + " for " + size());
        }
        for (int row = 0; row < weights.length; row++) {
            if (!(weights[row] > 0 && weights[row] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "row " + row + ": weight must be positive and finite, was " + weights[row]);
            }
        }
        return with(columns.withWeights(weights.clone()));
    }

    /**
     * These purchases as seen at an instant; it goes into the provenance of models.
     *
     * @param instant when the observation ends, to which ages count
     * @return the changed copy
     */
    public Purchases withAsOf(Instant instant) {
        return new Purchases(
                columns, timeScale, Optional.of(Objects.requireNonNull(instant, "instant")), initiators, definition);
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
        return new Purchases(columns, timeScale, asOf, initiators, counted);
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
        return with(columns.withLogGaps(sums.clone()));
    }

    /**
     * Whether the regularity of timing is known.
     *
     * @return if {@link #logGaps} is not NaN
     */
    public boolean knowsLogGaps() {
        return columns.knowsLogGaps();
    }

    /**
     * The sum of the logarithms of the times between successive purchases of a row; for a row of several customers,
     * their mean.
     *
     * @param row from 0
     * @return in the logarithm of the unit, NaN if it is not known
     */
    public double logGaps(int row) {
        return columns.logGaps(row);
    }

    /**
     * The same purchases with each distinct row once, weighted, ordered by frequency, recency, age and covariates.
     *
     * @return rows whose weights add up to {@link #customers()}; the same bits whatever the order of these rows
     */
    public Purchases distinct() {
        return with(columns.distinct());
    }

    /**
     * A sample of these customers with replacement, for a bootstrap.
     *
     * @param times how often each row was drawn: its weight in the sample; rows that were not drawn (0) are left out
     * @return the sample
     */
    public Purchases resampled(double[] times) {
        int[] rows = IntStream.range(0, size()).filter(row -> times[row] > 0).toArray();
        return with(columns.rows(rows).withWeights(PurchaseColumns.picked(times, rows)));
    }

    /**
     * The same purchases of customers who are known for longer, and bought nothing since; or for less, up to their last purchase.
     *
     * @param ages T of each row: at least its recency, finite
     * @return the changed copy, as of no instant and without the {@linkplain #times() times} of all purchases
     * @throws IllegalArgumentException if there are not as many ages as rows or one is out of its range
     */
    public Purchases withAges(double[] ages) {
        if (ages.length != size()) {
            throw new IllegalArgumentException("ages must be as many as rows, were " + ages.length + " for " + size());
        }
        for (int row = 0; row < ages.length; row++) {
            Checks.purchases("row " + row + ": ", frequency(row), recency(row), ages[row]);
        }
        return new Purchases(columns.withAges(ages.clone()), timeScale, Optional.empty(), initiators, definition);
    }

    /**
     * Some of the rows.
     *
     * @param rows from 0
     * @return these, in this order, with their weights
     */
    public Purchases rows(int... rows) {
        return with(columns.rows(rows));
    }

    /**
     * Every step-th row from the middle of the first step on, with step times its weight: a fair sample of ordered
     * rows.
     */
    Purchases everyRow(int step) {
        int[] rows = IntStream.iterate(step / 2, row -> row < size(), row -> row + step)
                .toArray();
        double[] weights =
                Arrays.stream(rows).mapToDouble(row -> weight(row) * step).toArray();
        return with(columns.rows(rows).withWeights(weights));
    }

    /**
     * The same customers with fewer covariates: those that a model reads.
     *
     * @param wanted some of the covariates, in any order
     * @return the changed copy
     * @throws IllegalArgumentException if one is not among these purchases' covariates
     */
    public Purchases about(Covariates wanted) {
        return wanted.equals(covariates())
                ? this
                : with(columns.with(columns.known().about(wanted)));
    }

    /**
     * What models may read of customers.
     *
     * @return none unless these purchases were read with them
     */
    public Covariates covariates() {
        return columns.known().covariates();
    }

    /**
     * The covariates of a row.
     *
     * @param row from 0
     * @return finite, in the order of {@link #covariates()}
     */
    public double[] covariates(int row) {
        return columns.known().row(row);
    }

    /**
     * A covariate of a row.
     *
     * @param row from 0
     * @param column of the {@link #covariates()}, from 0
     * @return finite
     */
    public double covariate(int row, int column) {
        return columns.known().value(row, column);
    }

    /**
     * Who was left out, as a covariate is not known.
     *
     * @return sentences; empty if nobody was
     */
    public List<String> leftOut() {
        return columns.known().leftOut();
    }

    /** The typical customer's covariates. */
    List<Double> typicalCovariates() {
        return columns.typicalCovariates();
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
        return columns.size();
    }

    /**
     * x of a row.
     *
     * @param row from 0
     * @return number of repeat purchase days
     */
    public double frequency(int row) {
        return columns.frequency(row);
    }

    /**
     * t_x of a row.
     *
     * @param row from 0
     * @return time from the first purchase to the last one, in the unit
     */
    public double recency(int row) {
        return columns.recency(row);
    }

    /**
     * T of a row.
     *
     * @param row from 0
     * @return time from the first purchase to now, in the unit
     */
    public double age(int row) {
        return columns.age(row);
    }

    /**
     * Weight of a row.
     *
     * @param row from 0
     * @return how many customers it represents
     */
    public double weight(int row) {
        return columns.weight(row);
    }

    /**
     * The number of customers.
     *
     * @return the sum of weights
     */
    public double customers() {
        return columns.customers();
    }

    /**
     * The number of repeat purchases.
     *
     * @return the sum over all customers
     */
    public double repeatPurchases() {
        double sum = 0;
        for (int row = 0; row < size(); row++) {
            sum += weight(row) * frequency(row);
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
        double longest = columns.longestAge();
        return longest >= 0 ? asOf.map(end -> end.minus(timeScale.toDuration(longest))) : Optional.empty();
    }

    /**
     * The typical customer: median x, t_x and T.
     *
     * @return the lower medians, by weight; zeros if there is no row
     */
    public PurchaseSummary typical() {
        return columns.typical();
    }
}
