package io.engagement.customerbase.covariate;

import io.engagement.fit.CurvedLogLikelihood;
import io.engagement.fit.OrderedSums;
import io.engagement.internal.math.Mixture;
import java.util.Arrays;

/**
 * The log-likelihood of Pareto/NBD with time-varying covariates over a customer base and its first and second derivatives, by ln r,
 * ln alpha, ln s, ln beta and the coefficients, less the penalty on these.
 */
final class TimeVaryingLikelihood implements CurvedLogLikelihood {
    private static final int CHUNK = 64;
    private static final double[][] NO_HESSIAN = {};

    private final TimeVaryingBase base;
    private final CovariateCoordinates coordinates;
    private final double unit;
    private final double lambda;

    /** The unit of time, in milliseconds. */
    TimeVaryingLikelihood(TimeVaryingBase base, CovariateCoordinates coordinates, double unit, double lambda) {
        this.base = base;
        this.coordinates = coordinates;
        this.unit = unit;
        this.lambda = lambda;
    }

    @Override
    public int dimension() {
        return coordinates.size();
    }

    /** What is taken from the log-likelihood. */
    double penalty(double[] point) {
        double squares = 0;
        for (int i = TimeVaryingFit.PARAMETERS; i < point.length; i++) {
            squares += point[i] * point[i];
        }
        return lambda * squares;
    }

    @Override
    public double valueAndGradient(double[] point, double[] gradient) {
        return folded(sums(point, false), point, gradient, NO_HESSIAN);
    }

    @Override
    public double valueGradientAndHessian(double[] point, double[] gradient, double[][] hessian) {
        return folded(sums(point, true), point, gradient, hessian);
    }

    private TimeVaryingSums sums(double[] point, boolean curved) {
        return OrderedSums.into(
                new TimeVaryingSums(base, coordinates, point, unit, curved),
                base.size(),
                CHUNK,
                (from, to) -> {
                    TimeVaryingSums part = new TimeVaryingSums(base, coordinates, point, unit, curved);
                    for (int i = from; i < to; i++) {
                        part.add(i);
                    }
                    return part;
                },
                TimeVaryingSums::add);
    }

    /** Of each parameter and coefficient its coordinate; a coefficient for both processes has one. */
    private double folded(TimeVaryingSums sums, double[] point, double[] gradient, double[][] hessian) {
        Arrays.fill(gradient, 0);
        for (double[] row : hessian) {
            Arrays.fill(row, 0);
        }
        Mixture all = sums.sums();
        double[] natural = new double[sums.dimension()];
        for (int i = 0; i < natural.length; i++) {
            natural[i] = i < TimeVaryingFit.PARAMETERS ? Math.exp(point[i]) : 1;
            gradient[sums.coordinate(i)] += natural[i] * all.gradient[i];
        }
        for (int i = 0; i < natural.length && hessian.length > 0; i++) {
            for (int j = 0; j < natural.length; j++) {
                hessian[sums.coordinate(i)][sums.coordinate(j)] +=
                        natural[i] * natural[j] * all.hessian[Math.min(i, j)][Math.max(i, j)];
            }
        }
        for (int i = 0; i < point.length; i++) {
            boolean coefficient = i >= TimeVaryingFit.PARAMETERS;
            gradient[i] -= coefficient ? 2 * lambda * point[i] : 0;
            if (hessian.length > 0) {
                // d2/d(ln p)2 has the first derivative in it too.
                hessian[i][i] += coefficient ? -2 * lambda : gradient[i];
            }
        }
        return all.value - penalty(point);
    }
}
