package io.engagement.retention;

import io.engagement.score.InputColumns;

/** The risk of leaving by the tenure and the covariates: one function behind scores and explanations. Thread-safe. */
@FunctionalInterface
interface ChurnRisk {
    /** Risk given these inputs, the tenure first; must not keep the array. */
    double of(double[] own);

    /** The risk of a row. */
    default double of(InputColumns columns, int row) {
        return of(columns.row(row));
    }

    /** The risks of a checked range of rows; allocates nothing for each. */
    default void score(InputColumns columns, int from, int to, double[] out) {
        double[] own = new double[columns.size()];
        for (int row = from; row < to; row++) {
            columns.read(row, own);
            out[row] = of(own);
        }
    }
}
