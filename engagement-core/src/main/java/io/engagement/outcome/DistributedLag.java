package io.engagement.outcome;

import io.engagement.history.LogView;
import io.engagement.internal.calendar.Millis;
import io.engagement.internal.math.Inverse;
import io.engagement.outcome.effect.Effect;
import io.engagement.outcome.effect.FiellerRatio;
import io.engagement.table.Table;
import io.engagement.table.Tabular;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How long the waves of a campaign work: the value a day between one wave and the next, by whether that wave reached the customer, the
 * one before, and so on; with a level for each period, by least squares with errors clustered by customer. An effect only where chance
 * decided who was held out of each wave. Immutable.
 */
public final class DistributedLag implements Tabular {
    private static final double DAY = 86_400_000;
    private static final double LEVEL = 0.95;

    private final double[] coefficients;
    private final double[][] covariance;
    private final int customers;
    private final int periods;

    private DistributedLag(double[] coefficients, double[][] covariance, int customers, int periods) {
        this.coefficients = coefficients;
        this.covariance = covariance;
        this.customers = customers;
        this.periods = periods;
    }

    /**
     * Estimates the effects of waves in their own period and later ones.
     *
     * @param view the log
     * @param waves of one campaign, each contacting at one instant, one later than the other
     * @param end when the last wave's period ends, later than it and not later than the view
     * @param lags in how many later periods a wave can work, not negative; so many waves at the beginning are only seen to work later
     * @param rules what value is
     * @return the effects
     * @throws IllegalArgumentException if waves are not of one instant each, do not follow each other, are too few, or have no customer
     *     in common
     */
    public static DistributedLag of(LogView view, List<Wave> waves, Instant end, int lags, OutcomeRules rules) {
        long[] edges = edges(waves, end, Millis.of(view.asOf()));
        int periods = waves.size() - lags;
        if (lags < 0 || periods < 1) {
            throw new IllegalArgumentException(
                    "lags must be from 0 to " + (waves.size() - 1) + ", one fewer than waves, was " + lags);
        }
        Roster roster = new Roster(view, List.of(Campaign.of("waves", waves)));
        byte[][] parts = parts(waves, roster);
        int[] all = IntStream.range(0, roster.size())
                .filter(number -> Arrays.stream(parts).allMatch(part -> part[number] > 0))
                .toArray();
        if (all.length < 2) {
            throw new IllegalArgumentException(
                    "waves must have two customers at least that take part in all of them, had " + all.length);
        }
        Amounts amounts = new Amounts(view, new Marks(view, rules), rules.margin());
        double[][] y = new double[periods][all.length];
        double[][][] x = new double[periods][lags + 1][all.length];
        for (int t = 0; t < periods; t++) {
            double days = (edges[t + lags + 1] - edges[t + lags]) / DAY;
            for (int i = 0; i < all.length; i++) {
                double value =
                        roster.isKnown(all[i]) ? amounts.between(all[i], edges[t + lags], edges[t + lags + 1]) : 0;
                y[t][i] = value / days;
                for (int lag = 0; lag <= lags; lag++) {
                    x[t][lag][i] = parts[t + lags - lag][all[i]] - 1;
                }
            }
            center(y[t]);
            Arrays.stream(x[t]).forEach(DistributedLag::center);
        }
        return fit(y, x);
    }

    private static long[] edges(List<Wave> waves, Instant end, long seen) {
        long[] edges = new long[waves.size() + 1];
        for (int w = 0; w < waves.size(); w++) {
            Wave wave = waves.get(w);
            long[] times = IntStream.range(0, wave.assignments().size())
                    .filter(row -> wave.part(row) >= 0)
                    .mapToLong(row -> wave.assignments().at(row).toEpochMilli())
                    .distinct()
                    .toArray();
            if (times.length != 1) {
                throw new IllegalArgumentException(
                        "wave " + (w + 1) + " must be of one instant, was of " + times.length);
            }
            edges[w] = times[0];
        }
        edges[waves.size()] = Millis.of(end);
        for (int i = 1; i < edges.length; i++) {
            if (edges[i] <= edges[i - 1]) {
                throw new IllegalArgumentException("waves must follow each other and end after the last: "
                        + Instant.ofEpochMilli(edges[i]) + " is not after " + Instant.ofEpochMilli(edges[i - 1]));
            }
        }
        if (Millis.of(end) > seen) {
            throw new IllegalArgumentException(
                    "end must not be later than the view, " + Instant.ofEpochMilli(seen) + ", was " + end);
        }
        return edges;
    }

