package io.engagement.outcome.effect;

import io.engagement.internal.math.Holm;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Probabilities of many tests at once, adjusted so that one can be compared with the level as if it were alone. */
public final class ManyTests {
    private ManyTests() {}

    /**
     * Holm (1979): the probability of any false finding at all stays below the level, whatever depends on what.
     *
     * @param pValues from 0 to 1; NaN is no test, does not count and stays
     * @return adjusted ones in the same order
     * @throws IllegalArgumentException if one is below 0 or above 1
     */
    public static double[] holm(double... pValues) {
        return Holm.adjusted(checked(pValues));
    }

    /**
     * Benjamini and Hochberg (1995): of all findings, the share of false ones is expected to stay below the level, for tests
     * that are independent or rise together.
     *
     * @param pValues from 0 to 1; NaN is no test, does not count and stays
     * @return adjusted ones in the same order
     * @throws IllegalArgumentException if one is below 0 or above 1
     */
    public static double[] benjaminiHochberg(double... pValues) {
        int[] order = order(checked(pValues));
        double[] adjusted = new double[pValues.length];
        Arrays.fill(adjusted, Double.NaN);
        double least = 1;
        for (int i = order.length - 1; i >= 0; i--) {
            least = Math.min(least, order.length * pValues[order[i]] / (i + 1));
            adjusted[order[i]] = least;
        }
        return adjusted;
    }

    private static double[] checked(double... pValues) {
        for (double p : pValues) {
            if (p < 0 || p > 1) {
                throw new IllegalArgumentException("pValues must be from 0 to 1, one was " + p);
            }
        }
        return pValues;
    }

    private static int[] order(double... pValues) {
        return IntStream.range(0, pValues.length)
                .filter(i -> !Double.isNaN(pValues[i]))
                .boxed()
                .sorted((a, b) -> Double.compare(pValues[a], pValues[b]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
