package io.engagement.internal.index;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** A sample of rows by hashes of their ids: the same ids whatever else there is, but for those at its edge. */
public final class HashSample {
    private HashSample() {}

    /**
     * All rows, or those with the least hashes.
     *
     * @param rows how many there are
     * @param id of a row
     * @param most how many are taken at most
     * @return rows in order
     */
    public static int[] of(int rows, IntFunction<String> id, int most) {
        if (rows <= most) {
            return IntStream.range(0, rows).toArray();
        }
        double[] keys = IntStream.range(0, rows)
                .parallel()
                .mapToDouble(row -> TextKey.of(id.apply(row)))
                .toArray();
        double[] sorted = keys.clone();
        Arrays.parallelSort(sorted);
        double bound = sorted[most - 1];
        return IntStream.range(0, rows)
                .filter(row -> keys[row] <= bound)
                .limit(most)
                .toArray();
    }
}
