package io.engagement.outcome.effect;

import io.engagement.internal.math.Checks;
import java.util.Arrays;
import java.util.Objects;

/**
 * What estimators need of the customers of an arm: how many there are, means, squares and products about the means of the
 * outcome and of numbers beside it (the same figure before, other outcomes). Parts merge in any order: the result is the same
 * but for rounding. Immutable; Welford (1962), Chan, Golub and LeVeque (1983).
 */
public final class ArmSums {
    private static final int LEAST_CUSTOMERS = 100;
    private static final int LEAST_NON_ZERO = 30;

    private final long customers;
    private final long nonZero;
    private final double[] means;
    private final double[][] products;

    private ArmSums(long customers, long nonZero, double[] means, double[]... products) {
        this.customers = customers;
        this.nonZero = nonZero;
        this.means = means;
        this.products = products;
    }

    /** Adds up customers one after another. */
    public static final class Builder {
        private final double[] means;
        private final double[] before;
        private final double[][] products;
        private long customers;
        private long nonZero;

        private Builder(int beside) {
            means = new double[beside + 1];
            before = new double[beside + 1];
            products = new double[beside + 1][beside + 1];
        }

        /**
         * Adds a customer.
         *
         * @param outcome from -1e100 to 1e100
         * @param beside as many as the builder was made for, from -1e100 to 1e100
         * @return this
         * @throws IllegalArgumentException if there are more or fewer, or one is out of its range
         */
        public Builder add(double outcome, double... beside) {
            if (beside.length != means.length - 1) {
                throw new IllegalArgumentException(
                        "beside the outcome there must be " + (means.length - 1) + " numbers, were " + beside.length);
            }
            customers++;
            nonZero += outcome == 0 ? 0 : 1;
            enter(0, "outcome", outcome);
            for (int i = 0; i < beside.length; i++) {
                enter(i + 1, "beside", beside[i]);
            }
            for (int i = 0; i < means.length; i++) {
                double value = i == 0 ? outcome : beside[i - 1];
                for (int j = 0; j <= i; j++) {
                    products[i][j] += before[j] * (value - means[i]);
                }
            }
            return this;
        }

