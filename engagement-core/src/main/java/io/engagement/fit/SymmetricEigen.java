package io.engagement.fit;

/** Eigenvalues and orthonormal eigenvectors of a symmetric matrix: of a small one by Jacobi's rotations. */
final class SymmetricEigen {
    private static final int SWEEPS = 60;
    /** Rotations take a time that grows with the cube of this, times the sweeps; to here it is no matter. */
    private static final int SMALL = 16;

    private final double[][] matrix;
    private final double[][] vectors;
    private final int size;

    SymmetricEigen(double[][] symmetric) {
        size = symmetric.length;
        matrix = new double[size][];
        vectors = new double[size][size];
        for (int i = 0; i < size; i++) {
            matrix[i] = symmetric[i].clone();
            vectors[i][i] = 1;
        }
        if (size > SMALL) {
            TridiagonalEigen.diagonalize(matrix, vectors);
            return;
        }
        for (int sweep = 0; sweep < SWEEPS && !isDiagonal(); sweep++) {
            sweep();
        }
    }

    private boolean isDiagonal() {
        double off = 0;
        double on = 0;
        for (int i = 0; i < size; i++) {
            on += matrix[i][i] * matrix[i][i];
            for (int j = 0; j < i; j++) {
                off += matrix[i][j] * matrix[i][j];
            }
        }
        return off <= 1e-40 * on;
    }

    private void sweep() {
        for (int p = 0; p < size; p++) {
            for (int q = p + 1; q < size; q++) {
                if (matrix[p][q] != 0) {
                    rotate(p, q);
                }
            }
        }
    }

    private void rotate(int p, int q) {
        double theta = (matrix[q][q] - matrix[p][p]) / (2 * matrix[p][q]);
        double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.hypot(theta, 1));
        double cos = 1 / Math.hypot(t, 1);
        double sin = t * cos;
        for (int k = 0; k < size; k++) {
            double kp = matrix[k][p];
            double kq = matrix[k][q];
            matrix[k][p] = cos * kp - sin * kq;
            matrix[k][q] = sin * kp + cos * kq;
        }
        for (int k = 0; k < size; k++) {
            double pk = matrix[p][k];
            double qk = matrix[q][k];
            matrix[p][k] = cos * pk - sin * qk;
            matrix[q][k] = sin * pk + cos * qk;
            double vp = vectors[k][p];
            double vq = vectors[k][q];
            vectors[k][p] = cos * vp - sin * vq;
            vectors[k][q] = sin * vp + cos * vq;
        }
        matrix[p][q] = 0;
        matrix[q][p] = 0;
    }

    int size() {
        return size;
    }

    /** The k-th eigenvalue, in no order. */
    double value(int k) {
        return matrix[k][k];
    }

    /** Component i of the k-th eigenvector. */
    double vector(int i, int k) {
        return vectors[i][k];
    }

    /** The product of the k-th eigenvector and another. */
    double along(int k, double[] other) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += vectors[i][k] * other[i];
        }
        return sum;
    }
}
