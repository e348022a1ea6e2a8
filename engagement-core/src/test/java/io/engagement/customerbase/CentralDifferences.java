package io.engagement.customerbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.fit.CurvedLogLikelihood;
import java.util.Arrays;

/** Derivatives of log-likelihoods against differences. */
public final class CentralDifferences {
    private static final double STEP = 1e-5;

    private CentralDifferences() {}

    /** The gradient is that of the value. */
    public static void assertGradient(CurvedLogLikelihood likelihood, double... at) {
        double[] gradient = new double[at.length];
        double[] unused = new double[at.length];
        likelihood.valueAndGradient(at, gradient);
        for (int i = 0; i < at.length; i++) {
            double rise = likelihood.valueAndGradient(moved(at, i, STEP), unused)
                    - likelihood.valueAndGradient(moved(at, i, -STEP), unused);
            double difference = rise / (2 * STEP);
            assertThat(gradient[i])
                    .as("%s coordinate %d", Arrays.toString(at), i)
                    .isCloseTo(difference, within(1e-5 * (1 + Math.abs(difference))));
        }
    }

    /** Second derivatives are those of the gradient, and value and gradient are the same with them and without. */
    public static void assertHessian(CurvedLogLikelihood likelihood, double... at) {
        double[] gradient = new double[at.length];
        double[] alone = new double[at.length];
        double[][] hessian = new double[at.length][at.length];
        double value = likelihood.valueGradientAndHessian(at, gradient, hessian);
        assertThat(value).isEqualTo(likelihood.valueAndGradient(at, alone));
        assertThat(gradient).isEqualTo(alone);
        for (int i = 0; i < at.length; i++) {
            double[] below = new double[at.length];
            double[] above = new double[at.length];
            likelihood.valueAndGradient(moved(at, i, -STEP), below);
            likelihood.valueAndGradient(moved(at, i, STEP), above);
            for (int j = 0; j < at.length; j++) {
                double difference = (above[j] - below[j]) / (2 * STEP);
                assertThat(hessian[i][j])
                        .as("%s coordinates %d, %d", Arrays.toString(at), i, j)
                        .isCloseTo(difference, within(1e-4 * (1 + Math.abs(difference))));
            }
        }
    }

    private static double[] moved(double[] at, int i, double by) {
        double[] there = at.clone();
        there[i] += by;
        return there;
    }
}
