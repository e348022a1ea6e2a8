package io.engagement.internal.metric;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * How well an order tells those to whom it happens from the others. Only rows of one origin are compared with each other; of
 * several, pairs count alike.
 */
public final class Ranking {
    private Ranking() {}

    /**
     * The probability that of two customers, one to whom it happened and one to whom it did not, the first has the higher score,
     * ties counting half: DeLong, DeLong and Clarke-Pearson (1988), Biometrics 44, 837-845; for several rows of one customer
     * Obuchowski (1997), Biometrics 53, 567-578.
     */
    public static Estimate auc(JudgedRows rows) {
        double pairs = pairs(rows);
        double won = won(rows);
        if (pairs == 0) {
            return new Estimate(Double.NaN);
        }
        double yes = rows.happened(0, rows.size());
        if (yes < 2 || rows.size() - yes < 2) {
            // One of a class shows nothing of how it varies.
            return new Estimate(won / pairs);
        }
        double[] influence = new double[rows.size()];
        for (int origin = 0; origin < rows.origins(); origin++) {
            components(rows, origin, pairs, influence);
        }
        return new Estimate(won / pairs, influence);
    }

    /**
     * The same share alone, of different customers.
     *
     * @param scores of each
     * @param happened to whom it happened
     * @return NaN if it happened to all or to none, or a score is NaN
     */
    public static double auc(double[] scores, boolean... happened) {
        double[] amounts = new double[happened.length];
        Arrays.setAll(amounts, i -> happened[i] ? 1 : 0);
        if (Arrays.stream(scores).anyMatch(Double::isNaN)) {
            return Double.NaN;
        }
        JudgedRows rows = JudgedRows.ofOneOrigin(scores, amounts);
        return won(rows) / pairs(rows);
    }

    private static double pairs(JudgedRows rows) {
        double pairs = 0;
        for (int origin = 0; origin < rows.origins(); origin++) {
            double yes = rows.happened(rows.bound(origin), rows.bound(origin + 1));
            pairs += yes * (rows.bound(origin + 1) - rows.bound(origin) - yes);
        }
        return pairs;
    }

    private static double won(JudgedRows rows) {
        double won = 0;
        for (int origin = 0; origin < rows.origins(); origin++) {
            won += doubledWins(rows, origin) / 2;
        }
        return won;
    }

    /** Twice the pairs that are in the right order, exactly: a whole number. */
    private static double doubledWins(JudgedRows rows, int origin) {
        double wins = 0;
        double below = 0;
        for (int i = rows.bound(origin); i < rows.bound(origin + 1); ) {
            int end = rows.tieEnd(i);
            double yes = rows.happened(i, end);
            double no = end - i - yes;
            wins += yes * (2 * below + no);
            below += no;
            i = end;
        }
        return wins;
    }

    /** A row's share of the right pairs less the mean share, times the weight of its origin among all pairs. */
    private static void components(JudgedRows rows, int origin, double pairs, double[] influence) {
        int from = rows.bound(origin);
        int to = rows.bound(origin + 1);
        double yes = rows.happened(from, to);
        double no = to - from - yes;
        if (yes == 0 || no == 0) {
            return;
        }
        double auc = doubledWins(rows, origin) / 2 / yes / no;
        // One of its class at an origin is its own mean, whatever the factor.
        double ofYes = Estimate.small((int) Math.max(2, yes)) * no / pairs;
        double ofNo = Estimate.small((int) Math.max(2, no)) * yes / pairs;
        double yesBelow = 0;
        double noBelow = 0;
        for (int i = from; i < to; ) {
            int end = rows.tieEnd(i);
            double tiedYes = rows.happened(i, end);
            double tiedNo = end - i - tiedYes;
            double above = (yes - yesBelow - tiedYes + tiedYes / 2) / yes;
            double below = (noBelow + tiedNo / 2) / no;
            for (int row = i; row < end; row++) {
                influence[rows.place(row)] = rows.happened(row) > 0 ? ofYes * (below - auc) : ofNo * (above - auc);
            }
            yesBelow += tiedYes;
            noBelow += tiedNo;
            i = end;
        }
    }

    /** The mean precision at the scores of those to whom it happened; ties are one step. Of several origins, weighted by these. */
    public static Estimate averagePrecision(JudgedRows rows) {
        double sum = 0;
        for (int origin = 0; origin < rows.origins(); origin++) {
            int to = rows.bound(origin + 1);
            double yes = rows.happened(rows.bound(origin), to);
            for (int i = rows.bound(origin); i < to; ) {
                int end = rows.tieEnd(i);
                double tied = rows.happened(i, end);
                sum += tied * yes / (to - i);
                yes -= tied;
                i = end;
            }
        }
        double all = rows.happened(0, rows.size());
        return new Estimate(all == 0 ? Double.NaN : sum / all);
    }

