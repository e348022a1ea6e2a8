package io.engagement.customerbase;

import io.engagement.internal.index.RowSort;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** The customers of {@link Purchases}, row by row: x, t_x and T, how many they are, and what else is known of them. Immutable. */
final class PurchaseColumns {
    private static final double[] UNKNOWN = {};

    private final double[] frequency;
    private final double[] recency;
    private final double[] age;
    private final double[] weight;
    /** Sums of logarithms of gaps; of length 0 if they are not known. */
    private final double[] logGaps;

    private final KnownColumns known;
    private final Optional<Ids> ids;
    private final Optional<PurchaseTimes> times;

    /** Whose rows they are, by the rows of a table; looked up only where they are asked for. */
    static final class Ids {
        private final IntFunction<String> table;
        private final int[] rows;

        Ids(IntFunction<String> table, int... rows) {
            this.table = table;
            this.rows = rows;
        }

        String of(int row) {
            return table.apply(rows[row]);
        }

        Ids picked(int... some) {
            return new Ids(table, Arrays.stream(some).map(row -> rows[row]).toArray());
        }
    }

    private PurchaseColumns(
            double[] frequency,
            double[] recency,
            double[] age,
            double[] weight,
            double[] logGaps,
            KnownColumns known,
            Optional<Ids> ids,
            Optional<PurchaseTimes> times) {
        this.frequency = frequency;
        this.recency = recency;
        this.age = age;
        this.weight = weight;
        this.logGaps = logGaps;
        this.known = known;
        this.ids = ids;
        this.times = times;
    }

    /** Customers one by one, of whom nothing else is known; the arrays are kept. */
    static PurchaseColumns of(double[] frequency, double[] recency, double[] age) {
        double[] ones = new double[frequency.length];
        Arrays.fill(ones, 1);
        return new PurchaseColumns(
                frequency, recency, age, ones, UNKNOWN, KnownColumns.NOTHING, Optional.empty(), Optional.empty());
    }

    PurchaseColumns with(KnownColumns covariates) {
        return new PurchaseColumns(frequency, recency, age, weight, logGaps, covariates, ids, times);
    }

    PurchaseColumns with(Ids whose) {
        return new PurchaseColumns(frequency, recency, age, weight, logGaps, known, Optional.of(whose), times);
    }

    PurchaseColumns with(Optional<PurchaseTimes> all) {
        return new PurchaseColumns(frequency, recency, age, weight, logGaps, known, ids, all);
    }

    /** Times of all purchases end with the old ages, and are left out. */
    PurchaseColumns withAges(double[] ages) {
        return new PurchaseColumns(frequency, recency, ages, weight, logGaps, known, ids, Optional.empty());
    }

    PurchaseColumns withWeights(double[] weights) {
        return new PurchaseColumns(frequency, recency, age, weights, logGaps, known, ids, times);
    }

    PurchaseColumns withLogGaps(double[] sums) {
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
        return new PurchaseColumns(frequency, recency, age, weight, sums, known, ids, times);
    }

    PurchaseColumns rows(int... rows) {
        return new PurchaseColumns(
                picked(frequency, rows),
                picked(recency, rows),
                picked(age, rows),
                picked(weight, rows),
                knowsLogGaps() ? picked(logGaps, rows) : UNKNOWN,
                known.rows(rows),
                ids.map(all -> all.picked(rows)),
                times.map(all -> all.rows(rows)));
    }

    static double[] picked(double[] column, int[] rows) {
        return Arrays.stream(rows).mapToDouble(row -> column[row]).toArray();
    }

    /** Each distinct row once, ordered by frequency, recency, age and covariates; nobody's in particular, and without times. */
    PurchaseColumns distinct() {
        List<double[]> keys = new ArrayList<>(List.of(frequency, recency, age));
        keys.addAll(known.columns());
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
        return new PurchaseColumns(
                picked(frequency, kept),
                picked(recency, kept),
                picked(age, kept),
                Arrays.copyOf(weights, rows),
                meanLogGaps,
                known.rows(kept),
                Optional.empty(),
                Optional.empty());
    }

    private static boolean isAlike(List<double[]> columns, int row, int other) {
        for (double[] column : columns) {
            if (column[row] != column[other]) {
                return false;
            }
        }
        return true;
    }

    int size() {
        return frequency.length;
    }

    double frequency(int row) {
        return frequency[row];
    }

    double recency(int row) {
        return recency[row];
    }

    double age(int row) {
        return age[row];
    }

    double weight(int row) {
        return weight[row];
    }

    double customers() {
        return Arrays.stream(weight).sum();
    }

    /** NaN if there is no row. */
    double longestAge() {
        return Arrays.stream(age).max().orElse(Double.NaN);
    }

    boolean knowsLogGaps() {
        return logGaps.length == frequency.length && frequency.length > 0;
    }

    double logGaps(int row) {
        return knowsLogGaps() ? logGaps[row] : Double.NaN;
    }

    KnownColumns known() {
        return known;
    }

    List<Double> typicalCovariates() {
        return known.typical(size(), row -> weight[row]);
    }

    Optional<String> customerId(int row) {
        return ids.map(all -> all.of(row));
    }

    Optional<PurchaseTimes> times() {
        return times;
    }

    /** Lower medians, by weight; zeros if there is no row. */
    PurchaseSummary typical() {
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
