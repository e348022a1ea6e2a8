package io.engagement.fit;

/**
 * A log-likelihood that knows its second derivatives too. A step of the search then costs one evaluation, where differences
 * of the gradient cost one more for each parameter, and standard errors carry no error of differences.
 */
public interface CurvedLogLikelihood extends LogLikelihood {
    /**
     * The log-likelihood at a point; called from one thread at a time.
     *
     * @param coordinates one for each parameter, not to be changed or kept
     * @param gradient receives the derivatives by the coordinates
     * @param hessian receives the second derivatives by the coordinates, symmetric
     * @return what {@link #valueAndGradient} returns there
     */
    double valueGradientAndHessian(double[] coordinates, double[] gradient, double[][] hessian);
}
