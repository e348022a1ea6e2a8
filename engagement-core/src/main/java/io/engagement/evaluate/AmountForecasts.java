package io.engagement.evaluate;

import io.engagement.customerbase.CountDistribution;
import io.engagement.internal.index.FirstResult;
import io.engagement.internal.math.Quantiles;
import io.engagement.internal.metric.AmountScores;
import io.engagement.internal.metric.Estimate;
import io.engagement.internal.metric.JudgedRows;
import io.engagement.internal.metric.Ranking;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Counts or sums of money that were expected, and what came: bias, errors and ranks; with distributions their coverage and score
 * too. Immutable, thread-safe.
 */
public final class AmountForecasts {
    private final JudgedRows rows;
    /** Of each row as given what its distribution says of what came; empty where it was not asked. */
    private final Supplier<double[][]> judged;

    private AmountForecasts(JudgedRows rows, Supplier<double[][]> judged) {
        this.rows = rows;
        this.judged = judged;
    }

    /**
     * Expectations of different customers at one origin.
     *
     * @param expected finite
     * @param came finite, one for each
     * @return the forecasts
     * @throws IllegalArgumentException if there are none, the lengths differ, or one is not finite
     */
    public static AmountForecasts of(double[] expected, double[] came) {
        return of(expected, came, IntStream.range(0, came.length).toArray(), new int[came.length]);
    }

    /**
     * Expectations of customers at several origins.
     *
     * @param expected finite
     * @param came finite, one for each
     * @param customers whose row it is, any number for a customer
     * @param origins of which instant it is, any number for an instant
     * @return the forecasts
     * @throws IllegalArgumentException if there are none, the lengths differ, or one is not finite
     */
    public static AmountForecasts of(double[] expected, double[] came, int[] customers, int[] origins) {
        if (expected.length == 0
                || expected.length != came.length
                || expected.length != customers.length
                || expected.length != origins.length) {
            throw new IllegalArgumentException(
                    "there must be an expectation, and as many amounts, customers and origins, were " + expected.length
                            + ", " + came.length + ", " + customers.length + " and " + origins.length);
        }
        for (int i = 0; i < came.length; i++) {
            if (!Double.isFinite(expected[i]) || !Double.isFinite(came[i])) {
                throw new IllegalArgumentException("expectations and amounts must be finite, were " + expected[i]
                        + " and " + came[i] + " at " + i);
            }
        }
        return of(JudgedRows.of(expected, came, customers, origins));
    }

    static AmountForecasts of(JudgedRows rows) {
        return of(rows, new double[rows.size()][0]);
    }

    static AmountForecasts of(JudgedRows rows, double[]... judged) {
        return new AmountForecasts(rows, () -> judged);
    }

    /**
     * These with the distributions of counts behind the expectations.
     *
     * @param distribution of a row as given, asked for once, from any thread
     * @return the changed copy
     */
    public AmountForecasts withDistributions(IntFunction<CountDistribution> distribution) {
        double[] came = came();
        return judgedBy(row -> ofCounts(distribution.apply(row), (int) came[row]));
    }

    /**
     * These with draws from the distributions behind the expectations, such as of money.
     *
     * @param draws of a row as given, two or more, asked for once, from any thread
     * @return the changed copy
     */
    public AmountForecasts withDraws(IntFunction<double[]> draws) {
        double[] came = came();
        return judgedBy(row -> ofDraws(draws.apply(row), came[row]));
    }

    private AmountForecasts judgedBy(IntFunction<double[]> ofRow) {
        return new AmountForecasts(rows, new FirstResult<>(() -> IntStream.range(0, rows.size())
                .parallel()
                .mapToObj(ofRow)
                .toArray(double[][]::new)));
    }

    private double[] came() {
        return rows.given(
                IntStream.range(0, rows.size()).mapToDouble(rows::happened).toArray());
    }

