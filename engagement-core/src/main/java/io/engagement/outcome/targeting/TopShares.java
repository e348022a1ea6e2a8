package io.engagement.outcome.targeting;

import io.engagement.internal.base.Groups;
import io.engagement.outcome.effect.Effect;
import java.util.Arrays;

/**
 * What a contact gains of those ranked highest; those tied at the bound weigh a fraction each. Rows of one customer stand together and
 * are not independent: the error is Welch's, with the products of each customer's own rows.
 */
final class TopShares {
    private final boolean[] contacted;
    private final double[] outcome;
    private final int[] customer;
    private final double[] score;
    private final double[] ascending;

    TopShares(boolean[] contacted, double[] outcome, int[] customer, double[] score) {
        this.contacted = contacted;
        this.outcome = outcome;
        this.customer = customer;
        this.score = score;
        this.ascending = score.clone();
        Arrays.sort(ascending);
    }

    int size() {
        return score.length;
    }

    Effect gain(double share) {
        int wanted = (int) Math.ceil(share * score.length);
        double bound = ascending[score.length - wanted];
        int above = 0;
        int tied = 0;
        for (double each : score) {
            above += each > bound ? 1 : 0;
            tied += each == bound ? 1 : 0;
        }
        double fraction = (wanted - above) / (double) tied;
        Sums with = new Sums();
        Sums without = new Sums();
        for (int i = 0; i < score.length; i++) {
            if (score[i] >= bound) {
                (contacted[i] ? with : without).add(outcome[i], score[i] > bound ? 1 : fraction);
            }
        }
        return with.weight >= Groups.LEAST && without.weight >= Groups.LEAST
                ? Effect.normal(
                        with.mean() - without.mean(),
                        Math.sqrt(Math.max(
                                0, with.variance() + without.variance() + together(bound, fraction, with, without))))
                : Effect.undefined();
    }

    /** What rows of one customer add to the variance by moving together. */
    private double together(double bound, double fraction, Sums with, Sums without) {
        double products = 0;
        for (int i = 0; i < score.length; ) {
            int first = i;
            double sum = 0;
            double squares = 0;
            for (; i < score.length && customer[i] == customer[first]; i++) {
                double weight = score[i] > bound ? 1 : score[i] == bound ? fraction : 0;
                double own = weight == 0 ? 0 : weight * (contacted[i] ? with : without).influence(outcome[i]);
                sum += contacted[i] ? own : -own;
                squares += own * own;
            }
            products += i == first + 1 ? 0 : sum * sum - squares;
        }
        return products;
    }

    private static final class Sums {
        private double weight;
        private double sum;
        private double squares;

        void add(double value, double times) {
            weight += times;
            sum += times * value;
            squares += times * value * value;
        }

        double mean() {
            return sum / weight;
        }

        /** Of an outcome on the mean, such that the squares add up to the variance. */
        double influence(double value) {
            return (value - mean()) / Math.sqrt(weight * (weight - 1));
        }

        /** Of the mean. */
        double variance() {
            return Math.max(0, squares - sum * sum / weight) / (weight - 1) / weight;
        }
    }
}
