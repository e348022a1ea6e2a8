package io.engagement.customerbase.pareto;

import io.engagement.customerbase.Purchases;
import io.engagement.fit.CurvedLogLikelihood;
import io.engagement.fit.OrderedSums;
import io.engagement.internal.math.Mixture;

/**
 * The log-likelihood of {@link CorrelatedParetoNbd} over a customer base and its first and second derivatives by ln r, ln alpha,
 * ln s, ln beta and the association.
 */
final class CorrelatedParetoLikelihood implements CurvedLogLikelihood {
    private static final int CHUNK = 512;
    static final int PARAMETERS = 5;
    private static final int ASSOCIATION = 4;
    private static final double[][] NO_HESSIAN = {};

    private final Purchases distinct;
    private final double unit;

    CorrelatedParetoLikelihood(Purchases distinct, double unit) {
        this.distinct = distinct;
        this.unit = unit;
    }

    @Override
    public int dimension() {
        return PARAMETERS;
    }

    @Override
    public double valueAndGradient(double[] coordinates, double[] gradient) {
        return sums(coordinates, false).byLogs(factors(coordinates), gradient, NO_HESSIAN);
    }

    @Override
    public double valueGradientAndHessian(double[] coordinates, double[] gradient, double[][] hessian) {
        double value = sums(coordinates, true).byLogs(factors(coordinates), gradient, hessian);
        // The association is its own coordinate: what a logarithm adds to the second derivative is taken back.
        hessian[ASSOCIATION][ASSOCIATION] -= gradient[ASSOCIATION];
        return value;
    }

    /** The derivatives of the parameters by their coordinates. */
    private static double[] factors(double[] coordinates) {
        double[] factors = new double[PARAMETERS];
        for (int i = 0; i < ASSOCIATION; i++) {
            factors[i] = Math.exp(coordinates[i]);
        }
        factors[ASSOCIATION] = 1;
        return factors;
    }

    private Mixture sums(double[] coordinates, boolean curved) {
        return OrderedSums.into(
                new Mixture(PARAMETERS, curved),
                distinct.size(),
                CHUNK,
                (from, to) -> over(coordinates, curved, from, to),
                Mixture::add);
    }

    private Mixture over(double[] coordinates, boolean curved, int from, int to) {
        double[] values = factors(coordinates);
        CorrelatedParetoRow row = new CorrelatedParetoRow(
                new HalvedGamma(values[0], values[1]),
                new HalvedGamma(values[2], values[3]),
                coordinates[ASSOCIATION],
                curved);
        for (int i = from; i < to; i++) {
            row.add(distinct.frequency(i), distinct.recency(i) / unit, distinct.age(i) / unit, distinct.weight(i));
        }
        return row.sums();
    }
}