    /** ln P(what came), whether the intervals of 80 and 95 % hold it, and the CRPS. */
    static double[] ofCounts(CountDistribution counts, int came) {
        return new double[] {
            // Beyond where a distribution is kept, there is less than 1e-12 of it.
            Math.log(Math.max(counts.probability(came), 1e-12)),
            counts.interval(0.8).contains(came) ? 1 : 0,
            counts.interval(0.95).contains(came) ? 1 : 0,
            AmountScores.crpsOfCounts(counts::cumulative, counts.last(), came)
        };
    }

    private static double[] ofDraws(double[] draws, double came) {
        double[] sorted = draws.clone();
        Arrays.sort(sorted);
        return new double[] {
            Double.NaN,
            holds(sorted, 0.8, came) ? 1 : 0,
            holds(sorted, 0.95, came) ? 1 : 0,
            AmountScores.crpsOfDraws(sorted, came)
        };
    }

    private static boolean holds(double[] sorted, double level, double came) {
        return Quantiles.of(sorted, (1 - level) / 2) <= came && came <= Quantiles.of(sorted, (1 + level) / 2);
    }

    JudgedRows rows() {
        return rows;
    }

    /**
     * How many rows there are: customers, at each origin anew.
     *
     * @return from 1
     */
    public int size() {
        return rows.size();
    }

    /**
     * By how much all amounts together were expected too high.
     *
     * @return the share: 0.1 for ten percent too much; undefined if nothing came
     */
    public Figure bias() {
        Figure figure = Figure.of("bias", rows, AmountScores::bias);
        return Double.isNaN(figure.value()) ? figure.withNote("nothing came") : figure;
    }

    /**
     * The mean absolute error.
     *
     * @return not negative, in the amounts' unit
     */
    public Figure meanAbsoluteError() {
        return Figure.of("mae", rows, AmountScores::meanAbsoluteError);
    }

    /**
     * The root of the mean squared error.
     *
     * @return not negative, in the amounts' unit
     */
    public Figure rootMeanSquaredError() {
        return Figure.of("rmse", rows, AmountScores::rootMeanSquaredError);
    }

    /**
     * Spearman's correlation of what was expected with what came, within origins.
     *
     * @return from -1 to 1, without standard error; undefined if all expectations or all amounts are equal
     */
    public Figure rankCorrelation() {
        Figure figure = Figure.of("rank_correlation", rows, Ranking::rankCorrelation);
        return Double.isNaN(figure.value()) ? figure.withNote("all expectations or all amounts are equal") : figure;
    }