    /**
     * The largest distance between the distributions of scores of both classes (Kolmogorov and Smirnov); of several origins the
     * mean, weighted by rows.
     */
    public static Estimate kolmogorovSmirnov(JudgedRows rows) {
        double sum = 0;
        double weights = 0;
        for (int origin = 0; origin < rows.origins(); origin++) {
            int size = rows.bound(origin + 1) - rows.bound(origin);
            double distance = distance(rows, rows.bound(origin), rows.bound(origin + 1));
            if (!Double.isNaN(distance)) {
                sum += size * distance;
                weights += size;
            }
        }
        return new Estimate(sum / weights);
    }

    private static double distance(JudgedRows rows, int from, int to) {
        double yes = rows.happened(from, to);
        double no = to - from - yes;
        double yesBelow = 0;
        double noBelow = 0;
        double largest = yes == 0 || no == 0 ? Double.NaN : 0;
        for (int i = from; i < to; ) {
            int end = rows.tieEnd(i);
            double tied = rows.happened(i, end);
            yesBelow += tied;
            noBelow += end - i - tied;
            largest = Math.max(largest, Math.abs(noBelow / no - yesBelow / yes));
            i = end;
        }
        return largest;
    }

    /**
     * What happened, a row, to those with the highest scores of each origin: at the bound, ties are taken in by a fraction each.
     *
     * @param share of each origin's rows, rounded to whole rows
     */
    public static Estimate top(JudgedRows rows, double share) {
        double[] weight = topWeights(rows, share);
        double chosen = 0;
        double sum = 0;
        for (int i = 0; i < weight.length; i++) {
            chosen += weight[i];
            sum += weight[i] * rows.happened(i);
        }
        double rate = sum / chosen;
        double[] influence = new double[weight.length];
        for (int i = 0; i < weight.length; i++) {
            influence[rows.place(i)] = weight[i] * (rows.happened(i) - rate) / chosen;
        }
        return new Estimate(rate, influence);
    }

    /** How many rows are the highest share of each origin, all together. */
    public static long topSize(JudgedRows rows, double share) {
        long size = 0;
        for (int origin = 0; origin < rows.origins(); origin++) {
            size += Math.round(share * (rows.bound(origin + 1) - rows.bound(origin)));
        }
        return size;
    }

    /** How much of each sorted row is among the highest of its origin. */
    private static double[] topWeights(JudgedRows rows, double share) {
        double[] weight = new double[rows.size()];
        for (int origin = 0; origin < rows.origins(); origin++) {
            int to = rows.bound(origin + 1);
            long below = to - rows.bound(origin) - Math.round(share * (to - rows.bound(origin)));
            for (int i = rows.bound(origin); i < to; ) {
                int end = rows.tieEnd(i);
                double out = Math.min(end - i, Math.max(0, below - (i - rows.bound(origin))));
                for (int row = i; row < end; row++) {
                    weight[row] = 1 - out / (end - i);
                }
                i = end;
            }
        }
        return weight;
    }

    /** Spearman's correlation of what was said with what happened, ranks of ties shared; of several origins weighted by rows. */
    public static Estimate rankCorrelation(JudgedRows rows) {
        double sum = 0;
        double weights = 0;
        for (int origin = 0; origin < rows.origins(); origin++) {
            int from = rows.bound(origin);
            int size = rows.bound(origin + 1) - from;
            double[] said = new double[size];
            double[] came = new double[size];
            for (int i = 0; i < size; i++) {
                // 0 and -0 are one value, as keys too.
                said[i] = rows.said(from + i) + 0.0;
                came[i] = rows.happened(from + i) + 0.0;
            }
            double correlation = correlation(ranks(said), ranks(came));
            if (!Double.isNaN(correlation)) {
                sum += size * correlation;
                weights += size;
            }
        }
        return new Estimate(sum / weights);
    }

    private static double[] ranks(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        Map<Double, Double> rank = new HashMap<>();
        for (int i = 0; i < sorted.length; ) {
            int end = i + 1;
            while (end < sorted.length && sorted[end] == sorted[i]) {
                end++;
            }
            rank.put(sorted[i], (i + end - 1) / 2.0);
            i = end;
        }
        return Arrays.stream(values).map(rank::get).toArray();
    }

    private static double correlation(double[] x, double[] y) {
        double middle = (x.length - 1) / 2.0;
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i = 0; i < x.length; i++) {
            xx += (x[i] - middle) * (x[i] - middle);
            yy += (y[i] - middle) * (y[i] - middle);
            xy += (x[i] - middle) * (y[i] - middle);
        }
        return xy / Math.sqrt(xx * yy);
    }
}
