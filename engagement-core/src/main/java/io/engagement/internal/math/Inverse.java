package io.engagement.internal.math;

/** Inverses of small symmetric positive definite matrices. */
public final class Inverse {
    private Inverse() {}

    /**
     * By Gauss and Jordan; diagonal pivots are enough for what is positive definite.
     *
     * @param matrix symmetric and positive definite
     * @return its inverse; full of NaN if it is singular
     */
    public static double[][] of(double[][] matrix) {
        int k = matrix.length;
        double[][] a = new double[k][2 * k];
        for (int i = 0; i < k; i++) {
            System.arraycopy(matrix[i], 0, a[i], 0, k);
            a[i][k + i] = 1;
        }
        for (int p = 0; p < k; p++) {
            double pivot = a[p][p] > 1e-12 * matrix[p][p] ? a[p][p] : Double.NaN;
            for (int c = 0; c < 2 * k; c++) {
                a[p][c] /= pivot;
            }
            for (int r = 0; r < k; r++) {
                double factor = r == p ? 0 : a[r][p];
                for (int c = 0; c < 2 * k && r != p; c++) {
                    a[r][c] -= factor * a[p][c];
                }
            }
        }
        double[][] inverse = new double[k][k];
        for (int i = 0; i < k; i++) {
            System.arraycopy(a[i], k, inverse[i], 0, k);
        }
        return inverse;
    }
}
