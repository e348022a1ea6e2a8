package io.engagement.outcome.observational;

import io.engagement.fit.OrderedSums;
import io.engagement.internal.math.Search;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;

/**
 * Means and covariances of the periods in each group of customers who were first contacted in the same one: all that group-time
 * effects, averaged differences, placebos and their joint standard errors need. Sums over customers, in one pass.
 */
final class CohortMoments {
    /** The group of customers who take no part. */
    static final int NONE = Integer.MIN_VALUE;

    private static final int CHUNK = 1 << 14;
    /** 64 MB, eight times while it is made. */
    private static final long MOST_NUMBERS = 1L << 23;

    private final int first;
    private final int periods;
    /** Names of the groups' periods, ascending; never comes last. */
    private final int[] groups;

    private final int[] counts;
    private final double[][] means;
    /** Lower triangles of covariances, with n below. */
    private final double[][] covariances;

    private CohortMoments(int first, int periods, int[] groups, Sums sums) {
        this.first = first;
        this.periods = periods;
        this.groups = groups;
        this.counts = sums.counts;
        this.means = sums.values;
        this.covariances = sums.products;
        for (int g = 0; g < groups.length; g++) {
            for (int i = 0; i < periods; i++) {
                means[g][i] /= counts[g];
            }
            for (int i = 0; i < periods; i++) {
                for (int j = 0; j <= i; j++) {
                    double product = covariances[g][at(i, j)] / counts[g];
                    covariances[g][at(i, j)] = product - means[g][i] * means[g][j];
                }
            }
        }
    }

    private static final class Sums {
        private final int from;
        private final int[] counts;
        private final double[][] values;
        private final double[][] products;

        Sums(int groups, int periods, int from) {
            this.from = from;
            counts = new int[groups];
            values = new double[groups][];
            products = new double[groups][];
            for (int g = 0; g < groups; g++) {
                values[g] = new double[periods];
                products[g] = new double[at(periods, 0)];
            }
        }

        void plus(Sums other) {
            for (int g = 0; g < counts.length; g++) {
                counts[g] += other.counts[g];
                add(values[g], other.values[g]);
                add(products[g], other.products[g]);
            }
        }

        private static void add(double[] to, double[] from) {
            for (int i = 0; i < to.length; i++) {
                to[i] += from[i];
            }
        }
    }

    /** Of all customers and periods. */
    static CohortMoments of(Panel panel, FirstContacts contacts) {
        if (contacts.units() != panel.units()) {
            throw new IllegalArgumentException(
                    "contacts of " + contacts.units() + " customers do not belong to " + panel);
        }
        return of(panel, contacts::period, 0, panel.periods() - 1);
    }

    /**
     * Of some periods.
     *
     * @param groupOf a row's group, {@link #NONE} if it takes no part
     * @param from the first one, from 0
     * @param to the last one, taken too
     */
    static CohortMoments of(Panel panel, IntUnaryOperator groupOf, int from, int to) {
        int[] groups = groups(panel, groupOf);
        int periods = to - from + 1;
        long numbers = (long) groups.length * at(periods, 0);
        if (numbers > MOST_NUMBERS) {
            throw new IllegalArgumentException(groups.length + " groups of first contact with " + periods
                    + " periods have " + numbers + " covariances, must be at most " + MOST_NUMBERS
                    + ": take longer periods, or begin the panel later");
        }
        // A chunk's sums are as large as the whole one's: few chunks.
        int chunk = Math.max(CHUNK, panel.units() / 8 + 1);
        Sums sums = OrderedSums.into(
                new Sums(groups.length, periods, from),
                panel.units(),
                chunk,
                (begin, end) -> sums(panel, groupOf, groups, new Sums(groups.length, periods, from), begin, end),
                Sums::plus);
        return new CohortMoments(panel.firstPeriod() + from, periods, groups, sums);
    }

    private static int[] groups(Panel panel, IntUnaryOperator groupOf) {
        TreeSet<Integer> groups = new TreeSet<>();
        int last = NONE;
        for (int row = 0; row < panel.units(); row++) {
            int group = groupOf.applyAsInt(row);
            if (group != last && group != NONE) {
                groups.add(group);
                last = group;
            }
        }
        return groups.stream().mapToInt(Integer::intValue).toArray();
    }

    private static Sums sums(Panel panel, IntUnaryOperator groupOf, int[] groups, Sums sums, int from, int to) {
        for (int row = from; row < to; row++) {
            int group = groupOf.applyAsInt(row);
            if (group != NONE) {
                add(panel, row, sums, Arrays.binarySearch(groups, group));
            }
        }
        return sums;
    }

    /** The position of a customer's first cell in a period or later. */
    private static int behind(Panel panel, int row, int period) {
        return Search.first(panel.start(row), panel.start(row + 1), p -> panel.cell(p) >= period);
    }

    private static void add(Panel panel, int row, Sums sums, int g) {
        sums.counts[g]++;
        double[] values = sums.values[g];
        double[] products = sums.products[g];
        int begin = behind(panel, row, sums.from);
        int end = behind(panel, row, sums.from + values.length);
        for (int p = begin; p < end; p++) {
            double value = panel.valueAt(p);
            int period = panel.cell(p) - sums.from;
            values[period] += value;
            int line = at(period, -sums.from);
            for (int q = begin; q <= p; q++) {
                products[line + panel.cell(q)] += value * panel.valueAt(q);
            }
        }
    }

    private static int at(int i, int j) {
        return i * (i + 1) / 2 + j;
    }

    int first() {
        return first;
    }

    int periods() {
        return periods;
    }

    int groups() {
        return groups.length;
    }

    /** The name of the period in which the group was first contacted. */
    int group(int g) {
        return groups[g];
    }

    int count(int g) {
        return counts[g];
    }

    double mean(int g, double[] weights) {
        double sum = 0;
        for (int i = 0; i < periods; i++) {
            sum += weights[i] * means[g][i];
        }
        return sum;
    }

    /** The sum of what a weighted mean is made of, each part taken as positive. */
    double size(int g, double[] weights) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += Math.abs(weights[i] * means[g][i]);
        }
        return sum;
    }

    double covariance(int g, double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            if (one[i] != 0) {
                double row = 0;
                for (int j = 0; j < other.length; j++) {
                    row += other[j] == 0 ? 0 : other[j] * covariances[g][at(Math.max(i, j), Math.min(i, j))];
                }
                sum += one[i] * row;
            }
        }
        return sum;
    }
}
