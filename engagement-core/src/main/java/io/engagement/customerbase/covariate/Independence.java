package io.engagement.customerbase.covariate;

import io.engagement.customerbase.Purchases;
import io.engagement.fit.FitException;
import io.engagement.internal.math.Spread;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;

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
            double[] rest = standard(data, i);
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

    /** In units of the spread, so that squares are numbers; zeros if all are equal. */
    private static double[] standard(Purchases data, int covariate) {
        IntToDoubleFunction values = row -> data.covariate(row, covariate);
        Spread spread = Spread.of(data.size(), row -> 1, values);
        double[] column = new double[data.size()];
        if (spread.deviation() > 0) {
            Arrays.setAll(column, row -> spread.standard(values.applyAsDouble(row)));
        }
        return column;
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
