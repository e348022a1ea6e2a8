package io.engagement.initiative;

import io.engagement.fit.LogLikelihood;
import io.engagement.fit.OrderedSums;

/**
 * The log-likelihood of {@link SilenceHabit} by m, ln t and ln s, of customers' numbers of gaps, means of their logarithms and
 * the squares within customers.
 */
final class HabitLikelihood implements LogLikelihood {
    private static final int PARAMETERS = 3;
    private static final int CHUNK = 16_384;
    private static final double LOG_2_PI = Math.log(2 * Math.PI);

    private final double[] counts;
    private final double[] means;
    private final double squares;
    private final double gaps;

    HabitLikelihood(double[] counts, double[] means, double squares) {
        this.counts = counts;
        this.means = means;
        this.squares = squares;
        double all = 0;
        for (double count : counts) {
            all += count;
        }
        this.gaps = all;
    }

    @Override
    public int dimension() {
        return PARAMETERS;
    }

    @Override
    public double valueAndGradient(double[] coordinates, double[] gradient) {
        double m = coordinates[0];
        double between = Math.exp(2 * coordinates[1]);
        double within = Math.exp(2 * coordinates[2]);
        // Value, slopes by m, ln t, ln s.
        double[] sums = OrderedSums.into(
                new double[PARAMETERS + 1],
                counts.length,
                CHUNK,
                (from, to) -> sum(from, to, m, between, within),
                (all, part) -> {
                    for (int i = 0; i < all.length; i++) {
                        all[i] += part[i];
                    }
                });
        double more = gaps - counts.length;
        gradient[0] = sums[1];
        gradient[1] = sums[2];
        gradient[2] = sums[3] - more + squares / within;
        return sums[0] - 0.5 * (gaps * LOG_2_PI + more * Math.log(within) + squares / within);
    }

    private double[] sum(int from, int to, double m, double between, double within) {
        double[] sums = new double[PARAMETERS + 1];
        for (int i = from; i < to; i++) {
            double n = counts[i];
            double v = within + n * between;
            double deviation = means[i] - m;
            double square = n * deviation * deviation / v;
            sums[0] -= 0.5 * (Math.log(v) + square);
            sums[1] += n * deviation / v;
            double slope = (square - 1) / v;
            sums[2] += n * between * slope;
            sums[3] += within * slope;
        }
        return sums;
    }
}
