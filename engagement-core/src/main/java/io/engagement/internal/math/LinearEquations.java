package io.engagement.internal.math;

import java.util.Arrays;

/** Systems of linear equations, by Gaussian elimination with partial pivoting. */
public final class LinearEquations {
    private LinearEquations() {}

    /**
     * Solves A x = b.
     *
     * @param a square; left as it is
     * @param b as long
     * @return x
     * @throws IllegalArgumentException if the matrix is singular
     */
    public static double[] solve(double[][] a, double[] b) {
        int n = b.length;
        double[][] rows = Arrays.stream(a).map(double[]::clone).toArray(double[][]::new);
        double[] x = b.clone();
        for (int column = 0; column < n; column++) {
            swap(rows, x, column, largest(rows, column));
            double pivot = rows[column][column];
            if (pivot == 0) {
                throw new IllegalArgumentException("the equations must have one solution, the matrix is singular");
            }
            for (int row = column + 1; row < n; row++) {
                double factor = rows[row][column] / pivot;
                for (int i = column; factor != 0 && i < n; i++) {
                    rows[row][i] -= factor * rows[column][i];
                }
                x[row] -= factor * x[column];
            }
        }
        for (int row = n - 1; row >= 0; row--) {
            for (int i = row + 1; i < n; i++) {
                x[row] -= rows[row][i] * x[i];
            }
            x[row] /= rows[row][row];
        }
        return x;
    }

    private static int largest(double[][] rows, int column) {
        int found = column;
        for (int row = column + 1; row < rows.length; row++) {
            found = Math.abs(rows[row][column]) > Math.abs(rows[found][column]) ? row : found;
        }
        return found;
    }

    private static void swap(double[][] rows, double[] x, int one, int other) {
        double[] row = rows[one];
        rows[one] = rows[other];
        rows[other] = row;
        double value = x[one];
        x[one] = x[other];
        x[other] = value;
    }
}
