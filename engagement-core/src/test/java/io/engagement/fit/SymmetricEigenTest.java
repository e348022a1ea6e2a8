package io.engagement.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SymmetricEigenTest {
    @Test
    void smallAndLargeMatricesAreMadeOfTheirEigenvectors() {
        Random random = new Random(5);
        for (int size : new int[] {1, 2, 5, 16, 17, 30, 80}) {
            check(random(size, random));
            check(new double[size][size]);
            check(ofRank(size, 2, random));
        }
    }

    @Test
    void eigenvaluesOfVeryDifferentSizeAreFound() {
        double[][] graded = random(24, new Random(6));
        for (int i = 0; i < graded.length; i++) {
            for (int j = 0; j < graded.length; j++) {
                graded[i][j] *= Math.pow(10, -(i + j) / 8.0);
            }
        }
        check(graded);
    }

    /** By rotations, of which each sweep goes over all pairs, it took minutes. */
    @Test
    void aMatrixOfManyParametersTakesNoMinutes() {
        double[][] matrix = random(330, new Random(7));
        SymmetricEigen eigen = assertTimeoutPreemptively(Duration.ofMinutes(2), () -> new SymmetricEigen(matrix));
        double trace = 0;
        double sum = 0;
        for (int i = 0; i < matrix.length; i++) {
            trace += matrix[i][i];
            sum += eigen.value(i);
        }
        assertThat(sum).isCloseTo(trace, within(1e-9));
    }

    @Test
    void whatIsNoNumberEndsToo() {
        double[][] none = random(40, new Random(8));
        none[3][7] = none[7][3] = Double.NaN;
        assertTimeoutPreemptively(Duration.ofMinutes(2), () -> new SymmetricEigen(none));
    }

    private static void check(double[][] matrix) {
        SymmetricEigen eigen = new SymmetricEigen(matrix);
        int size = matrix.length;
        double norm = 0;
        for (double[] row : matrix) {
            for (double each : row) {
                norm = Math.max(norm, Math.abs(each));
            }
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                double sum = 0;
                double product = 0;
                for (int k = 0; k < size; k++) {
                    sum += eigen.vector(i, k) * eigen.value(k) * eigen.vector(j, k);
                    product += eigen.vector(k, i) * eigen.vector(k, j);
                }
                assertThat(sum).isCloseTo(matrix[i][j], within(1e-13 * size * norm + 1e-300));
                assertThat(product).isCloseTo(i == j ? 1 : 0, within(1e-13 * size));
            }
        }
    }

    private static double[][] random(int size, Random random) {
        double[][] matrix = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                matrix[i][j] = matrix[j][i] = random.nextGaussian();
            }
        }
        return matrix;
    }

    private static double[][] ofRank(int size, int rank, Random random) {
        double[][] matrix = new double[size][size];
        for (int r = 0; r < rank; r++) {
            double[] vector = random.doubles(size).toArray();
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    matrix[i][j] += vector[i] * vector[j];
                }
            }
        }
        return matrix;
    }
}
