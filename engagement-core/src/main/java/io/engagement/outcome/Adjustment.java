package io.engagement.outcome;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** p-values of several tests, adjusted so that they can be compared with the level that one test has. */
final class Adjustment {
    private Adjustment() {}

    /** Holm (1979): the chance of any false finding. NaN counts as a test that found nothing. */
    static double[] holm(double[] pValues) {
        double[] adjusted = new double[pValues.length];
        double most = 0;
        int rest = pValues.length;
        for (int i : order(pValues)) {
            most = Math.max(most, Math.min(1, rest-- * orOne(pValues[i])));
            adjusted[i] = most;
        }
        return adjusted;
    }

    /** Benjamini and Hochberg (1995): the expected share of false ones among findings. NaN counts as 1. */
    static double[] benjaminiHochberg(double[] pValues) {
        int n = pValues.length;
        double[] adjusted = new double[n];
        int[] order = order(pValues);
        double least = 1;
        for (int rank = n; rank > 0; rank--) {
            int i = order[rank - 1];
            least = Math.min(least, orOne(pValues[i]) * n / rank);
            adjusted[i] = least;
        }
        return adjusted;
    }

    private static int[] order(double[] pValues) {
        return IntStream.range(0, pValues.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> orOne(pValues[i])))
                .mapToInt(i -> i)
                .toArray();
    }

    private static double orOne(double p) {
        return Double.isNaN(p) ? 1 : p;
    }

    static double least(double[] pValues) {
        return Arrays.stream(pValues).min().orElse(1);
    }
}