    /** By wave and customer: 0 not in it, 1 held out, 2 contacted. */
    private static byte[][] parts(List<Wave> waves, Roster roster) {
        byte[][] parts = new byte[waves.size()][roster.size()];
        for (int w = 0; w < waves.size(); w++) {
            int[] numbers = roster.of(waves.get(w).assignments());
            for (int row = 0; row < numbers.length; row++) {
                parts[w][numbers[row]] = (byte) (waves.get(w).part(row) + 1);
            }
        }
        return parts;
    }

    /** A level for each period is its mean, as all customers are in all periods. */
    private static void center(double[] column) {
        double mean = Arrays.stream(column).sum() / column.length;
        Arrays.setAll(column, i -> column[i] - mean);
    }

    private static DistributedLag fit(double[][] y, double[][][] x) {
        int k = x[0].length;
        int n = y[0].length;
        double[][] products = new double[k][k];
        double[] withY = new double[k];
        for (int t = 0; t < y.length; t++) {
            for (int a = 0; a < k; a++) {
                withY[a] += dot(x[t][a], y[t]);
                for (int b = 0; b < k; b++) {
                    products[a][b] += dot(x[t][a], x[t][b]);
                }
            }
        }
        double[][] inverse = Inverse.of(products);
        double[] coefficients = times(inverse, withY);
        double[][] meat = new double[k][k];
        for (int i = 0; i < n; i++) {
            double[] score = new double[k];
            for (int t = 0; t < y.length; t++) {
                double residual = y[t][i];
                for (int a = 0; a < k; a++) {
                    residual -= coefficients[a] * x[t][a][i];
                }
                for (int a = 0; a < k; a++) {
                    score[a] += x[t][a][i] * residual;
                }
            }
            for (int a = 0; a < k; a++) {
                for (int b = 0; b < k; b++) {
                    meat[a][b] += score[a] * score[b];
                }
            }
        }
        double[][] covariance = new double[k][];
        for (int a = 0; a < k; a++) {
            covariance[a] = times(inverse, times(meat, inverse[a]));
        }
        return new DistributedLag(coefficients, covariance, n, y.length);
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double[] times(double[][] matrix, double[] vector) {
        return Arrays.stream(matrix).mapToDouble(row -> dot(row, vector)).toArray();
    }

    /**
     * The effect of a wave so many periods later.
     *
     * @param lag 0 for the wave's own period
     * @return value a day, a contact; errors clustered by customer without correction for few customers (CR0)
     */
    public Effect effect(int lag) {
        return Effect.normal(coefficients[lag], Math.sqrt(covariance[lag][lag]));
    }

    /**
     * The covariance of two of the effects.
     *
     * @param lag of one
     * @param other of the other
     * @return CR0
     */
    public double covariance(int lag, int other) {
        return covariance[lag][other];
    }

    /**
     * By how much errors are multiplied for few customers, as Stata does (CR1): the root of G/(G - 1) &times; (n - 1)/(n - k).
     *
     * @return above 1
     */
    public double correction() {
        double n = rows();
        double g = customers;
        return Math.sqrt(g / (g - 1) * (n - 1) / (n - coefficients.length - periods));
    }

    /**
     * Which part of the effect a day remains so many periods later.
     *
     * @param lag at least 1
     * @return undefined if the effect in the own period is not clear
     */
    public FiellerRatio permanence(int lag) {
        return FiellerRatio.of(effect(lag), effect(0), covariance[0][lag], LEVEL);
    }

    /**
     * How many rows were fitted.
     *
     * @return customers times periods
     */
    public long rows() {
        return (long) customers * periods;
    }

    /** A row for each lag. */
    @Override
    public Table table() {
        Table.Builder table = Table.builder()
                .column("lag")
                .column("value_a_day")
                .column("standard_error")
                .column("remains");
        for (int lag = 0; lag < coefficients.length; lag++) {
            double remains = lag == 0 ? 1 : permanence(lag).estimate();
            table.row(lag, coefficients[lag], effect(lag).standardError(), remains);
        }
        return table.build();
    }

    @Override
    public String toString() {
        return table().toString();
    }
}
