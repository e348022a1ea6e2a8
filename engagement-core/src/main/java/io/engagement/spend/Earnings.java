package io.engagement.spend;

import io.engagement.domain.TimeScale;
import io.engagement.fit.Provenance;
import io.engagement.history.LogView;
import io.engagement.internal.index.RowSort;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDefinition;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What {@link HurdleGammaGamma} reads of each customer: x, the number of repeat purchase days with a value; z, their mean
 * value, of any sign; k, how many of them brought more than nothing; m, the mean value of these. Customers with x = 0 are
 * left out and counted. Immutable.
 */
public final class Earnings {
    /** By how much x z may exceed k m, as both have been rounded. */
    private static final double ROUNDING = 1e-6;

    private final double[] frequency;
    private final double[] meanSpend;
    private final double[] earningFrequency;
    private final double[] meanEarning;
    private final double[] weight;
    private final int withoutRepeat;
    private final PurchaseDefinition definition;
    private final Optional<Spending.Source> source;

    private Earnings(
            double[][] columns, int withoutRepeat, PurchaseDefinition definition, Optional<Spending.Source> source) {
        this.frequency = columns[0];
        this.earningFrequency = columns[1];
        this.meanEarning = columns[2];
        this.meanSpend = columns[3];
        this.weight = columns[4];
        this.withoutRepeat = withoutRepeat;
        this.definition = definition;
        this.source = source;
    }

    /**
     * The same numbers with another definition, for plain numbers, which have none.
     *
     * @param other what was counted
     * @return the changed copy
     */
    public Earnings withDefinition(PurchaseDefinition other) {
        double[][] columns = {frequency, earningFrequency, meanEarning, meanSpend, weight};
        return new Earnings(columns, withoutRepeat, Objects.requireNonNull(other, "other"), source);
    }

    /**
     * What was counted.
     *
     * @return what counts as a purchase, and whether values are less refunds; {@linkplain PurchaseDefinition#standard() the
     *     usual} of plain numbers
     */
    public PurchaseDefinition definition() {
        return definition;
    }

    /**
     * Spend from columns, each row one customer.
     *
     * @param frequency x: repeat purchase days with a value; whole numbers, not negative
     * @param meanSpend z: their mean value, less refunds; finite; ignored where x = 0
     * @param earningFrequency k: how many of them brought more than nothing; whole numbers from 0 to x
     * @param meanEarning m: mean value of these, positive and finite; ignored where k = 0
     * @return the customers with x &gt; 0; the arrays are copied
     * @throws IllegalArgumentException if a value is out of its range, if all days together bring more than those that
     *     bring something (x z &gt; k m), or if the columns differ in length
     */
    public static Earnings of(double[] frequency, double[] meanSpend, double[] earningFrequency, double[] meanEarning) {
        double[] ones = new double[frequency.length];
        Arrays.fill(ones, 1);
        return of(frequency, meanSpend, earningFrequency, meanEarning, ones);
    }

    /**
     * Spend from columns, each row for as many customers as its weight.
     *
     * @param frequency x: repeat purchase days with a value; whole numbers, not negative
     * @param meanSpend z: their mean value, less refunds; finite; ignored where x = 0
     * @param earningFrequency k: how many of them brought more than nothing; whole numbers from 0 to x
     * @param meanEarning m: mean value of these, positive and finite; ignored where k = 0
     * @param weights for how many customers each row stands; positive, finite
     * @return the customers with x &gt; 0; the arrays are copied
     * @throws IllegalArgumentException if a value is out of its range, if all days together bring more than those that
     *     bring something (x z &gt; k m), or if the columns differ in length
     */
    public static Earnings of(
            double[] frequency, double[] meanSpend, double[] earningFrequency, double[] meanEarning, double[] weights) {
        double[][] columns = {frequency, earningFrequency, meanEarning, meanSpend, weights};
        for (double[] column : columns) {
            if (column.length != frequency.length) {
                throw new IllegalArgumentException("frequency, mean spend, earning frequency, mean earning and weights "
                        + "must have the same length, had " + frequency.length + ", " + meanSpend.length + ", "
                        + earningFrequency.length + ", " + meanEarning.length + " and " + weights.length);
            }
        }
        for (int row = 0; row < frequency.length; row++) {
            check(row, frequency[row], meanSpend[row], earningFrequency[row], meanEarning[row], weights[row]);
        }
        int[] kept = IntStream.range(0, frequency.length)
                .filter(row -> frequency[row] > 0)
                .toArray();
        double[][] rows = Arrays.stream(columns)
                .map(column ->
                        Arrays.stream(kept).mapToDouble(row -> column[row]).toArray())
                .toArray(double[][]::new);
        // Ignored values become 0, so that rows that mean the same are equal.
        Arrays.setAll(rows[2], row -> rows[1][row] > 0 ? rows[2][row] : 0);
        return new Earnings(rows, frequency.length - kept.length, PurchaseDefinition.standard(), Optional.empty());
    }

    /**
     * Spend of a table's customers.
     *
     * @param table holds valued frequency, mean repeat value, earning frequency and mean earning of these purchase days
     * @param days what counts as a purchase, and whether values are less refunds
     * @return the customers with x &gt; 0
     * @throws IllegalArgumentException if a column is missing
     */
    public static Earnings of(MeasureTable table, PurchaseDefinition days) {
        double[][] columns = new double[4][table.size()];
        for (int row = 0; row < table.size(); row++) {
            double x = table.column(days.valuedFrequency()).get(row);
            columns[0][row] = x > 0 ? x : 0;
            columns[1][row] = table.column(days.meanRepeatValue()).get(row);
            double k = table.column(days.earningFrequency()).get(row);
            columns[2][row] = k > 0 ? k : 0;
            columns[3][row] = table.column(days.meanEarning()).get(row);
        }
        return of(columns[0], columns[1], columns[2], columns[3])
                .withDefinition(days)
                .withSource(Spending.Source.of(table));
    }

