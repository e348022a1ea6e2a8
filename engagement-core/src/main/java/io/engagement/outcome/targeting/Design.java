package io.engagement.outcome.targeting;

import io.engagement.internal.math.Spread;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Covariates as a model takes them: in standard deviations from the mean of the rows it was fitted on; what is not known is the mean,
 * with a column of its own that says so. Columns in which all are alike are left out.
 */
final class Design {
    private final List<Column> columns = new ArrayList<>();

    /** @param missing whether it is 1 where the covariate is not known */
    private record Column(int covariate, boolean missing, Spread spread) {
        double of(double known) {
            if (missing) {
                return spread.standard(Double.isNaN(known) ? 1 : 0);
            }
            return Double.isNaN(known) ? 0 : spread.standard(known);
        }
    }

    Design(double[][] covariates) {
        for (int i = 0; i < covariates.length; i++) {
            double[] values = covariates[i];
            double[] known =
                    Arrays.stream(values).filter(each -> !Double.isNaN(each)).toArray();
            add(i, false, known);
            add(
                    i,
                    true,
                    Arrays.stream(values)
                            .map(each -> Double.isNaN(each) ? 1 : 0)
                            .toArray());
        }
    }

    private void add(int covariate, boolean missing, double... values) {
        Spread spread = Spread.of(values.length, row -> 1, row -> values[row]);
        if (spread.deviation() > 0) {
            columns.add(new Column(covariate, missing, spread));
        }
    }

    int size() {
        return columns.size();
    }

    /** By column, then row. */
    double[][] of(double[][] covariates) {
        return columns.stream()
                .map(column -> Arrays.stream(covariates[column.covariate])
                        .map(column::of)
                        .toArray())
                .toArray(double[][]::new);
    }

    /** Of one customer. */
    double[] of(double... known) {
        return columns.stream()
                .mapToDouble(column -> column.of(known[column.covariate]))
                .toArray();
    }

    /** Some rows of columns. */
    static double[][] picked(double[][] columns, int... rows) {
        return IntStream.range(0, columns.length)
                .mapToObj(i -> TrialRows.picked(columns[i], rows))
                .toArray(double[][]::new);
    }
}
