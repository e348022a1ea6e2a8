package io.engagement.internal.math;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Several findings at once: Holm (1979), Scandinavian Journal of Statistics 6(2), 65-70. */
public final class Holm {
    private Holm() {}

    /**
     * Probabilities that take into account how many there are: what is at most 5 % is found with at most a chance of 5 % that any
     * of them is nothing.
     *
     * @param p from 0 to 1, or NaN for what was not looked at
     * @return adjusted, in the same order, at most 1
     */
    public static double[] adjusted(double... p) {
        int[] order = IntStream.range(0, p.length)
                .filter(i -> !Double.isNaN(p[i]))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> p[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] adjusted = new double[p.length];
        Arrays.fill(adjusted, Double.NaN);
        double highest = 0;
        for (int rank = 0; rank < order.length; rank++) {
            highest = Math.max(highest, Math.min(1, (order.length - rank) * p[order[rank]]));
            adjusted[order[rank]] = highest;
        }
        return adjusted;
    }
}
