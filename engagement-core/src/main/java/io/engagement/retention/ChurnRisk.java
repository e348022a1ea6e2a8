package io.engagement.retention;

import io.engagement.measure.MeasureColumn;
import java.util.List;

/** The risk of leaving by tenure and covariates: the one function behind scores and explanations. Thread-safe. */
@FunctionalInterface
interface ChurnRisk {
    /** Risk given these inputs, the tenure first; must not keep the array. */
    double of(double[] own);

    /** The risk of a row of columns in the same order. */
    default double of(List<MeasureColumn> columns, int row) {
        double[] own = new double[columns.size()];
        read(columns, row, own);
        return of(own);
    }

    /** The risks of a checked range of rows; allocates nothing for each. */
    default void score(List<MeasureColumn> columns, int from, int to, double[] out) {
        double[] own = new double[columns.size()];
        for (int row = from; row < to; row++) {
            read(columns, row, own);
            out[row] = of(own);
        }
    }

    private static void read(List<MeasureColumn> columns, int row, double[] own) {
        for (int i = 0; i < own.length; i++) {
            own[i] = columns.get(i).get(row);
        }
    }
}
