package io.engagement.customerbase;

import io.engagement.internal.math.Counts;
import io.engagement.internal.math.RunningSums;
import java.util.Arrays;

/**
 * How many purchases a customer will make within a time, as probabilities of 0, 1, 2 and so on. Immutable.
 *
 * <p>It ends where less than 1e-12 lies beyond, or at {@link #MOST} purchases (8,192 for models in which customers
 * leave at any time). Then {@link #beyond()} is not 0, and quantiles beyond the end are the end.
 */
public final class CountDistribution {
    /** The most purchases of any distribution. */
    public static final int MOST = Counts.MOST;

    private final double[] probabilities;
    private final double mean;

    /** The sum up to each count. */
    private final double[] cumulative;

    private CountDistribution(double[] probabilities, double mean) {
        this.probabilities = probabilities;
        this.mean = mean;
        this.cumulative = probabilities.clone();
        RunningSums.accumulate(cumulative);
    }

    /**
     * A distribution from its probabilities.
     *
     * @param probabilities of 0, 1, 2 and so on, from 0 to 1; they may add up to less than 1 by what lies beyond
     * @param mean the expectation, including what lies beyond; not negative
     * @return the distribution
     * @throws IllegalArgumentException if a number is out of its range or the sum exceeds 1
     */
    public static CountDistribution of(double[] probabilities, double mean) {
        double sum = 0;
        for (int count = 0; count < probabilities.length; count++) {
            if (!(probabilities[count] >= 0 && probabilities[count] <= 1 + 1e-9)) {
                throw new IllegalArgumentException(
                        "the probability of " + count + " must be from 0 to 1, was " + probabilities[count]);
            }
            sum += probabilities[count];
        }
        if (!(probabilities.length > 0 && sum <= 1 + 1e-9)) {
            throw new IllegalArgumentException("there must be a probability, and all add up to at most 1: "
                    + probabilities.length + " add up to " + sum);
        }
        if (!(mean >= 0)) {
            throw new IllegalArgumentException("mean must not be negative, was " + mean);
        }
        return new CountDistribution(probabilities.clone(), mean);
    }

    /**
     * Probability of exactly this many purchases.
     *
     * @param count not negative
     * @return from 0 to 1; 0 beyond where the distribution reaches
     */
    public double probability(int count) {
        return count < probabilities.length ? probabilities[count] : 0;
    }

    /**
     * Probability of at most this many purchases.
     *
     * @param count not negative
     * @return from 0 to 1
     */
    public double cumulative(int count) {
        return cumulative[Math.min(count, cumulative.length - 1)];
    }

    /**
     * The least number of purchases that is not exceeded with at least a given probability.
     *
     * @param probability from 0 to 1
     * @return the quantile; where the distribution ends before that, where it ends
     * @throws IllegalArgumentException if the probability is not from 0 to 1
     */
    public int quantile(double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability must be from 0 to 1, was " + probability);
        }
        // Rounding of a sum must not move a quantile that is met exactly.
        double wanted = probability - 1e-12;
        int low = 0;
        int high = cumulative.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (cumulative[middle] >= wanted) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /**
     * A prediction interval with equal tails: the number of purchases lies in it with at least the given probability;
     * often more, as counts are whole.
     *
     * @param level between 0 and 1, e.g. 0.8
     * @return from the (1 - level)/2 quantile to the (1 + level)/2 quantile
     * @throws IllegalArgumentException if the level is not between 0 and 1
     */
    public Range interval(double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("level must be between 0 and 1, was " + level);
        }
        return new Range(quantile((1 - level) / 2), quantile((1 + level) / 2));
    }

    /**
     * The expectation.
     *
     * @return not negative
     */
    public double mean() {
        return mean;
    }

    /**
     * Where the distribution ends.
     *
     * @return the largest count that has a probability of its own
     */
    public int last() {
        return probabilities.length - 1;
    }

    /**
     * What lies beyond where the distribution ends.
     *
     * @return the probability of more purchases than {@link #last()}
     */
    public double beyond() {
        return Math.max(0, 1 - cumulative[cumulative.length - 1]);
    }

    /**
     * A range of counts, both ends included.
     *
     * @param lower least count
     * @param upper greatest count
     */
    public record Range(int lower, int upper) {
        /**
         * Whether a count lies in the range.
         *
         * @param count any
         * @return if so
         */
        public boolean contains(int count) {
            return lower <= count && count <= upper;
        }
    }

    /** The first probabilities and the mean. */
    @Override
    public String toString() {
        return "mean " + mean + ", probabilities "
                + Arrays.toString(Arrays.copyOf(probabilities, Math.min(6, probabilities.length)))
                + (probabilities.length > 6 ? " ..." : "");
    }
}
