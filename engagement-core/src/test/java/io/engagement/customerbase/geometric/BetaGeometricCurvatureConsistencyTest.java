package io.engagement.customerbase.geometric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.customerbase.Purchases;
import io.engagement.fit.CurvedLogLikelihood;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The second derivatives of the BG family's likelihoods are those of their gradients, and both ways of k = 1 agree. */
class BetaGeometricCurvatureConsistencyTest {
    private static final Purchases ROWS =
            BetaGeometricNbdConsistencyTest.simulated(200, 7).distinct();

    static Stream<CurvedLogLikelihood> likelihoods() {
        return Stream.of(
                new BetaGeometricLikelihood(ROWS, 30),
                new StagedLikelihood(ROWS, 1, DropOut.AFTER_ANY_PURCHASE, 30),
                new StagedLikelihood(ROWS, 2, DropOut.AFTER_REPEAT_PURCHASE, 30),
                new StagedLikelihood(ROWS, 5, DropOut.AFTER_ANY_PURCHASE, 30));
    }

    private static double[][] points() {
        Random random = new Random(13);
        double[][] points = new double[30][4];
        for (double[] at : points) {
            Arrays.setAll(at, i -> 1.5 * random.nextGaussian());
        }
        return points;
    }

    @ParameterizedTest
    @MethodSource("likelihoods")
    void theHessianIsTheGradientsCentralDifference(CurvedLogLikelihood likelihood) {
        for (double[] at : points()) {
            double[] gradient = new double[4];
            double[] alone = new double[4];
            double[][] hessian = new double[4][4];
            double value = likelihood.valueGradientAndHessian(at, gradient, hessian);
            assertThat(value).isEqualTo(likelihood.valueAndGradient(at, alone));
            assertThat(gradient).isEqualTo(alone);
            for (int i = 0; i < 4; i++) {
                double[] low = at.clone();
                double[] high = at.clone();
                low[i] -= 1e-5;
                high[i] += 1e-5;
                double[] below = new double[4];
                double[] above = new double[4];
                double valueBelow = likelihood.valueAndGradient(low, below);
                double valueAbove = likelihood.valueAndGradient(high, above);
                assertThat(gradient[i])
                        .as("%s coordinate %d", Arrays.toString(at), i)
                        .isCloseTo((valueAbove - valueBelow) / 2e-5, within(1e-8 * Math.abs(value)));
                for (int j = 0; j < 4; j++) {
                    double difference = (above[j] - below[j]) / 2e-5;
                    assertThat(hessian[i][j])
                            .as("%s coordinates %d, %d", Arrays.toString(at), i, j)
                            .isCloseTo(difference, within(1e-6 * (1 + Math.abs(difference))));
                }
            }
        }
    }

    @Test
    void oneStageIsBgNbd() {
        CurvedLogLikelihood staged = new StagedLikelihood(ROWS, 1, DropOut.AFTER_REPEAT_PURCHASE, 30);
        CurvedLogLikelihood direct = new BetaGeometricLikelihood(ROWS, 30);
        for (double[] at : points()) {
            double[][] one = new double[4][4];
            double[][] other = new double[4][4];
            double value = staged.valueGradientAndHessian(at, new double[4], one);
            assertThat(value)
                    .isCloseTo(
                            direct.valueGradientAndHessian(at, new double[4], other), within(1e-12 * Math.abs(value)));
            for (int i = 0; i < 4; i++) {
                for (int j = 0; j < 4; j++) {
                    assertThat(one[i][j]).isCloseTo(other[i][j], within(1e-10 * (1 + Math.abs(one[i][j]))));
                }
            }
        }
    }
}
