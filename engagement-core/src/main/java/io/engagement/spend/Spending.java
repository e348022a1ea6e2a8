package io.engagement.spend;

import io.engagement.domain.InitiatorCounts;
import io.engagement.domain.Registry;
import io.engagement.domain.TimeScale;
import io.engagement.fit.ModelText;
import io.engagement.fit.Provenance;
import io.engagement.history.LogView;
import io.engagement.internal.index.RowSort;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDefinition;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What spend models read of each customer: x, the number of repeat purchases, and z, their mean value; or, with the {@link
 * FirstPurchase} included, those of all purchases. Customers
 * without usable spend (x = 0, or a mean that is not positive, as where refunds outweigh) are left out and counted;
 * {@link NormalNormal} is fitted to means of any sign. Immutable.
 */
public final class Spending {
    private final double[] frequency;
    private final double[] meanSpend;
    private final double[] weight;
    private final int withoutRepeat;
    private final int withoutSpend;
    /** Frequency, mean spend and weight of the rows that were left out because their mean, though known, is not positive. */
    private final double[][] notPositive;

    private final PurchaseDefinition definition;
    private final FirstPurchase first;
    private final Optional<Source> source;

    /** The view that was read. */
    record Source(Instant asOf, InitiatorCounts interactions) {
        static Optional<Source> of(MeasureTable table) {
            return table.initiators().map(counts -> new Source(table.asOf(), counts));
        }
    }

    private Spending(
            double[][] rows,
            double[][] notPositive,
            int withoutRepeat,
            int withoutSpend,
            PurchaseDefinition definition,
            FirstPurchase first,
            Optional<Source> source) {
        this.frequency = rows[0];
        this.meanSpend = rows[1];
        this.weight = rows[2];
        this.notPositive = notPositive;
        this.withoutRepeat = withoutRepeat;
        this.withoutSpend = withoutSpend;
        this.definition = definition;
        this.first = first;
        this.source = source;
    }

    /** That of a model's text; texts of version 1 have none. */
    static PurchaseDefinition definition(ModelText text, Registry registry) {
        return text.optionalWord("definition")
                .map(line -> PurchaseDefinition.read(line, registry))
                .orElse(PurchaseDefinition.standard());
    }

    /**
     * The same numbers with another definition, for plain numbers, which have none.
     *
     * @param other what was counted
     * @return the changed copy
     */
    public Spending withDefinition(PurchaseDefinition other) {
        double[][] rows = {frequency, meanSpend, weight};
        return new Spending(
                rows, notPositive, withoutRepeat, withoutSpend, Objects.requireNonNull(other, "other"), first, source);
    }

    /**
     * The same numbers as those of all purchases, for plain numbers: x is then the number of purchases, z their mean value.
     *
     * @param read whether the first purchase is among them
     * @return the changed copy
     */
    public Spending withFirstPurchase(FirstPurchase read) {
        double[][] rows = {frequency, meanSpend, weight};
        return new Spending(
                rows,
                notPositive,
                withoutRepeat,
                withoutSpend,
                definition,
                Objects.requireNonNull(read, "read"),
                source);
    }

