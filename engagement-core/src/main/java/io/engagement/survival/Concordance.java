package io.engagement.survival;

import io.engagement.internal.index.RowSort;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Harrell's index of concordance: the share of pairs, one of whom leaves while the other stays, in which the leaver had
 * the higher risk score. Harrell et al. (1982), "Evaluating the Yield of Medical Tests",
 * doi:10.1001/jama.1982.03320430047030.
 *
 * <p>Pairs are within a stratum, the one who stays is at risk when the other leaves (start before, stop after; or censored at
 * the same time), and count by the product of their weights. Two events at one time make no pair. A tie of scores counts
 * half. All as in R's package survival.
 *
 * @param concordant pairs in which the one who left had the higher score
 * @param discordant pairs in which they had the lower score
 * @param tied pairs with the same score
 * @param standardError of the index, by the infinitesimal jackknife over clusters; NaN if there is no pair
 */
public record Concordance(double concordant, double discordant, double tied, double standardError) {
    /**
     * The index.
     *
     * @return between 0 and 1; 0.5 means that the score tells nothing; NaN if there is no pair
     */
    public double index() {
        return (concordant + tied / 2) / (concordant + discordant + tied);
    }

    /**
     * Concordance of a score.
     *
     * @param lifetimes the rows
     * @param risk a score for each row, higher for those who are expected to leave earlier
     * @return the concordance
     * @throws IllegalArgumentException if the scores are not as many as rows or one is NaN
     */
    public static Concordance of(Lifetimes lifetimes, double[] risk) {
        if (risk.length != lifetimes.size()) {
            throw new IllegalArgumentException(
                    "scores must be as many as rows, were " + risk.length + " for " + lifetimes.size());
        }
        for (int row = 0; row < risk.length; row++) {
            if (Double.isNaN(risk[row])) {
                throw new IllegalArgumentException("row " + row + ": score must be a number, was NaN");
            }
        }
        Pairs pairs = new Pairs(lifetimes, risk);
        for (int stratum : lifetimes.strata()) {
            pairs.count(stratum);
        }
        return pairs.concordance();
    }

    /**
     * Concordance of a model's linear predictor.
     *
     * @param model the model
     * @param lifetimes with the model's covariates
     * @return the concordance
     * @throws IllegalArgumentException if the lifetimes have other covariates or another unit of time
     */
    public static Concordance of(CoxModel model, Lifetimes lifetimes) {
        model.checkCovariates(lifetimes);
        double[] risk = new double[lifetimes.size()];
        Arrays.setAll(risk, row -> model.predictor(lifetimes, row));
        return of(lifetimes, risk);
    }

    /** The weights of pairs that each row is part of, in n ln n steps. */
    private static final class Pairs {
        private final Lifetimes lifetimes;
        private final double[] risk;
        /** By row, without its own weight. */
        private final double[] concordant;

        private final double[] discordant;
        private final double[] tied;
        private final int[] rank;

        Pairs(Lifetimes lifetimes, double[] risk) {
            this.lifetimes = lifetimes;
            this.risk = risk;
            int n = risk.length;
            concordant = new double[n];
            discordant = new double[n];
            tied = new double[n];
            rank = new int[n];
        }

        void count(int stratum) {
            int[] byStop = ofStratum(stratum, new RowSort(lifetimes.stops()).order());
            int[] byStart = ofStratum(stratum, new RowSort(lifetimes.starts()).order());
            int ranks = rank(ofStratum(stratum, new RowSort(risk).order()));
            countThoseWhoStay(byStop, byStart, new RankWeights(ranks));
            countThoseWhoLeft(byStop, byStart, new RankWeights(ranks));
        }

        private int[] ofStratum(int stratum, int[] rows) {
            return Arrays.stream(rows)
                    .filter(row -> lifetimes.stratum(row) == stratum)
                    .toArray();
        }

