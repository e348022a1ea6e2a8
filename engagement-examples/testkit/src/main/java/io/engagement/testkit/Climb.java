package io.engagement.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.customerbase.FamilyMember;
import io.engagement.customerbase.Purchases;
import io.engagement.fit.LogLikelihood;
import io.engagement.fit.Parameter;
import java.util.Arrays;
import java.util.List;

/** What a search climbs, where a model stands. */
final class Climb {
    /** Of coordinates, for differences of the fourth order. */
    private static final double STEP = 1e-3;

    private final FamilyMember<?> model;
    private final List<Parameter> parameters;
    private final double[] coordinates;

    Climb(FamilyMember<?> model) {
        this.model = model;
        this.parameters = model.family().parameters();
        this.coordinates = model.parameters();
        Arrays.setAll(coordinates, i -> parameters.get(i).coordinate(coordinates[i]));
    }

    double logLikelihood(Purchases base) {
        return value(model.family().logLikelihood(base), coordinates);
    }

    double chiSquaredAtMost() {
        return chiSquaredAtMost(coordinates.length);
    }

    /** Beyond it one in a million, as Wilson and Hilferty (1931) have it. */
    static double chiSquaredAtMost(int parameters) {
        double ninth = 2.0 / (9 * parameters);
        return parameters * Math.pow(1 - ninth + 4.75 * Math.sqrt(ninth), 3);
    }

    /** Beside the model where that stands at a bound. */
    void assertGradient(Purchases base) {
        LogLikelihood likelihood = model.family().logLikelihood(base);
        double[] at = coordinates.clone();
        Arrays.setAll(at, i -> inside(parameters.get(i), at[i]));
        double[] gradient = new double[at.length];
        double value = likelihood.valueAndGradient(at, gradient);
        for (int i = 0; i < at.length; i++) {
            double exact = 1e-6 * (1 + Math.abs(gradient[i])) + 1e-9 * Math.abs(value);
            assertThat(gradient[i])
                    .as(
                            "derivative of the log-likelihood by the coordinate of %s, and by differences, of %s",
                            parameters.get(i).name(), Shown.model(model))
                    .isCloseTo(slope(likelihood, at, i), within(exact));
        }
    }

    private static double inside(Parameter parameter, double coordinate) {
        double lowest = parameter.value(coordinate - 3 * STEP);
        double highest = parameter.value(coordinate + 3 * STEP);
        if (lowest <= parameter.lower()) {
            return coordinate + 3 * STEP;
        }
        return highest >= parameter.upper() ? coordinate - 3 * STEP : coordinate;
    }

    private static double slope(LogLikelihood likelihood, double[] at, int i) {
        double near = moved(likelihood, at, i, STEP) - moved(likelihood, at, i, -STEP);
        double far = moved(likelihood, at, i, 2 * STEP) - moved(likelihood, at, i, -2 * STEP);
        return (8 * near - far) / (12 * STEP);
    }

    private static double moved(LogLikelihood likelihood, double[] at, int i, double step) {
        double[] there = at.clone();
        there[i] += step;
        return value(likelihood, there);
    }

    private static double value(LogLikelihood likelihood, double[] at) {
        return likelihood.valueAndGradient(at, new double[at.length]);
    }
}
