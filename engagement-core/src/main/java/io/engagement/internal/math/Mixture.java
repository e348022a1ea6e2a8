package io.engagement.internal.math;

import java.util.Arrays;

/**
 * The log-likelihood of customers who are alive or left at a time unknown, A + I with I an integral over that time, and its first
 * and second derivatives, from those of ln A and of the logarithm of the integrand. With g and H the derivatives of each and p the
 * share that each has of A + I,
 *
 * <pre>  gradient = sum of p g,   Hessian = sum of p (H + g g') - gradient gradient'</pre>
 *
 * <p>Not for several threads.
 */
public final class Mixture {
    private final int dimension;
    private final boolean curved;
    private final double[] one;
    /** Of the customer who is alive: the derivatives of ln A. */
    public final double[] alive;

    public final double[][] aliveCurved;
    /** Of the one who left: expectations, over the time of leaving, of the derivatives, and of H + g g'. */
    public final double[] left;

    public final double[][] leftCurved;

    /** Sums over customers. */
    public double value;

    public final double[] gradient;
    public final double[][] hessian;

    public Mixture(int dimension, boolean curved) {
        this.dimension = dimension;
        this.curved = curved;
        this.one = new double[dimension];
        this.alive = new double[dimension];
        this.left = new double[dimension];
        this.gradient = new double[dimension];
        this.aliveCurved = new double[dimension][dimension];
        this.leftCurved = new double[dimension][dimension];
        this.hessian = new double[dimension][dimension];
    }

    /** Whether second derivatives are wanted. */
    public boolean isCurved() {
        return curved;
    }

    /** Adds customers; the upper halves of the second derivatives are looked at. */
    public void add(double weight, double logLikelihood, double dead) {
        value += weight * logLikelihood;
        double stays = 1 - dead;
        for (int i = 0; i < dimension; i++) {
            one[i] = stays * alive[i] + dead * left[i];
            gradient[i] += weight * one[i];
        }
        if (!curved) {
            return;
        }
        for (int i = 0; i < dimension; i++) {
            for (int j = i; j < dimension; j++) {
                hessian[i][j] += weight
                        * (stays * (aliveCurved[i][j] + alive[i] * alive[j])
                                + dead * leftCurved[i][j]
                                - one[i] * one[j]);
            }
        }
    }

    /** Adds another's sums. */
    public void add(Mixture other) {
        value += other.value;
        for (int i = 0; i < dimension; i++) {
            gradient[i] += other.gradient[i];
            for (int j = i; j < dimension; j++) {
                hessian[i][j] += other.hessian[i][j];
            }
        }
    }

    /** Nobody can have left. */
    public void nobodyLeft() {
        Arrays.fill(left, 0);
        for (double[] row : leftCurved) {
            Arrays.fill(row, 0);
        }
    }

    /**
     * What the sums are by coordinates of the parameters.
     *
     * @param slopes of each parameter the first derivative by its coordinate
     * @param bends the second one
     * @param byOne receives the gradient
     * @param byTwo receives the second derivatives, if they were wanted
     * @return the value
     */
    public double byCoordinates(double[] slopes, double[] bends, double[] byOne, double[][] byTwo) {
        for (int i = 0; i < dimension; i++) {
            byOne[i] = slopes[i] * gradient[i];
            for (int j = i; curved && j < dimension; j++) {
                double second = slopes[i] * slopes[j] * hessian[i][j] + (i == j ? bends[i] * gradient[i] : 0);
                byTwo[i][j] = second;
                byTwo[j][i] = second;
            }
        }
        return value;
    }
}
