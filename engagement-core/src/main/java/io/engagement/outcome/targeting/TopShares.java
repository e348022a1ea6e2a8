package io.engagement.outcome.targeting;

import io.engagement.internal.base.Groups;
import io.engagement.outcome.effect.Effect;
import java.util.Arrays;

/** What a contact gains of those ranked highest; those tied at the bound weigh a fraction each. */
final class TopShares {
    private final boolean[] contacted;
    private final double[] outcome;
    private final double[] score;
    private final double[] ascending;

    TopShares(boolean[] contacted, double[] outcome, double[] score) {
        this.contacted = contacted;
        this.outcome = outcome;
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
                ? Effect.normal(with.mean() - without.mean(), Math.sqrt(with.variance() + without.variance()))
                : Effect.undefined();
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

        /** Of the mean. */
        double variance() {
            return Math.max(0, squares - sum * sum / weight) / (weight - 1) / weight;
        }
    }
}
