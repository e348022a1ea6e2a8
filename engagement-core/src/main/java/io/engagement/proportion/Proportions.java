package io.engagement.proportion;

import io.engagement.measure.MeasureColumn;

/**
 * k of n for each customer, such as own conversations of all: how often each occurs. Customers with n = 0 are left out and
 * counted. Immutable; of parts of a base, it adds up.
 */
public final class Proportions {
    private final CountSums sums;

    private Proportions(CountSums sums) {
        this.sums = sums;
    }

    /**
     * Begins to collect customers.
     *
     * @return a builder without customers
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * One customer a row.
     *
     * @param k how many are of the kind, from 0 to n
     * @param n of how many
     * @return their proportions
     * @throws IllegalArgumentException if a value is out of its range or the arrays differ in length
     */
    public static Proportions of(int[] k, int[] n) {
        if (k.length != n.length) {
            throw new IllegalArgumentException(
                    "k and n must have the same length, had " + k.length + " and " + n.length);
        }
        Builder all = builder();
        for (int row = 0; row < k.length; row++) {
            all.add(k[row], n[row]);
        }
        return all.build();
    }

    /**
     * One customer a row of a table, as measures count them.
     *
     * @param k how many are of the kind, from 0 to n
     * @param n of how many
     * @return their proportions
     * @throws IllegalArgumentException if a value is not whole or out of its range, or the columns are of different tables
     */
    public static Proportions of(MeasureColumn k, MeasureColumn n) {
        if (k.size() != n.size()) {
            throw new IllegalArgumentException(
                    "k and n must be of one table, had " + k.size() + " and " + n.size() + " rows");
        }
        Builder all = builder();
        for (int row = 0; row < k.size(); row++) {
            all.add(whole("k", row, k.get(row)), whole("n", row, n.get(row)));
        }
        return all.build();
    }

    private static long whole(String name, int row, double count) {
        if (!(count == Math.rint(count) && Math.abs(count) <= Integer.MAX_VALUE)) {
            throw new IllegalArgumentException(name + " must be a whole number, was " + count + " in row " + row
                    + ": take measures that count interactions");
        }
        return (long) count;
    }

    /**
     * These and other customers.
     *
     * @param others of the same kind of proportion
     * @return all of them
     */
    public Proportions plus(Proportions others) {
        CountSums.Builder all = new CountSums.Builder(BetaBinomial.parameters());
        all.add(sums);
        all.add(others.sums);
        return new Proportions(all.build());
    }

    /**
     * Customers with n &gt; 0.
     *
     * @return how many
     */
    public long customers() {
        return sums.customers();
    }

    /**
     * Customers with n = 0, who were left out.
     *
     * @return how many
     */
    public long without() {
        return sums.without();
    }

    /**
     * Customers with n &gt; 1, from whom it is told by how much customers differ.
     *
     * @return how many
     */
    public long several() {
        return sums.several();
    }

    /**
     * The sum of k.
     *
     * @return over all customers
     */
    public long k() {
        return sums.total(0);
    }

    /**
     * The sum of n.
     *
     * @return over all customers
     */
    public long n() {
        return sums.total(2);
    }

    CountSums sums() {
        return sums;
    }

    /** Collects customers, in any order. Not thread-safe. */
    public static final class Builder {
        private final CountSums.Builder sums = new CountSums.Builder(BetaBinomial.parameters());

        private Builder() {}

        /**
         * Adds a customer.
         *
         * @param k how many are of the kind, from 0 to n
         * @param n of how many, at most 2,147,483,647
         * @return this
         * @throws IllegalArgumentException if a value is out of its range
         */
        public Builder add(long k, long n) {
            return add(k, n, 1);
        }

        /**
         * Adds customers who have the same.
         *
         * @param k how many are of the kind, from 0 to n
         * @param n of how many, at most 2,147,483,647
         * @param customers how many such customers there are, at least 1
         * @return this
         * @throws IllegalArgumentException if a value is out of its range
         */
        public Builder add(long k, long n, long customers) {
            sums.add(new long[] {k, BetaBinomial.checked(k, n)}, customers);
            return this;
        }

        /**
         * What was collected.
         *
         * @return the proportions; the builder can go on
         */
        public Proportions build() {
            return new Proportions(sums.build());
        }
    }
}
