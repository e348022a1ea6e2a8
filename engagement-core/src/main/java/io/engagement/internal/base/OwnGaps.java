package io.engagement.internal.base;

import io.engagement.history.LogView;
import io.engagement.internal.calendar.DayClock;
import io.engagement.internal.index.Chunks;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Customers' own gaps between days with an act: their logarithms are normal with variance {@code within} about the customer's mean,
 * and the means normal with variance {@code between} about {@code mean}. A customer's own quantile is the predictive one, drawn to
 * the base's the more, the fewer gaps are known.
 *
 * @param mean of customers' mean logarithms of a gap in days
 * @param between variance of these means, not negative
 * @param within variance about a customer's mean, positive
 */
public record OwnGaps(double mean, double between, double within) {
    private static final double DAY = 86_400_000;
    private static final Chunks CHUNKS = new Chunks(1 << 14);
    private static final double LEAST = 1e-6;
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /**
     * By moments (one-way analysis of variance with groups of unequal size), in one pass.
     *
     * @param view the acts
     * @param acts which positions are acts
     * @param days whose days
     * @return empty if no customer has three days with an act, or fewer than two have two
     */
    public static Optional<OwnGaps> of(LogView view, IntPredicate acts, DayClock days) {
        List<double[]> parts = IntStream.range(0, CHUNKS.count(view.customers()))
                .parallel()
                .mapToObj(chunk -> sums(view, acts, days, CHUNKS.from(chunk), CHUNKS.to(chunk, view.customers())))
                .toList();
        double[] sums = new double[6];
        for (double[] part : parts) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += part[i];
            }
        }
        double customers = sums[0];
        double gaps = sums[1];
        if (customers < 2 || gaps <= customers) {
            return Optional.empty();
        }
        double grand = sums[2] / gaps;
        double within = Math.max((sums[3] - sums[4]) / (gaps - customers), LEAST);
        double squares = sums[4] - gaps * grand * grand;
        double between = (squares - (customers - 1) * within) / (gaps - sums[5] / gaps);
        return Optional.of(new OwnGaps(grand, Math.max(between, LEAST), within));
    }

    /** Customers with a gap, gaps, sum of logarithms, of their squares, of squared sums over counts, of squared counts. */
    private static double[] sums(LogView view, IntPredicate acts, DayClock days, int from, int to) {
        double[] sums = new double[6];
        for (int row = from; row < to; row++) {
            double last = Double.NaN;
            double own = 0;
            double logs = 0;
            double squares = 0;
            for (int i = view.start(row); i < view.end(row); i++) {
                if (acts.test(i)) {
                    double day = days.startOfDay(view.epochMilli(i));
                    if (day > last) {
                        double log = Math.log((day - last) / DAY);
                        own++;
                        logs += log;
                        squares += log * log;
                    }
                    last = day;
                }
            }
            if (own > 0) {
                sums[0]++;
                sums[1] += own;
                sums[2] += logs;
                sums[3] += squares;
                sums[4] += logs * logs / own;
                sums[5] += own * own;
            }
        }
        return sums;
    }

    /**
     * A quantile of times.
     *
     * @param share of all times that are shorter, between 0 and 1
     * @return the quantile of each customer
     */
    public Quantile at(double share) {
        return new Quantile(this, NORMAL.inverseCumulativeProbability(share));
    }

    /**
     * A quantile of the times that a customer's own gaps take.
     *
     * @param gaps of the base
     * @param z the same quantile of the standard normal distribution
     */
    public record Quantile(OwnGaps gaps, double z) {
        /**
         * Of one customer.
         *
         * @param known how many gaps of the customer are known
         * @param logs sum of their logarithms, in days
         * @param together how many gaps follow each other, at least 1; of several, the sum is taken as log-normal with its mean and
         *     variance (Fenton 1960)
         * @return in days
         */
        public double days(double known, double logs, int together) {
            double precision = 1 / gaps.between + known / gaps.within;
            double own = (gaps.mean / gaps.between + logs / gaps.within) / precision;
            double variance = gaps.within + 1 / precision;
            double ofSum = Math.log1p(Math.expm1(variance) / together);
            double middle = own + (variance - ofSum) / 2 + Math.log(together);
            return Math.exp(middle + z * Math.sqrt(ofSum));
        }
    }
}
