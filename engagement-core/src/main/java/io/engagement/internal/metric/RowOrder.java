package io.engagement.internal.metric;

import io.engagement.internal.math.Search;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** The order of rows by origin, score and what happened; rows that are equal in all stay as they came. */
final class RowOrder {
    private final double[] said;
    private final double[] happened;
    private final int[] order;

    private RowOrder(double[] said, double[] happened) {
        this.said = said;
        this.happened = happened;
        this.order = new int[said.length];
    }

    static int[] of(double[] said, double[] happened, int[] origin) {
        RowOrder rows = new RowOrder(said, happened);
        int[] byOrigin = byOrigin(origin);
        for (int from = 0; from < byOrigin.length; ) {
            int to = from + 1;
            while (to < byOrigin.length && origin[byOrigin[to]] == origin[byOrigin[from]]) {
                to++;
            }
            rows.sort(Arrays.copyOfRange(byOrigin, from, to), from);
            from = to;
        }
        return rows.order;
    }

    /** Each origin with its row behind it in one number. */
    private static int[] byOrigin(int... origin) {
        return IntStream.range(0, origin.length)
                .mapToLong(i -> ((long) origin[i] << 32) | i)
                .sorted()
                .mapToInt(each -> (int) each)
                .toArray();
    }

    /** Numbers are sorted far faster than objects: each row then finds its place among them. */
    private void sort(int[] rows, int from) {
        double[] sorted = new double[rows.length];
        Arrays.setAll(sorted, i -> said[rows[i]]);
        Arrays.sort(sorted);
        int[] taken = new int[rows.length];
        for (int row : rows) {
            int first = Search.below(sorted, said[row]);
            order[from + first + taken[first]++] = row;
        }
        for (int i = 0; i < rows.length; i += Math.max(1, taken[i])) {
            sortTies(from + i, from + i + taken[i]);
        }
    }

    private void sortTies(int from, int to) {
        if (to - from > 1) {
            int[] sorted = Arrays.stream(order, from, to)
                    .boxed()
                    .sorted(Comparator.comparingDouble(row -> happened[row]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            System.arraycopy(sorted, 0, order, from, sorted.length);
        }
    }
}
