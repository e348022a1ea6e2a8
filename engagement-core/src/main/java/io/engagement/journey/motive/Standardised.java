package io.engagement.journey.motive;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Columns by their means and population standard deviations over rows; a column that never changes has the deviation 0.
 *
 * @param means by column
 * @param deviations by column
 */
@SuppressWarnings("ArrayRecordComponent") // within the package, where nobody changes them
record Standardised(double[] means, double[] deviations) {
    /** A deviation of less than this share of the mean is rounding. */
    private static final double SAME = 1e-12;

    static Standardised of(PersonPeriods rows) {
        int width = rows.columns().size();
        double[] means = new double[width];
        double[] deviations = new double[width];
        for (int j = 0; j < width; j++) {
            double[] column = rows.column(j);
            double mean = IntStream.range(0, column.length)
                            .mapToDouble(i -> column[i])
                            .sum()
                    / column.length;
            double squares = 0;
            for (double each : column) {
                squares += (each - mean) * (each - mean);
            }
            means[j] = mean;
            double deviation = Math.sqrt(squares / column.length);
            deviations[j] = deviation > SAME * Math.abs(mean) ? deviation : 0;
        }
        return new Standardised(means, deviations);
    }

    /** Names of columns that never change. */
    List<String> constant(List<String> names) {
        List<String> constant = new ArrayList<>();
        for (int j = 0; j < deviations.length; j++) {
            if (deviations[j] == 0) {
                constant.add(names.get(j));
            }
        }
        return constant;
    }

    /** Row by row. */
    double[] columns(PersonPeriods rows) {
        double[] columns = rows.values().clone();
        int width = means.length;
        for (int at = 0; at < columns.length; at += width) {
            for (int j = 0; j < width; j++) {
                columns[at + j] = (columns[at + j] - means[j]) / deviations[j];
            }
        }
        return columns;
    }
}
