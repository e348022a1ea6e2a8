package io.engagement.dialogue.answers;

import java.util.Arrays;

/**
 * Sums over asks by cell, and of the products of customers' own sums: standard errors of means and ratios for which customers
 * are independent of each other and their asks are not (Liang and Zeger 1986). For one thread.
 */
final class ClusteredSums {
    private final int variables;
    private final double[][] sums;
    private final double[][] products;
    /** Of the customer at hand. */
    private final double[][] own;

    private final boolean[] touched;
    private final int[] cells;
    private int count;

    ClusteredSums(int cells, int variables) {
        this.variables = variables;
        sums = new double[cells][variables];
        products = new double[cells][variables * variables];
        own = new double[cells][variables];
        touched = new boolean[cells];
        this.cells = new int[cells];
    }

    /** The sums of the customer at hand, to be added to. */
    double[] own(int cell) {
        if (!touched[cell]) {
            touched[cell] = true;
            cells[count++] = cell;
        }
        return own[cell];
    }

    /** Ends a customer. */
    void next() {
        for (int c = 0; c < count; c++) {
            int cell = cells[c];
            double[] mine = own[cell];
            double[] all = products[cell];
            for (int i = 0; i < variables; i++) {
                sums[cell][i] += mine[i];
                for (int j = 0; j <= i; j++) {
                    all[i * variables + j] += mine[i] * mine[j];
                }
            }
            Arrays.fill(mine, 0);
            touched[cell] = false;
        }
        count = 0;
    }

    void plus(ClusteredSums other) {
        for (int cell = 0; cell < sums.length; cell++) {
            for (int i = 0; i < variables; i++) {
                sums[cell][i] += other.sums[cell][i];
            }
            for (int i = 0; i < products[cell].length; i++) {
                products[cell][i] += other.products[cell][i];
            }
        }
    }

    double sum(int cell, int variable) {
        return sums[cell][variable];
    }

    double ratio(int cell, int variable, int over) {
        return sums[cell][variable] / sums[cell][over];
    }

    /** Of {@link #ratio}; NaN if all of its count is of one customer, as nobody knows how far others are from that. */
    double standardError(int cell, int variable, int over) {
        return Math.sqrt(Math.max(0, covariance(cell, variable, variable, over)));
    }

    /** Of two ratios over the same count; NaN if all of it is of one customer. */
    double covariance(int cell, int one, int other, int over) {
        if (isOfOne(cell, over)) {
            return Double.NaN;
        }
        double a = ratio(cell, one, over);
        double b = ratio(cell, other, over);
        double sum = product(cell, one, other)
                - a * product(cell, over, other)
                - b * product(cell, one, over)
                + a * b * product(cell, over, over);
        return sum / (sums[cell][over] * sums[cell][over]);
    }

    /** Whether all of a count is of one customer: then its square is the sum of the customers' squares. */
    boolean isOfOne(int cell, int count) {
        return sums[cell][count] > 0 && product(cell, count, count) >= sums[cell][count] * sums[cell][count];
    }

    private double product(int cell, int one, int other) {
        return products[cell][Math.max(one, other) * variables + Math.min(one, other)];
    }
}
