package io.engagement.internal.metric;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/** Scores of expected counts and sums of money, and of their distributions. */
public final class AmountScores {
    private AmountScores() {}

    /** By which share of all that came was said too much. */
    public static Estimate bias(JudgedRows rows) {
        double said = 0;
        double came = 0;
        for (int row = 0; row < rows.size(); row++) {
            said += rows.said(row);
            came += rows.happened(row);
        }
        double ratio = said / came;
        double all = came;
        double[] influence = new double[rows.size()];
        double factor = Estimate.small(Estimate.clusters(rows)) / all;
        for (int row = 0; row < rows.size(); row++) {
            influence[rows.place(row)] = factor * (rows.said(row) - ratio * rows.happened(row));
        }
        return came == 0 ? new Estimate(Double.NaN) : new Estimate(ratio - 1, influence);
    }

    /** The mean distance of what was said from what came. */
    public static Estimate meanAbsoluteError(JudgedRows rows) {
        return Estimate.mean(rows, row -> Math.abs(rows.said(row) - rows.happened(row)));
    }

    /** The root of the mean squared distance. */
    public static Estimate rootMeanSquaredError(JudgedRows rows) {
        Estimate squared = Estimate.mean(rows, row -> Math.pow(rows.said(row) - rows.happened(row), 2));
        double root = Math.sqrt(squared.value());
        return new Estimate(
                root,
                Arrays.stream(squared.influence())
                        .map(each -> root == 0 ? 0 : each / (2 * root))
                        .toArray());
    }

    /**
     * The continuous ranked probability score of a distribution of counts (Gneiting and Raftery 2007): the sum over counts of the
     * squared distance between the distribution and the step at what came; in its unit, less is better.
     *
     * @param cumulative the probability of at most so many
     * @param last beyond this count the distribution is 1
     */
    public static double crpsOfCounts(IntToDoubleFunction cumulative, int last, int came) {
        double sum = 0;
        for (int count = 0; count < Math.max(last, came); count++) {
            double below = cumulative.applyAsDouble(count) - (count >= came ? 1 : 0);
            sum += below * below;
        }
        return sum;
    }

    /**
     * The same score of a distribution that is known by draws: E|X - y| - E|X - X'|/2, the second over pairs of different draws
     * (Ferro 2014), so that few draws do not make it worse.
     */
    public static double crpsOfDraws(double[] draws, double came) {
        double[] sorted = draws.clone();
        Arrays.sort(sorted);
        double distance = 0;
        double spread = 0;
        int n = sorted.length;
        for (int i = 0; i < n; i++) {
            distance += Math.abs(sorted[i] - came);
            spread += sorted[i] * (2.0 * i - n + 1);
        }
        return distance / n - (n < 2 ? 0 : spread / ((double) n * (n - 1)));
    }
}
