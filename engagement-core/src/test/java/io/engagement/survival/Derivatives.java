package io.engagement.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.fit.CurvedLogLikelihood;

/** Analytic derivatives against differences. */
public final class Derivatives {
    private static final double STEP = 1e-5;

    private Derivatives() {}

    public static void assertThatSlopesAndCurvaturesAreRight(CurvedLogLikelihood likelihood, double... at) {
        int n = likelihood.dimension();
        double[] gradient = new double[n];
        double[][] hessian = new double[n][n];
        double value = likelihood.valueGradientAndHessian(at, gradient, hessian);
        assertThat(likelihood.valueAndGradient(at, new double[n])).isEqualTo(value);
        for (int i = 0; i < n; i++) {
            double[] up = at.clone();
            double[] down = at.clone();
            up[i] += STEP;
            down[i] -= STEP;
            double[] upper = new double[n];
            double[] lower = new double[n];
            double rise = likelihood.valueAndGradient(up, upper) - likelihood.valueAndGradient(down, lower);
            assertThat(gradient[i]).isCloseTo(rise / (2 * STEP), within(1e-5 * (1 + Math.abs(value))));
            for (int j = 0; j < n; j++) {
                double bend = (upper[j] - lower[j]) / (2 * STEP);
                assertThat(hessian[i][j]).isCloseTo(bend, within(1e-6 * (1 + Math.abs(value))));
            }
        }
    }
}
