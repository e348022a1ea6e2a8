package io.engagement.internal.math;

/** Forms of symmetric positive definite matrices, by Cholesky's decomposition. */
public final class Cholesky {
    /** A pivot below this share of its diagonal element is rounding: the matrix is singular. */
    private static final double SINGULAR = 1e-12;

    private Cholesky() {}

    /**
     * u' A^-1 u.
     *
     * @param a symmetric; the lower triangle is read
     * @param u as long as the matrix has rows
     * @return not negative; NaN if the matrix is not positive definite
     */
    public static double inverseForm(double[][] a, double[] u) {
        int n = u.length;
        double[][] factor = new double[n][n];
        double[] solved = new double[n];
        double sum = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                factor[i][j] = less(a[i][j], factor[i], factor[j], j) / factor[j][j];
            }
            double pivot = less(a[i][i], factor[i], factor[i], i);
            if (!(pivot > SINGULAR * a[i][i])) {
                return Double.NaN;
            }
            factor[i][i] = Math.sqrt(pivot);
            solved[i] = less(u[i], factor[i], solved, i) / factor[i][i];
            sum += solved[i] * solved[i];
        }
        return sum;
    }

    /** The value less the product of the first numbers of two rows. */
    private static double less(double value, double[] row, double[] other, int length) {
        double rest = value;
        for (int k = 0; k < length; k++) {
            rest -= row[k] * other[k];
        }
        return rest;
    }
}
