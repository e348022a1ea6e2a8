package io.engagement.report;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What sums tell together of cells that are hidden: two rows less two columns may leave a single cell. The sums are solved for the hidden
 * cells as far as that goes (Gauss and Jordan); what does not depend on a cell that is left free is known.
 */
final class CombinedSums {
    /** Of coefficients, which are small fractions; less is a rounding error. */
    private static final double LEAST = 1e-9;

    private final boolean[] hidden;
    private final double[][] rows;
    /** By cell, the row that is solved for it; -1 for cells that are free or not hidden. */
    private final int[] solved;

    private int rank;

    /**
     * Solves them.
     *
     * @param sums the cells of each, those of its other side as their complement
     * @param hidden which cells are; the others are known
     */
    CombinedSums(List<int[]> sums, boolean[] hidden) {
        this.hidden = hidden.clone();
        this.rows = new double[sums.size()][hidden.length];
        for (int row = 0; row < rows.length; row++) {
            for (int cell : sums.get(row)) {
                rows[row][SmallGroups.place(cell)] = cell < 0 ? -1 : 1;
            }
        }
        this.solved = new int[hidden.length];
        Arrays.fill(solved, -1);
        IntStream.range(0, hidden.length).filter(cell -> hidden[cell]).forEach(this::solve);
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
        return IntStream.range(0, hidden.length).noneMatch(free -> hidden[free] && solved[free] < 0 && moves(free, cells));
    }

    /** Whether that would not follow any more if one that is told were hidden too. */
    boolean isCoveredBy(int told, int... cells) {
        return IntStream.range(rank, rows.length).noneMatch(row -> Math.abs(rows[row][told]) > LEAST)
                && moves(told, cells);
    }

    /** Whether cells have another sum when a cell that is not solved for has another number. */
    private boolean moves(int free, int... cells) {
        double change = 0;
        for (int cell : cells) {
            change += cell == free ? 1 : solved[cell] < 0 ? 0 : -rows[solved[cell]][free];
        }
        return Math.abs(change) > LEAST;
    }
}
