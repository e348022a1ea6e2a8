package io.engagement.customerbase;

import io.engagement.fit.LogLikelihood;
import io.engagement.fit.OrderedSums;
import io.engagement.fit.Parameter;
import java.util.Arrays;

/**
 * The log-likelihood of a family that brings none: the sum of its models' log-likelihoods of single customers, and its gradient by
 * central differences of four points.
 */
final class DifferencedLikelihood implements LogLikelihood {
    /** The error of the stencil is of the order of its fourth power, that of rounding 1e-16 over it. */
    private static final double STEP = 1e-3;

    private static final int CHUNK = 512;

    private final PurchaseFamily<?> family;
    private final Purchases distinct;
    private final double unit;
    private final Population population;
    private final double rest;

    DifferencedLikelihood(PurchaseFamily<?> family, Purchases distinct, double unit) {
        this.family = family;
        this.distinct = distinct;
        this.unit = unit;
        this.population = Population.of(distinct);
        this.rest = family.whole(0, distinct, unit);
    }

    @Override
    public int dimension() {
        return family.parameters().size();
    }

    @Override
    public double valueAndGradient(double[] coordinates, double[] gradient) {
        double[] moved = coordinates.clone();
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = slope(moved, i);
        }
        return value(coordinates);
    }

    private double slope(double[] coordinates, int i) {
        double at = coordinates[i];
        double near = value(coordinates, i, at + STEP) - value(coordinates, i, at - STEP);
        double far = value(coordinates, i, at + 2 * STEP) - value(coordinates, i, at - 2 * STEP);
        coordinates[i] = at;
        return (8 * near - far) / (12 * STEP);
    }

    private double value(double[] coordinates, int i, double at) {
        coordinates[i] = at;
        return value(coordinates);
    }

    private double value(double[] coordinates) {
        double[] values = new double[coordinates.length];
        Arrays.setAll(values, i -> {
            Parameter parameter = family.parameters().get(i);
            return parameter.scaled(parameter.value(coordinates[i]), unit);
        });
        CustomerBaseModel model;
        try {
            model = family.make(values, population);
        } catch (IllegalArgumentException outOfRange) {
            return Double.NEGATIVE_INFINITY;
        }
        double[] sum = OrderedSums.into(
                new double[1],
                distinct.size(),
                CHUNK,
                (from, to) -> new double[] {over(model, from, to)},
                (all, part) -> all[0] += part[0]);
        // In the unit of the fit, as the family's own likelihood would be.
        return sum[0] - rest;
    }

    private double over(CustomerBaseModel model, int from, int to) {
        double sum = 0;
        for (int row = from; row < to; row++) {
            sum += distinct.weight(row)
                    * model.logLikelihood(distinct.frequency(row), distinct.recency(row), distinct.age(row));
        }
        return sum;
    }
}