        private int rank(int[] byRisk) {
            int ranks = 0;
            for (int i = 0; i < byRisk.length; i++) {
                ranks += i > 0 && risk[byRisk[i]] != risk[byRisk[i - 1]] ? 1 : 0;
                rank[byRisk[i]] = ranks;
            }
            return ranks + 1;
        }

        /** Back in time, for each event the rows that stay longer. */
        private void countThoseWhoStay(int[] byStop, int[] byStart, RankWeights there) {
            int late = byStart.length - 1;
            for (int i = byStop.length - 1; i >= 0; ) {
                double t = lifetimes.stop(byStop[i]);
                int first = i;
                while (first > 0 && lifetimes.stop(byStop[first - 1]) == t) {
                    first--;
                }
                addAll(byStop, first, i, false, there);
                for (; late >= 0 && lifetimes.start(byStart[late]) >= t; late--) {
                    // It stops later, or was censored now: it is among those added.
                    there.add(rank[byStart[late]], -lifetimes.weight(byStart[late]));
                }
                for (int k = first; k <= i; k++) {
                    int row = byStop[k];
                    if (lifetimes.isEvent(row)) {
                        double below = there.below(rank[row]);
                        double same = there.below(rank[row] + 1) - below;
                        concordant[row] += below;
                        tied[row] += same;
                        discordant[row] += there.total() - below - same;
                    }
                }
                addAll(byStop, first, i, true, there);
                i = first - 1;
            }
        }

        private void addAll(int[] rows, int first, int last, boolean events, RankWeights weights) {
            for (int k = first; k <= last; k++) {
                if (lifetimes.isEvent(rows[k]) == events) {
                    weights.add(rank[rows[k]], lifetimes.weight(rows[k]));
                }
            }
        }

        /** Forward in time, for each row the events in (start, stop) or, if it was censored, (start, stop]. */
        private void countThoseWhoLeft(int[] byStop, int[] byStart, RankWeights left) {
            int started = 0;
            for (int i = 0; i < byStop.length; ) {
                double t = lifetimes.stop(byStop[i]);
                for (; started < byStart.length && lifetimes.start(byStart[started]) < t; started++) {
                    count(byStart[started], -1, left);
                }
                int next = i;
                while (next < byStop.length && lifetimes.stop(byStop[next]) == t) {
                    if (lifetimes.isEvent(byStop[next])) {
                        count(byStop[next], 1, left);
                    }
                    next++;
                }
                addAll(byStop, i, next - 1, true, left);
                for (int k = i; k < next; k++) {
                    int row = byStop[k];
                    if (!lifetimes.isEvent(row) && lifetimes.start(row) < t) {
                        count(row, 1, left);
                    }
                }
                i = next;
            }
        }

        private void count(int row, int sign, RankWeights left) {
            double below = left.below(rank[row]);
            double same = left.below(rank[row] + 1) - below;
            discordant[row] += sign * below;
            tied[row] += sign * same;
            concordant[row] += sign * (left.total() - below - same);
        }

        Concordance concordance() {
            double[] sums = new double[3];
            for (int row = 0; row < risk.length; row++) {
                // Each pair is counted at both of its rows.
                sums[0] += lifetimes.weight(row) * concordant[row] / 2;
                sums[1] += lifetimes.weight(row) * discordant[row] / 2;
                sums[2] += lifetimes.weight(row) * tied[row] / 2;
            }
            double pairs = sums[0] + sums[1] + sums[2];
            double index = (sums[0] + sums[2] / 2) / pairs;
            Map<Integer, Double> influence = new HashMap<>();
            for (int row = 0; row < risk.length; row++) {
                double all = concordant[row] + discordant[row] + tied[row];
                double move = lifetimes.weight(row) * (concordant[row] + tied[row] / 2 - index * all) / pairs;
                influence.merge(lifetimes.cluster(row), move, Double::sum);
            }
            double squares =
                    influence.values().stream().mapToDouble(move -> move * move).sum();
            return new Concordance(sums[0], sums[1], sums[2], Math.sqrt(squares));
        }
    }
}