    /**
     * What came to those with the highest expectations, over what came to all.
     *
     * @param share of each origin's customers, rounded to whole ones; equal expectations at the bound are taken in by a fraction
     * @return the lift; undefined if nothing came
     * @throws IllegalArgumentException if the share is not above 0 and at most 1
     */
    public Figure lift(double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("share must be above 0 and at most 1, was " + share);
        }
        double mean = rows.happened(0, rows.size()) / rows.size();
        Figure figure = Figure.of(
                "top_" + Math.round(100 * share) + "_lift",
                Ranking.top(rows, share).value() / mean);
        return mean == 0 ? Figure.undefined(figure.name(), "nothing came") : figure;
    }

    /**
     * The share of rows whose amount lay in the prediction interval of its distribution. As counts are whole, it may be more
     * where the distribution is right.
     *
     * @param level 0.8 or 0.95
     * @return from 0 to 1; undefined without distributions
     * @throws IllegalArgumentException if the level is another one
     */
    public Figure coverage(double level) {
        if (level != 0.8 && level != 0.95) {
            throw new IllegalArgumentException("level must be 0.8 or 0.95, was " + level);
        }
        return judged("coverage_" + Math.round(100 * level), level == 0.8 ? 1 : 2);
    }

    /**
     * The continuous ranked probability score (Gneiting and Raftery 2007): the error of a distribution, in the amounts' unit. Of
     * an expectation without distribution it is the {@linkplain #meanAbsoluteError() mean absolute error}.
     *
     * @return not negative, less is better; undefined without distributions
     */
    public Figure crps() {
        return judged("crps", 3);
    }

    /**
     * The mean logarithm of the probability that was given to each count. More is better.
     *
     * @return not above 0; undefined without distributions of counts
     */
    public Figure logScore() {
        Figure figure = judged("log_score", 0);
        return Double.isNaN(figure.value()) && figure.note().isEmpty()
                ? figure.withNote("draws give no probabilities")
                : figure;
    }

    private Figure judged(String name, int column) {
        double[][] all = judged.get();
        JudgedRows asked = rows.where(row -> all[rows.givenPlace(row)].length > 0);
        return asked.size() == 0
                ? Figure.undefined(name, "the scorer gives no distribution")
                : Figure.of(name, asked, each -> Estimate.mean(each, row -> all[each.givenPlace(row)][column]));
    }

    /**
     * The difference of the mean absolute errors.
     *
     * @param other of the same customers, origins and amounts
     * @return this less the other: negative if this one is better
     * @throws IllegalArgumentException if the rows differ
     */
    public PairedDifference meanAbsoluteErrorDifference(AmountForecasts other) {
        requireSameRows(other);
        return PairedDifference.of("mae", rows, other.rows, AmountScores::meanAbsoluteError);
    }

    /**
     * The difference of the log scores, on the rows of which both have distributions of counts.
     *
     * @param other of the same customers, origins and amounts
     * @return this less the other: positive if this one is better
     * @throws IllegalArgumentException if the rows differ
     */
    public PairedDifference logScoreDifference(AmountForecasts other) {
        requireSameRows(other);
        double[][] mine = judged.get();
        double[][] others = other.judged.get();
        JudgedRows both =
                rows.where(row -> mine[rows.givenPlace(row)].length > 0 && others[rows.givenPlace(row)].length > 0);
        return PairedDifference.of(
                "log_score",
                both,
                Estimate.mean(both, row -> mine[both.givenPlace(row)][0] - others[both.givenPlace(row)][0]));
    }

    /** Of how many rows there is a distribution. */
    long judgedSize() {
        return Arrays.stream(judged.get()).filter(each -> each.length > 0).count();
    }

    private void requireSameRows(AmountForecasts other) {
        if (!rows.isOfSameRows(other.rows)) {
            throw new IllegalArgumentException(
                    "scorers can be compared on the same customers, origins and amounts only: these" + " have " + size()
                            + " rows, the others " + other.size());
        }
    }

    /**
     * Differences of the mean absolute error, the root mean squared error and the rank correlation, by bases that are drawn from
     * this one, customer by customer with replacement.
     *
     * @param other of the same customers, origins and amounts
     * @param resamples how many bases are drawn, from 2
     * @param seed the same seed gives the same bits, whatever the number of threads
     * @return this less the other, with the standard deviation over bases and the percentile interval of 95 %
     * @throws IllegalArgumentException if the rows differ, or there are fewer than two resamples
     */
    public List<PairedDifference> bootstrap(AmountForecasts other, int resamples, long seed) {
        requireSameRows(other);
        return PairedBootstrap.of(rows, other.rows, resamples, seed)
                .differences(List.of(
                        new PairedBootstrap.Kernel("mae", AmountScores::meanAbsoluteError),
                        new PairedBootstrap.Kernel("rmse", AmountScores::rootMeanSquaredError),
                        new PairedBootstrap.Kernel("rank_correlation", Ranking::rankCorrelation)));
    }

    /** All figures, in the order in which they are printed. */
    List<Figure> figures() {
        List<Figure> all = new ArrayList<>(
                List.of(bias(), meanAbsoluteError(), rootMeanSquaredError(), rankCorrelation(), lift(0.1)));
        if (crps().note().isEmpty()) {
            all.addAll(List.of(coverage(0.8), coverage(0.95), crps(), logScore()));
        }
        return List.copyOf(all);
    }
}