    /**
     * Whether the first purchase was read.
     *
     * @return left out unless told
     */
    public FirstPurchase firstPurchase() {
        return first;
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
     * @param frequency x: whole numbers, not negative
     * @param meanSpend z: mean value of the repeat purchases in the log's currency; ignored where x = 0
     * @return the customers with x &gt; 0 and z &gt; 0; the arrays are copied
     * @throws IllegalArgumentException if a frequency is no such number, a mean is not finite where x &gt; 0, or the
     *     columns differ in length
     */
    public static Spending of(double[] frequency, double[] meanSpend) {
        return of(frequency, meanSpend, ones(frequency.length));
    }

    private static double[] ones(int length) {
        double[] ones = new double[length];
        Arrays.fill(ones, 1);
        return ones;
    }

    /**
     * Spend from columns, each row for as many customers as its weight.
     *
     * @param frequency x: whole numbers, not negative
     * @param meanSpend z: mean value of the repeat purchases in the log's currency; ignored where x = 0
     * @param weights for how many customers each row stands; positive, finite
     * @return the customers with x &gt; 0 and z &gt; 0; the arrays are copied
     * @throws IllegalArgumentException if a value is out of its range or the columns differ in length
     */
    public static Spending of(double[] frequency, double[] meanSpend, double[] weights) {
        if (meanSpend.length != frequency.length || weights.length != frequency.length) {
            throw new IllegalArgumentException("frequency, mean spend and weights must have the same length, had "
                    + frequency.length + ", " + meanSpend.length + " and " + weights.length);
        }
        for (int row = 0; row < frequency.length; row++) {
            check(row, frequency[row], meanSpend[row], weights[row]);
        }
        return collect(frequency, meanSpend, weights, PurchaseDefinition.standard(), FirstPurchase.LEFT_OUT);
    }

    /** From checked columns; a mean is NaN if unknown. */
    private static Spending collect(
            double[] frequency,
            double[] meanSpend,
            double[] weights,
            PurchaseDefinition definition,
            FirstPurchase first) {
        double[][] columns = {frequency, meanSpend, weights};
        int[] repeating = IntStream.range(0, frequency.length)
                .filter(row -> frequency[row] > 0)
                .toArray();
        int[] positive =
                Arrays.stream(repeating).filter(row -> meanSpend[row] > 0).toArray();
        int[] notPositive =
                Arrays.stream(repeating).filter(row -> meanSpend[row] <= 0).toArray();
        return new Spending(
                pick(columns, positive),
                pick(columns, notPositive),
                frequency.length - repeating.length,
                repeating.length - positive.length,
                definition,
                first,
                Optional.empty());
    }

    private static double[][] pick(double[][] columns, int[] rows) {
        return Arrays.stream(columns)
                .map(column ->
                        Arrays.stream(rows).mapToDouble(row -> column[row]).toArray())
                .toArray(double[][]::new);
    }

    /**
     * Spend of a table's customers. Customers whose repeat purchases have no value are left out.
     *
     * @param table holds frequency and mean repeat value of these purchase days
     * @param days what counts as a purchase
     * @return the customers with x &gt; 0 and z &gt; 0
     * @throws IllegalArgumentException if a column is missing
     */
    public static Spending of(MeasureTable table, PurchaseDefinition days) {
        return of(table, days, FirstPurchase.LEFT_OUT);
    }

    private static Spending of(MeasureTable table, PurchaseDefinition days, FirstPurchase first) {
        List<Measure> inputs = first.inputs(days);
        double[] frequency = new double[table.size()];
        double[] meanSpend = new double[table.size()];
        for (int row = 0; row < frequency.length; row++) {
            double x = table.column(inputs.get(0)).get(row);
            frequency[row] = Double.isNaN(x) ? 0 : x;
            meanSpend[row] = table.column(inputs.get(1)).get(row);
        }
        return collect(frequency, meanSpend, ones(frequency.length), days, first)
                .withSource(Source.of(table));
    }

    /**
     * Spend of all customers of a view.
     *
     * @param view the interactions as of an instant
     * @param days what counts as a purchase
     * @return the customers with x &gt; 0 and z &gt; 0
     */
    public static Spending of(LogView view, PurchaseDefinition days) {
        return of(view, days, FirstPurchase.LEFT_OUT);
    }

    /**
     * Spend of all customers of a view.
     *
     * @param view the interactions as of an instant
     * @param days what counts as a purchase
     * @param first whether the first purchase is read too
     * @return the customers with x &gt; 0 and z &gt; 0, where x is the number of purchases that are read
     * @throws IllegalArgumentException if the first purchase is read and the definition takes off refunds
     */
    public static Spending of(LogView view, PurchaseDefinition days, FirstPurchase first) {
        return of(MeasureTable.of(view, TimeScale.DAYS, first.inputs(days)), days, first);
    }

    private static void check(int row, double frequency, double meanSpend, double weight) {
        if (!(frequency >= 0 && frequency <= Integer.MAX_VALUE && frequency == Math.rint(frequency))) {
            throw new IllegalArgumentException(
                    "row " + row + ": frequency must be a whole number, not negative, was " + frequency);
        }
        if (frequency > 0 && !Ranges.isMean(meanSpend)) {
            throw new IllegalArgumentException("row " + row
                    + ": mean spend must be at most 1e18 in size where the frequency is above 0, was " + meanSpend);
        }
        if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("row " + row + ": weight must be positive and finite, was " + weight);
        }
    }

    private Spending withSource(Optional<Source> read) {
        double[][] rows = {frequency, meanSpend, weight};
        return new Spending(rows, notPositive, withoutRepeat, withoutSpend, definition, first, read);
    }

    /** What was read, for the provenance of a fit. */
    Provenance provenance(String model) {
        return Provenance.of(model, customers(), size())
                .withPeriod(Optional.empty(), source.map(Source::asOf))
                .withInteractions(source.map(Source::interactions));
    }

    /** The same with each distinct row once, ordered by x and z. */
    Spending distinct() {
        double[][] kept = new double[3][size()];
        int rows = 0;
        for (int row : new RowSort(frequency, meanSpend, weight).order()) {
            boolean known = rows > 0 && kept[0][rows - 1] == frequency[row] && kept[1][rows - 1] == meanSpend[row];
            if (!known) {
                kept[0][rows] = frequency[row];
                kept[1][rows] = meanSpend[row];
                rows++;
            }
            kept[2][rows - 1] += weight[row];
        }
        int[] distinct = IntStream.range(0, rows).toArray();
        return new Spending(pick(kept, distinct), notPositive, withoutRepeat, withoutSpend, definition, first, source);
    }

    /** The same with the rows whose mean is known and not positive. */
    Spending ofAnySign() {
        double[][] own = {frequency, meanSpend, weight};
        double[][] all = new double[own.length][];
        for (int column = 0; column < own.length; column++) {
            all[column] = Arrays.copyOf(own[column], size() + notPositive[column].length);
            System.arraycopy(notPositive[column], 0, all[column], size(), notPositive[column].length);
        }
        return new Spending(
                all, new double[3][0], withoutRepeat, withoutSpend - notPositive[0].length, definition, first, source);
    }

    /**
     * The number of rows.
     *
     * @return how many have x &gt; 0 and z &gt; 0
     */
    public int size() {
        return frequency.length;
    }

    /**
     * x of a row.
     *
     * @param row from 0
     * @return number of repeat purchases, at least 1
     */
    public double frequency(int row) {
        return frequency[row];
    }

    /**
     * z of a row.
     *
     * @param row from 0
     * @return mean value of the repeat purchases, positive
     */
    public double meanSpend(int row) {
        return meanSpend[row];
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
     * The number of customers with x &gt; 0 and z &gt; 0.
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

    /**
     * Rows that were left out because their mean spend is not positive.
     *
     * @return how many
     */
    public int withoutSpend() {
        return withoutSpend;
    }
}
