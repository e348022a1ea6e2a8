package io.engagement.initiative;

import io.engagement.fit.CurvedLogLikelihood;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The Bernoulli log-likelihood of "at least one in the window" over all windows, with its gradient and its second
 * derivatives.
 *
 * <p>With effort the decayed sum of weight^delta, A = alpha + exposure, S = r + effort^beta and u = ln(A/(A+w)), a window
 * without an act contributes L = S u, one with an act ln(1 - e^L). What a customer did is carried from one instant to the
 * next in constant time and in logarithms: while nothing new is done, the logarithm of effort falls by lambda w, its power
 * by a constant factor, the mean age of effort grows by w, and its variance stays. So an evaluation costs one exponential
 * an effort, one logarithm a window, and two transcendental functions more a window that follows an act or has one. The
 * second derivatives come of the same pass and need none.
 */
final class WindowsLikelihood implements CurvedLogLikelihood {
    /** Coordinates: the logarithms of r, alpha, half-life and beta, and delta itself, which may be 0. */
    static final int PARAMETERS = 5;

    private final EvaluationWindows windows;
    private final int[] chunks;
    /** Where the likelihood was last asked, and its answer: the search ends where it last asked. */
    private double[] lastPoint = new double[0];

    private WindowsSums lastSums = new WindowsSums();

    WindowsLikelihood(EvaluationWindows windows) {
        this.windows = windows;
        this.chunks = windows.chunks();
    }

    EvaluationWindows windows() {
        return windows;
    }

    @Override
    public int dimension() {
        return PARAMETERS;
    }

    /**
     * The log-likelihood.
     *
     * @param point coordinates: ln r, ln alpha, ln half-life, ln beta, delta
     * @param gradient receives the derivatives by them
     */
    @Override
    public double valueAndGradient(double[] point, double[] gradient) {
        return valueGradientAndHessian(point, gradient, new double[PARAMETERS][PARAMETERS]);
    }

    @Override
    public double valueGradientAndHessian(double[] point, double[] gradient, double[][] hessian) {
        lastSums = sums(point);
        lastPoint = point.clone();
        lastSums.copyTo(gradient, hessian);
        return lastSums.value;
    }

    /** The derivative by delta; without a pass where the search that ended there has just asked. */
    double slopeByWeights(double[] point) {
        double[] gradient = new double[PARAMETERS];
        if (isLast(point)) {
            lastSums.copyTo(gradient, new double[PARAMETERS][PARAMETERS]);
        } else {
            valueAndGradient(point, gradient);
        }
        return gradient[4];
    }

    /** To within the rounding of a logarithm and an exponential, the way from coordinates to estimates and back. */
    private boolean isLast(double[] point) {
        double apart = lastPoint.length == PARAMETERS ? 0 : Double.POSITIVE_INFINITY;
        for (int i = 0; i < lastPoint.length; i++) {
            apart = Math.max(apart, Math.abs(point[i] - lastPoint[i]));
        }
        return apart < 1e-12;
    }

    private WindowsSums sums(double[] point) {
        WindowsSums[] parts = IntStream.range(0, chunks.length - 1)
                .parallel()
                .mapToObj(chunk -> new WindowsPass(windows, point).over(chunks[chunk], chunks[chunk + 1]))
                .toArray(WindowsSums[]::new);
        WindowsSums all = new WindowsSums();
        // In the order of customers, so that the bits do not depend on threads.
        for (WindowsSums part : parts) {
            all.add(part);
        }
        return all;
    }

    /** The same log-likelihood with delta held at 0: of the first four coordinates. */
    CurvedLogLikelihood withoutWeights() {
        return new CurvedLogLikelihood() {
            @Override
            public int dimension() {
                return PARAMETERS - 1;
            }

            @Override
            public double valueAndGradient(double[] point, double[] gradient) {
                return valueGradientAndHessian(point, gradient, new double[PARAMETERS - 1][PARAMETERS - 1]);
            }

            @Override
            public double valueGradientAndHessian(double[] point, double[] gradient, double[][] hessian) {
                double[] slopes = new double[PARAMETERS];
                double[][] curvature = new double[PARAMETERS][PARAMETERS];
                double value = WindowsLikelihood.this.valueGradientAndHessian(
                        Arrays.copyOf(point, PARAMETERS), slopes, curvature);
                System.arraycopy(slopes, 0, gradient, 0, dimension());
                for (int i = 0; i < dimension(); i++) {
                    System.arraycopy(curvature[i], 0, hessian[i], 0, dimension());
                }
                return value;
            }
        };
    }
}
