package io.engagement.internal.index;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** A sample of rows by hashes of their ids: the same ids whatever else there is, but for those at its edge. */
public final class HashSample {
    private static final int BUCKETS = 1 << 14;

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
        double bound = smallest(keys, most);
        return IntStream.range(0, rows)
                .filter(row -> keys[row] <= bound)
                .limit(most)
                .toArray();
    }

    /** The key of a rank: only keys of its bucket are sorted, of which there are few. */
    private static double smallest(double[] keys, int rank) {
        int[] counts = new int[BUCKETS];
        for (double key : keys) {
            counts[bucket(key)]++;
        }
        int bucket = 0;
        int below = 0;
        while (below + counts[bucket] < rank) {
            below += counts[bucket++];
        }
        int of = bucket;
        double[] sorted = Arrays.stream(keys)
                .filter(key -> bucket(key) == of)
                .sorted()
                .toArray();
        return sorted[rank - 1 - below];
    }

    private static int bucket(double key) {
        return (int) ((key - 1) / TextKey.LARGEST * BUCKETS);
    }
}
