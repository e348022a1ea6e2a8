package io.engagement.internal.math;

/**
 * Running sums, in the order of the terms. Those of {@link java.util.Arrays} are added up in an order that depends on the number of
 * processors, so that the last digits do too, and wait for the common pool.
 */
public final class RunningSums {
    private RunningSums() {}

    /**
     * Makes of each term the sum of all up to it, in place.
     *
     * @param terms which become the sums
     */
    public static void accumulate(double[] terms) {
        for (int i = 1; i < terms.length; i++) {
            terms[i] += terms[i - 1];
        }
    }
}
