package io.engagement.outcome.observational;

import io.engagement.internal.metric.Ranking;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** How alike contacted customers and weighted controls are. */
final class OverlapSums {
    private OverlapSums() {}

    /** Of blocks of the past as they are, without logarithm. */
    static Overlap of(double[][] levels, boolean[] treated, double[] weights, double[] propensities, int trimmed) {
        double sum = 0;
        double squares = 0;
        int count = 0;
        for (int i = 0; i < treated.length; i++) {
            if (treated[i]) {
                count++;
            } else {
                sum += weights[i];
                squares += weights[i] * weights[i];
            }
        }
        double effective = sum * sum / squares;
        List<Double> before = new ArrayList<>();
        List<Double> after = new ArrayList<>();
        for (double[] level : levels) {
            standardised(level, treated, weights, sum, before, after);
        }
        return new Overlap(
                count,
                treated.length - count,
                effective > 0 && effective < Double.POSITIVE_INFINITY ? effective : 0,
                before,
                after,
                new Overlap.Propensities(
                        Ranking.auc(propensities, treated),
                        Arrays.stream(propensities).min().orElse(Double.NaN),
                        Arrays.stream(propensities).max().orElse(Double.NaN),
                        Arrays.stream(propensities)
                                .map(p -> p < 0.05 || p > 0.95 ? 1 : 0)
                                .average()
                                .orElse(Double.NaN)),
                trimmed);
    }

    private static void standardised(
            double[] level, boolean[] treated, double[] weights, double sum, List<Double> before, List<Double> after) {
        double weighted = 0;
        for (int i = 0; i < level.length; i++) {
            weighted += treated[i] ? 0 : weights[i] / sum * level[i];
        }
        double[] ofTreated = meanAndVariance(level, treated, true);
        double[] ofControls = meanAndVariance(level, treated, false);
        double deviation = Math.sqrt((ofTreated[1] + ofControls[1]) / 2);
        before.add(over(ofTreated[0] - ofControls[0], deviation));
        after.add(over(ofTreated[0] - weighted, deviation));
    }

    /** Nothing is no difference, whatever its deviation. */
    private static double over(double difference, double deviation) {
        return difference == 0 ? 0 : difference / deviation;
    }

    private static double[] meanAndVariance(double[] level, boolean[] treated, boolean which) {
        double[] own = IntStream.range(0, level.length)
                .filter(i -> treated[i] == which)
                .mapToDouble(i -> level[i])
                .toArray();
        double mean = Arrays.stream(own).sum() / own.length;
        double squares = Arrays.stream(own).map(v -> (v - mean) * (v - mean)).sum();
        return new double[] {mean, squares / (own.length - 1)};
    }
}