    /**
     * Spend of all customers of a view.
     *
     * @param view the interactions as of an instant
     * @param days what counts as a purchase, and whether values are less refunds
     * @return the customers with x &gt; 0
     */
    public static Earnings of(LogView view, PurchaseDefinition days) {
        return of(MeasureTable.of(view, TimeScale.DAYS, HurdleGammaGamma.measures(days)), days);
    }

    private static void check(int row, double x, double z, double k, double m, double weight) {
        if (!(x >= 0 && x <= Integer.MAX_VALUE && x == Math.rint(x))) {
            throw new IllegalArgumentException(
                    "row " + row + ": frequency must be a whole number, not negative, was " + x);
        }
        if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("row " + row + ": weight must be positive and finite, was " + weight);
        }
        if (!(k >= 0 && k <= x && k == Math.rint(k))) {
            throw new IllegalArgumentException("row " + row
                    + ": earning frequency must be a whole number from 0 to the " + "frequency " + x + ", was " + k);
        }
        if (k > 0 && !(m > 0 && Ranges.isMean(m))) {
            throw new IllegalArgumentException("row " + row
                    + ": mean earning must be positive and at most 1e18 where the earning frequency is above 0, was "
                    + m);
        }
        double most = k > 0 ? k * m / x : 0;
        if (x > 0 && !(z <= most * (1 + ROUNDING) && Ranges.isMean(z))) {
            throw new IllegalArgumentException("row " + row
                    + ": mean spend must be at most 1e18 in size and at most what the days that bring something bring of it, "
                    + most
                    + ", was " + z);
        }
    }

    private Earnings withSource(Optional<Spending.Source> read) {
        double[][] columns = {frequency, earningFrequency, meanEarning, meanSpend, weight};
        return new Earnings(columns, withoutRepeat, definition, read);
    }

    /** What was read, for the provenance of a fit. */
    Provenance provenance(String model) {
        return Provenance.of(model, customers(), size())
                .withPeriod(Optional.empty(), source.map(Spending.Source::asOf))
                .withInteractions(source.map(Spending.Source::interactions));
    }

    /** The same with each distinct row once, ordered by x, k, m and z. */
    Earnings distinct() {
        double[][] own = {frequency, earningFrequency, meanEarning, meanSpend, weight};
        int[] order = new RowSort(own).order();
        double[][] rows = new double[own.length][size()];
        int size = 0;
        for (int row : order) {
            if (size == 0 || !isSame(rows, size - 1, row)) {
                for (int column = 0; column < own.length - 1; column++) {
                    rows[column][size] = own[column][row];
                }
                size++;
            }
            rows[own.length - 1][size - 1] += weight[row];
        }
        int distinct = size;
        return new Earnings(
                Arrays.stream(rows)
                        .map(column -> Arrays.copyOf(column, distinct))
                        .toArray(double[][]::new),
                withoutRepeat,
                definition,
                source);
    }

    private boolean isSame(double[][] rows, int at, int row) {
        return rows[0][at] == frequency[row]
                && rows[1][at] == earningFrequency[row]
                && rows[2][at] == meanEarning[row]
                && rows[3][at] == meanSpend[row];
    }

    /** k and m of the customers with k &gt; 0, as Gamma-Gamma reads them. */
    Spending earned() {
        return Spending.of(earningFrequency, meanEarning, weight);
    }

    /**
     * The number of rows.
     *
     * @return how many have x &gt; 0
     */
    public int size() {
        return frequency.length;
    }

    /**
     * x of a row.
     *
     * @param row from 0
     * @return number of repeat purchase days with a value, at least 1
     */
    public double frequency(int row) {
        return frequency[row];
    }

    /**
     * z of a row.
     *
     * @param row from 0
     * @return mean value of the repeat purchase days, of any sign
     */
    public double meanSpend(int row) {
        return meanSpend[row];
    }

    /**
     * k of a row.
     *
     * @param row from 0
     * @return number of repeat purchase days that brought more than nothing
     */
    public double earningFrequency(int row) {
        return earningFrequency[row];
    }

    /**
     * m of a row.
     *
     * @param row from 0
     * @return mean value of the repeat purchase days that brought more than nothing, 0 if there is none
     */
    public double meanEarning(int row) {
        return meanEarning[row];
    }

    /** What the days that brought nothing lost, k m - x z, not negative. */
    double lost(int row) {
        double idle = frequency[row] - earningFrequency[row];
        return idle > 0 ? Math.max(0, earningFrequency[row] * meanEarning[row] - frequency[row] * meanSpend[row]) : 0;
    }

    /**
     * Weight of a row.
     *
     * @param row from 0
     * @return for how many customers it stands
     */
    public double weight(int row) {
        return weight[row];
    }

    /**
     * The number of customers with x &gt; 0.
     *
     * @return the sum of their weights
     */
    public double customers() {
        return Arrays.stream(weight).sum();
    }

    /**
     * Rows that were left out because x = 0.
     *
     * @return how many
     */
    public int withoutRepeat() {
        return withoutRepeat;
    }
}
