package io.engagement.fit;

/**
 * Eigenvalues and eigenvectors of a large symmetric matrix: Householder's reduction to three diagonals, then implicit QL
 * (Bowdler, Martin, Reinsch and Wilkinson 1968, "The QR and QL Algorithms for Symmetric Matrices"). Of 324 rows it takes
 * a thirtieth of the time of rotations.
 */
final class TridiagonalEigen {
    private static final int MOST_STEPS = 200;

    private final int size;
    private final double[] values;
    private final double[] beside;
    /** By row: first the reflections, then the eigenvectors as rows. */
    private final double[][] vectors;

    private TridiagonalEigen(double[][] symmetric) {
        size = symmetric.length;
        values = new double[size];
        beside = new double[size];
        vectors = new double[size][];
        for (int i = 0; i < size; i++) {
            vectors[i] = symmetric[i].clone();
        }
    }

    /**
     * Brings a matrix to its diagonal.
     *
     * @param matrix symmetric and finite; receives the eigenvalues on its diagonal
     * @param vectors receives the eigenvectors as columns
     */
    static void diagonalize(double[][] matrix, double[][] vectors) {
        TridiagonalEigen eigen = new TridiagonalEigen(matrix);
        eigen.reduce();
        eigen.iterate();
        for (int i = 0; i < eigen.size; i++) {
            for (int j = 0; j < eigen.size; j++) {
                matrix[i][j] = i == j ? eigen.values[i] : 0;
                vectors[i][j] = eigen.vectors[j][i];
            }
        }
    }

    /** Reflects one row after another, from the last on, until three diagonals are left. */
    private void reduce() {
        double[][] a = vectors;
        double[][] product = new double[size][size];
        for (int i = 0; i < size; i++) {
            product[i][i] = 1;
        }
        for (int i = size - 1; i > 0; i--) {
            double[] u = new double[i];
            double squares = 0;
            for (int k = 0; k < i; k++) {
                u[k] = a[i][k];
                squares += u[k] * u[k];
            }
            double rest = squares - u[i - 1] * u[i - 1];
            beside[i] = u[i - 1];
            if (rest == 0) {
                continue;
            }
            double norm = Math.copySign(Math.sqrt(squares), u[i - 1]);
            u[i - 1] += norm;
            beside[i] = -norm;
            double half = 0.5 * (rest + u[i - 1] * u[i - 1]);
            reflect(a, u, half, i);
            turn(product, u, half);
        }
        for (int i = 0; i < size; i++) {
            values[i] = a[i][i];
            System.arraycopy(product[i], 0, a[i], 0, size);
        }
    }

    /** The leading part of the matrix, between two reflections (its lower triangle). */
    private static void reflect(double[][] a, double[] u, double half, int n) {
        double[] p = new double[n];
        double along = 0;
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int k = 0; k <= i; k++) {
                sum += a[i][k] * u[k];
                p[k] += k < i ? a[i][k] * u[i] : 0;
            }
            p[i] += sum;
        }
        for (int i = 0; i < n; i++) {
            p[i] /= half;
            along += p[i] * u[i];
        }
        double share = along / (2 * half);
        for (int i = 0; i < n; i++) {
            p[i] -= share * u[i];
        }
        for (int i = 0; i < n; i++) {
            for (int k = 0; k <= i; k++) {
                a[i][k] -= p[i] * u[k] + u[i] * p[k];
            }
        }
    }

    /** The rows of the product of all reflections so far, by another one from the left. */
    private static void turn(double[][] product, double[] u, double half) {
        double[] along = new double[product.length];
        for (int k = 0; k < u.length; k++) {
            for (int j = 0; j < along.length; j++) {
                along[j] += u[k] * product[k][j];
            }
        }
        for (int k = 0; k < u.length; k++) {
            double factor = u[k] / half;
            for (int j = 0; j < along.length; j++) {
                product[k][j] -= factor * along[j];
            }
        }
    }

    private void iterate() {
        System.arraycopy(beside, 1, beside, 0, size - 1);
        beside[size - 1] = 0;
        for (int l = 0; l < size; l++) {
            int end = end(l);
            for (int step = 0; end > l && step < MOST_STEPS && !Double.isNaN(values[l]); step++) {
                sweep(l, end);
                end = end(l);
            }
        }
    }

    /** Where the part that begins at a row falls apart. */
    private int end(int from) {
        int end = from;
        while (end < size - 1) {
            double size = Math.abs(values[end]) + Math.abs(values[end + 1]);
            if (size + Math.abs(beside[end]) == size) {
                break;
            }
            end++;
        }
        return end;
    }

    private void sweep(int l, int end) {
        double g = (values[l + 1] - values[l]) / (2 * beside[l]);
        g = values[end] - values[l] + beside[l] / (g + Math.copySign(Math.hypot(g, 1), g));
        double sin = 1;
        double cos = 1;
        double shift = 0;
        for (int i = end - 1; i >= l; i--) {
            double f = sin * beside[i];
            double b = cos * beside[i];
            double r = Math.hypot(f, g);
            beside[i + 1] = r;
            if (r == 0) {
                values[i + 1] -= shift;
                beside[end] = 0;
                return;
            }
            sin = f / r;
            cos = g / r;
            g = values[i + 1] - shift;
            double t = (values[i] - g) * sin + 2 * cos * b;
            shift = sin * t;
            values[i + 1] = g + shift;
            g = cos * t - b;
            rotate(vectors[i], vectors[i + 1], cos, sin);
        }
        values[l] -= shift;
        beside[l] = g;
        beside[end] = 0;
    }

    private static void rotate(double[] one, double[] next, double cos, double sin) {
        for (int k = 0; k < one.length; k++) {
            double f = next[k];
            next[k] = sin * one[k] + cos * f;
            one[k] = cos * one[k] - sin * f;
        }
    }
}
