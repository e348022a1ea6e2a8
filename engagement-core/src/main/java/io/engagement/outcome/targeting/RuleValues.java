package io.engagement.outcome.targeting;

import io.engagement.outcome.effect.Effect;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** What rules of contact bring a customer on the rows of a trial, cost paid: means of doubly robust scores of each arm. */
final class RuleValues {
    private final TrialRows rows;
    /** By arm and row. */
    private final double[][] scores;

    /** @param expected by arm and row, in money and before cost, from other rows */
    RuleValues(Trial trial, double[][] expected, double[] costs) {
        this.rows = trial.rows();
        this.scores = new double[expected.length][trial.size()];
        double[] shares = trial.propensities();
        for (int arm = 0; arm < scores.length; arm++) {
            for (int row = 0; row < trial.size(); row++) {
                double says = expected[arm][row] - costs[arm];
                scores[arm][row] = says + (trial.arm(row) == arm ? (trial.value(row) - says) / shares[arm] : 0);
            }
        }
    }

    /** The arm of each row for whom a contact is expected to bring the most above its cost; 0 if none does. */
    static int[] personal(double[][] gains, double[] costs) {
        return IntStream.range(0, gains[0].length)
                .map(row -> best(gains, costs, row))
                .toArray();
    }

    private static int best(double[][] gains, double[] costs, int row) {
        int best = 0;
        double most = 0;
        for (int arm = 1; arm < gains.length; arm++) {
            double net = gains[arm][row] - costs[arm];
            if (net > most) {
                most = net;
                best = arm;
            }
        }
        return best;
    }

    /** What a rule brings a customer. */
    Effect value(IntUnaryOperator armOf) {
        return mean(IntStream.range(0, rows.size()).mapToDouble(row -> scores[armOf.applyAsInt(row)][row]));
    }

    /** How much more a rule brings than another. */
    Effect difference(IntUnaryOperator armOf, IntUnaryOperator other) {
        return mean(IntStream.range(0, rows.size())
                .mapToDouble(row -> scores[armOf.applyAsInt(row)][row] - scores[other.applyAsInt(row)][row]));
    }

    private Effect mean(DoubleStream values) {
        return Clusters.mean(rows, values.toArray());
    }

    /** Which share of rows a rule contacts. */
    double contacted(IntUnaryOperator armOf) {
        return Arrays.stream(IntStream.range(0, rows.size()).map(armOf).toArray())
                        .filter(arm -> arm > 0)
                        .count()
                / (double) rows.size();
    }
}
