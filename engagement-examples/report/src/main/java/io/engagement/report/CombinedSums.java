package io.engagement.report;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * What sums tell together of cells that are hidden: two rows less two columns may leave a single cell. The sums are solved for the hidden
 * cells as far as that goes (Gauss and Jordan); what does not depend on a cell that is left free is known.
 */
final class CombinedSums {
    /** Of coefficients, which are small fractions; less is a rounding error. */
    private static final double LEAST = 1e-9;

    private final double[][] rows;
    /** By cell, the row that is solved for it; -1 for cells that are free or not hidden. */
    private final int[] solved;

    private int rank;
    /** How far each hidden cell goes when the free ones go any way: cells that are told go nowhere together. */
    private final double[] drift;

    /**
     * Solves them.
     *
     * @param sums the cells of each, those of its other side as their complement
     * @param hidden which cells are; the others are known
     */
    CombinedSums(List<int[]> sums, boolean[] hidden) {
        this.rows = new double[sums.size()][hidden.length];
        for (int row = 0; row < rows.length; row++) {
            for (int cell : sums.get(row)) {
                rows[row][SmallGroups.place(cell)] = cell < 0 ? -1 : 1;
            }
        }
        this.solved = new int[hidden.length];
        Arrays.fill(solved, -1);
        IntStream.range(0, hidden.length).filter(cell -> hidden[cell]).forEach(this::solve);
        this.drift = new double[hidden.length];
        Random any = new Random(1);
        for (int cell = 0; cell < hidden.length; cell++) {
            if (hidden[cell] && solved[cell] < 0) {
                letGo(cell, 1 + any.nextDouble());
            }
        }
    }

    private void letGo(int free, double far) {
        drift[free] = far;
        for (int cell = 0; cell < drift.length; cell++) {
            if (solved[cell] >= 0) {
                drift[cell] -= far * rows[solved[cell]][free];
            }
        }
    }

    private void solve(int cell) {
        int best = rank;
        for (int row = rank + 1; row < rows.length; row++) {
            best = Math.abs(rows[row][cell]) > Math.abs(rows[best][cell]) ? row : best;
        }
        if (best >= rows.length || Math.abs(rows[best][cell]) < LEAST) {
            return;
        }
        double[] pivot = rows[best];
        rows[best] = rows[rank];
        rows[rank] = pivot;
        double divisor = pivot[cell];
        Arrays.setAll(pivot, each -> pivot[each] / divisor);
        for (int row = 0; row < rows.length; row++) {
            double times = rows[row][cell];
            if (row != rank && times != 0) {
                double[] other = rows[row];
                Arrays.setAll(other, each -> other[each] - times * pivot[each]);
            }
        }
        solved[cell] = rank++;
    }

    /** Whether it follows how many some hidden cells have together. */
    boolean isTold(int... cells) {
        return Math.abs(Arrays.stream(cells).mapToDouble(cell -> drift[cell]).sum()) < LEAST;
    }

    /** Whether that would not follow any more if one that is told were hidden too. */
    boolean isCoveredBy(int told, int... cells) {
        boolean isAlone = IntStream.range(rank, rows.length).anyMatch(row -> Math.abs(rows[row][told]) > LEAST);
        double change = Arrays.stream(cells)
                .filter(cell -> solved[cell] >= 0)
                .mapToDouble(cell -> rows[solved[cell]][told])
                .sum();
        return !isAlone && Math.abs(change) > LEAST;
    }
}
