package io.engagement.internal.customerbase;

import io.engagement.customerbase.Purchases;
import io.engagement.fit.CurvedLogLikelihood;
import io.engagement.fit.OrderedSums;
import io.engagement.fit.Parameter;
import io.engagement.internal.math.Mixture;
import java.util.List;

/**
 * The log-likelihood of customers who are alive, or left at a time unknown, and its first and second derivatives by the parameters'
 * coordinates: the {@link Mixture} of distinct rows, ordered by x.
 */
public final class MixtureLikelihood implements CurvedLogLikelihood {
    private static final double[][] NO_HESSIAN = {};

    private final Purchases distinct;
    private final double unit;
    private final List<Parameter> parameters;
    private final int chunk;
    private final Kernel kernel;

    /** Sums over rows for one set of parameters. */
    public interface Rows {
        /** Adds so many customers, of whose x no row before has a greater one. */
        void add(double x, double recency, double age, double weight);

        /** What was added, with derivatives by the parameters themselves. */
        Mixture sums();
    }

    /** The model's own arithmetic. */
    @FunctionalInterface
    public interface Kernel {
        /** No rows yet; with second derivatives if they are wanted. */
        Rows at(double[] parameters, boolean curved);
    }

    /**
     * Of distinct rows, with times in a unit.
     *
     * @param chunk rows of one task; fixed, so that the number of threads changes no bit
     */
    public MixtureLikelihood(Purchases distinct, double unit, List<Parameter> parameters, int chunk, Kernel kernel) {
        this.distinct = distinct;
        this.unit = unit;
        this.parameters = parameters;
        this.chunk = chunk;
        this.kernel = kernel;
    }

    @Override
    public int dimension() {
        return parameters.size();
    }

    @Override
    public double valueAndGradient(double[] coordinates, double[] gradient) {
        return evaluate(coordinates, false, gradient, NO_HESSIAN);
    }

    @Override
    public double valueGradientAndHessian(double[] coordinates, double[] gradient, double[][] hessian) {
        return evaluate(coordinates, true, gradient, hessian);
    }

    private double evaluate(double[] coordinates, boolean curved, double[] gradient, double[][] hessian) {
        double[] values = new double[coordinates.length];
        double[] slopes = new double[coordinates.length];
        double[] bends = new double[coordinates.length];
        for (int i = 0; i < coordinates.length; i++) {
            Parameter parameter = parameters.get(i);
            values[i] = parameter.value(coordinates[i]);
            slopes[i] = parameter.slope(values[i]);
            // Of e^y the second derivative is the first.
            bends[i] = parameter.kind() == Parameter.Kind.POSITIVE ? slopes[i] : 0;
        }
        return OrderedSums.into(
                        new Mixture(coordinates.length, curved),
                        distinct.size(),
                        chunk,
                        (from, to) -> over(kernel.at(values, curved), from, to),
                        Mixture::add)
                .byCoordinates(slopes, bends, gradient, hessian);
    }

    private Mixture over(Rows rows, int from, int to) {
        for (int i = from; i < to; i++) {
            rows.add(distinct.frequency(i), distinct.recency(i) / unit, distinct.age(i) / unit, distinct.weight(i));
        }
        return rows.sums();
    }
}
