package io.engagement.customerbase.covariate;

import io.engagement.customerbase.Purchases;
import io.engagement.fit.FitException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Whether the covariates of customers tell each other apart. */
final class Independence {
    private Independence() {}

    /**
     * Refuses covariates that cannot be told apart.
     *
     * @throws FitException if all customers were left out, if one is constant, or a sum of multiples of those before it
     */
    static void check(String model, Purchases data) {
        if (data.size() == 0 && !data.leftOut().isEmpty()) {
            throw FitException.of(
                    model,
                    "there is no customer of whom all covariates are known: " + String.join("; ", data.leftOut()),
                    List.of("Are their names right?", "Are the customers registered, or given numbers, with them?"));
        }
        List<String> names = data.covariates().names();
        List<double[]> independent = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            double[] rest = centred(column(data, i));
            double before = length(rest);
            // Twice: what is left after the first time is not yet free of the others to the last digits.
            for (int times = 0; times < 2; times++) {
                independent.forEach(other -> take(rest, other));
            }
            if (!(length(rest) > 1e-9 * before)) {
                throw FitException.of(
                        model,
                        before == 0
                                ? "the covariate " + names.get(i) + " is the same for all customers"
                                : "the covariate " + names.get(i) + " is a sum of multiples of " + names.subList(0, i),
                        List.of("Can it be left out?", "Does a category have a level that no customer is of?"));
            }
            scale(rest, 1 / length(rest));
            independent.add(rest);
        }
    }

    private static double[] column(Purchases data, int covariate) {
        double[] column = new double[data.size()];
        Arrays.setAll(column, row -> data.covariate(row, covariate));
        return column;
    }

    private static double[] centred(double[] column) {
        double mean = Arrays.stream(column).average().orElse(0);
        double[] centred = Arrays.stream(column).map(value -> value - mean).toArray();
        double size = Arrays.stream(column).map(Math::abs).max().orElse(0);
        // A constant's mean is rounded.
        return length(centred) > 1e-13 * size * Math.sqrt(column.length) ? centred : new double[column.length];
    }

    private static double length(double[] column) {
        return Math.sqrt(Arrays.stream(column).map(value -> value * value).sum());
    }

    private static void scale(double[] column, double factor) {
        Arrays.setAll(column, i -> column[i] * factor);
    }

    private static void take(double[] from, double[] unit) {
        double share = 0;
        for (int i = 0; i < unit.length; i++) {
            share += from[i] * unit[i];
        }
        double times = share;
        Arrays.setAll(from, i -> from[i] - times * unit[i]);
    }
}