        private void enter(int place, String name, double value) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(name + " must be finite, was " + value);
            }
            Checks.squarable(name, value);
            before[place] = value - means[place];
            means[place] += before[place] / customers;
        }

        /**
         * All customers so far.
         *
         * @return the sums
         */
        public ArmSums build() {
            return new ArmSums(
                    customers,
                    nonZero,
                    means.clone(),
                    Arrays.stream(products).map(double[]::clone).toArray(double[][]::new));
        }
    }

    /**
     * Sums to be filled.
     *
     * @param beside how many numbers a customer has beside the outcome, not negative
     * @return without customers
     * @throws IllegalArgumentException if the number is negative
     */
    public static Builder builder(int beside) {
        if (beside < 0) {
            throw new IllegalArgumentException("beside must not be negative, was " + beside);
        }
        return new Builder(beside);
    }

    /**
     * Sums of customers.
     *
     * @param outcome of each, from -1e100 to 1e100
     * @param beside columns as long, from -1e100 to 1e100
     * @return their sums
     * @throws IllegalArgumentException if a column is longer or shorter, or a number out of its range
     */
    public static ArmSums of(double[] outcome, double[]... beside) {
        for (double[] column : beside) {
            if (column.length != outcome.length) {
                throw new IllegalArgumentException(
                        "columns must be as long as the outcome, " + outcome.length + ", one was " + column.length);
            }
        }
        Builder builder = builder(beside.length);
        double[] row = new double[beside.length];
        for (int i = 0; i < outcome.length; i++) {
            for (int j = 0; j < row.length; j++) {
                row[j] = beside[j][i];
            }
            builder.add(outcome[i], row);
        }
        return builder.build();
    }

    /**
     * These customers and others.
     *
     * @param others with as many numbers beside the outcome
     * @return the sums of both
     * @throws IllegalArgumentException if they have more or fewer
     */
    public ArmSums plus(ArmSums others) {
        if (means.length != Objects.requireNonNull(others, "others").means.length) {
            throw new IllegalArgumentException("others must have " + (means.length - 1)
                    + " numbers beside the outcome, have " + (others.means.length - 1));
        }
        if (customers == 0 || others.customers == 0) {
            return customers == 0 ? others : this;
        }
        long n = customers + others.customers;
        double share = (double) others.customers / n;
        double[] apart = new double[means.length];
        Arrays.setAll(apart, i -> others.means[i] - means[i]);
        double[] merged = new double[means.length];
        Arrays.setAll(merged, i -> means[i] + apart[i] * share);
        double[][] both = new double[means.length][means.length];
        for (int i = 0; i < means.length; i++) {
            for (int j = 0; j <= i; j++) {
                both[i][j] = products[i][j] + others.products[i][j] + apart[i] * apart[j] * customers * share;
            }
        }
        return new ArmSums(n, nonZero + others.nonZero, merged, both);
    }

    /**
     * How many customers there are.
     *
     * @return not negative
     */
    public long customers() {
        return customers;
    }

    /**
     * Of how many the outcome is not 0.
     *
     * @return not negative
     */
    public long nonZero() {
        return nonZero;
    }

    /**
     * Whether a difference of means can be told at all: with fewer customers or fewer outcomes than 0, the t distribution does
     * not hold and a test finds next to nothing (of 300 against 300 at 0.6 % buyers it alarms in 0.65 % in place of 5).
     *
     * @return whether there are at least 100 customers, 30 of them with an outcome other than 0
     */
    public boolean isEnough() {
        return customers >= LEAST_CUSTOMERS && nonZero >= LEAST_NON_ZERO;
    }

    /** The outcome and the numbers beside it. */
    int numbers() {
        return means.length;
    }

    /**
     * The mean outcome.
     *
     * @return NaN without customers
     */
    public double mean() {
        return mean(0);
    }

    /**
     * The mean of a number.
     *
     * @param number 0 for the outcome, then those beside it
     * @return NaN without customers
     */
    public double mean(int number) {
        return customers == 0 ? Double.NaN : means[number];
    }

    /**
     * The variance of the outcome.
     *
     * @return with n - 1; NaN of fewer than two customers
     */
    public double variance() {
        return covariance(0, 0);
    }

    /**
     * The covariance of two numbers.
     *
     * @param first 0 for the outcome, then those beside it
     * @param second the same, also the same number: its variance
     * @return with n - 1; NaN of fewer than two customers
     */
    public double covariance(int first, int second) {
        return customers < 2
                ? Double.NaN
                : products[Math.max(first, second)][Math.min(first, second)] / (customers - 1);
    }

    /**
     * The squared standard error of the mean outcome.
     *
     * @return variance / n; NaN of fewer than two customers
     */
    public double squaredError() {
        return variance() / customers;
    }

    /**
     * The customers with another outcome: a combination of the numbers that are there.
     *
     * @param weights of the outcome and of each number beside it, finite
     * @return sums of that outcome alone, with the counts of these
     * @throws IllegalArgumentException if there are more or fewer weights than numbers, or one is not finite
     */
    public ArmSums combined(double... weights) {
        if (weights.length != means.length) {
            throw new IllegalArgumentException(
                    "weights must be " + means.length + ", as there are numbers, were " + weights.length);
        }
        double mean = 0;
        double square = 0;
        for (int i = 0; i < weights.length; i++) {
            Checks.within("weight", weights[i], -Double.MAX_VALUE, Double.MAX_VALUE);
            mean += weights[i] * means[i];
            for (int j = 0; j < weights.length; j++) {
                square += weights[i] * weights[j] * products[Math.max(i, j)][Math.min(i, j)];
            }
        }
        // Of numbers that cancel, rounding may leave less than nothing.
        return new ArmSums(customers, nonZero, new double[] {mean}, new double[] {Math.max(0, square)});
    }
}
