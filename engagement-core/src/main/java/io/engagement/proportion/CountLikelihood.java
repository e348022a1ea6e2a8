package io.engagement.proportion;

import io.engagement.fit.CurvedLogLikelihood;
import io.engagement.internal.math.GammaDifferences;
import java.util.Arrays;

/**
 * The Dirichlet-multinomial log-likelihood, multinomial coefficient included, and its derivatives by ln alpha: with A the
 * sum of alpha, n! / prod x_j! * prod (alpha_j)_{x_j} / (A)_n, (a)_n the rising factorial. It is a sum of functions of one
 * count each, so it is summed over how often each count occurs.
 */
final class CountLikelihood implements CurvedLogLikelihood {
    private final CountSums sums;
    private final double coefficients;

    CountLikelihood(CountSums sums) {
        this.sums = sums;
        int all = sums.categories();
        double logs = sums.sum(all, CountLikelihood::logFactorial);
        for (int j = 0; j < all; j++) {
            logs -= sums.sum(j, CountLikelihood::logFactorial);
        }
        this.coefficients = logs;
    }

    private static double logFactorial(double n) {
        return GammaDifferences.logRising(1, n);
    }

    /** Of one customer. */
    static double of(double[] alpha, double precision, long[] counts) {
        double n = (double) Arrays.stream(counts).sum();
        double value = logFactorial(n) - GammaDifferences.logRising(precision, n);
        for (int j = 0; j < counts.length; j++) {
            if (counts[j] > 0) {
                value += GammaDifferences.logRising(alpha[j], (double) counts[j]) - logFactorial((double) counts[j]);
            }
        }
        return value;
    }

    @Override
    public int dimension() {
        return sums.categories();
    }

    @Override
    public double valueAndGradient(double[] coordinates, double[] gradient) {
        double[] alpha = alpha(coordinates);
        double precision = Arrays.stream(alpha).sum();
        int all = alpha.length;
        double value = coefficients - sums.sum(all, n -> GammaDifferences.logRising(precision, n));
        double shared = sums.sum(all, n -> GammaDifferences.digammaRise(precision, n));
        for (int j = 0; j < all; j++) {
            double a = alpha[j];
            value += sums.sum(j, x -> GammaDifferences.logRising(a, x));
            gradient[j] = a * (sums.sum(j, x -> GammaDifferences.digammaRise(a, x)) - shared);
        }
        return value;
    }

    @Override
    public double valueGradientAndHessian(double[] coordinates, double[] gradient, double[][] hessian) {
        double value = valueAndGradient(coordinates, gradient);
        double[] alpha = alpha(coordinates);
        double precision = Arrays.stream(alpha).sum();
        double shared = sums.sum(alpha.length, n -> GammaDifferences.trigammaRise(precision, n));
        for (int j = 0; j < alpha.length; j++) {
            double a = alpha[j];
            for (int k = 0; k < alpha.length; k++) {
                hessian[j][k] = -a * alpha[k] * shared;
            }
            hessian[j][j] += gradient[j] + a * a * sums.sum(j, x -> GammaDifferences.trigammaRise(a, x));
        }
        return value;
    }

    private static double[] alpha(double[] coordinates) {
        return Arrays.stream(coordinates).map(Math::exp).toArray();
    }
}
