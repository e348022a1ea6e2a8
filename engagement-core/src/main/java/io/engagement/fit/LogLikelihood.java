package io.engagement.fit;

/**
 * A log-likelihood and its analytic gradient, in coordinates: the logarithm of a positive parameter, a real one itself
 * (see {@link Parameter#coordinate}).
 */
public interface LogLikelihood {
    /**
     * The number of parameters.
     *
     * @return at least 1
     */
    int dimension();

    /**
     * The log-likelihood at a point; called from one thread at a time.
     *
     * @param coordinates one for each parameter, not to be changed or kept
     * @param gradient receives the derivatives by the coordinates
     * @return the log-likelihood; NaN or negative infinity where it does not exist
     */
    double valueAndGradient(double[] coordinates, double[] gradient);
}
