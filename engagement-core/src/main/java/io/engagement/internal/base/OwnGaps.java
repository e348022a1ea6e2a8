package io.engagement.internal.base;

import java.io.Serializable;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How long one customer's silence may last: the one kernel behind habits, stages, exits and departures. The logarithms of a
 * customer's gaps between days with an act are normal with variance {@code within} about the customer's mean, and the means normal
 * with variance {@code between} about {@code mean}. A customer's own quantile is that of the next gap, given those known: drawn to
 * the base's the more, the fewer these are. Silence runs from the last act itself.
 *
 * @param mean over customers of their mean logarithm of a gap in days
 * @param between variance of these means, positive
 * @param within variance about a customer's mean, positive
 */
public record OwnGaps(double mean, double between, double within) implements Serializable {
    private static final double DAY = 86_400_000;
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /**
     * By standard deviations.
     *
     * @param m mean over customers
     * @param t of customers' means
     * @param s about a customer's mean
     * @return the kernel
     */
    public static OwnGaps ofDeviations(double m, double t, double s) {
        return new OwnGaps(m, t * t, s * s);
    }

    private double precision(double known) {
        return 1 / between + known / within;
    }

    /** Of the logarithm of the next gap. */
    private double middle(double logs, double precision) {
        return (mean / between + logs / within) / precision;
    }

    /**
     * The probability that the next gap is shorter than a silence.
     *
     * @param known how many gaps of the customer are known
     * @param logs sum of their logarithms, in days
     * @param silence in days
     * @return from 0 to 1
     */
    public double shorter(double known, double logs, double silence) {
        double precision = precision(known);
        return NORMAL.cumulativeProbability(
                (Math.log(silence) - middle(logs, precision)) / Math.sqrt(within + 1 / precision));
    }

    /**
     * A quantile of customers' next gaps.
     *
     * @param share of all gaps that are shorter, between 0 and 1
     * @return the quantile of each customer
     */
    public Quantile at(double share) {
        return new Quantile(this, NORMAL.inverseCumulativeProbability(share));
    }

    /**
     * A quantile of a customer's next gap.
     *
     * @param gaps of the base
     * @param z the same quantile of the standard normal distribution
     */
    public record Quantile(OwnGaps gaps, double z) implements Serializable {
        /**
         * Of one gap.
         *
         * @param known how many gaps of the customer are known
         * @param logs sum of their logarithms, in days
         * @return in days; infinite where it is too long for a {@code double}
         */
        public double days(double known, double logs) {
            double precision = gaps.precision(known);
            return Math.exp(gaps.middle(logs, precision) + z * Math.sqrt(gaps.within + 1 / precision));
        }

        /**
         * Of several gaps together: their sum is taken as log-normal with its mean and variance (Fenton 1960).
         *
         * @param known how many gaps of the customer are known
         * @param logs sum of their logarithms, in days
         * @param together how many gaps follow each other, at least 1
         * @return in days
         */
        public double days(double known, double logs, int together) {
            if (together == 1) {
                return days(known, logs);
            }
            double precision = gaps.precision(known);
            double variance = gaps.within + 1 / precision;
            double ofSum = Math.log1p(Math.expm1(variance) / together);
            double middle = gaps.middle(logs, precision) + (variance - ofSum) / 2 + Math.log(together);
            return Math.exp(middle + z * Math.sqrt(ofSum));
        }

        /**
         * From how long a silence on it is beyond the customer's own gaps.
         *
         * @param known how many gaps of the customer are known
         * @param logs sum of their logarithms, in days
         * @return in whole milliseconds
         */
        public double millis(double known, double logs) {
            return Math.ceil(days(known, logs) * DAY);
        }
    }
}
