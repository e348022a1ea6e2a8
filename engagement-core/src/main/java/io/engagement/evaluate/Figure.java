package io.engagement.evaluate;

import io.engagement.fit.Interval;
import io.engagement.internal.metric.Estimate;
import io.engagement.internal.metric.JudgedRows;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A number that judges a scorer, and how sure it is.
 *
 * <p>The standard error takes customers as independent of each other, but not the rows of one customer at several origins. What
 * moves all customers together, such as a season, shows in the spread over origins only.
 *
 * @param name such as {@code auc}
 * @param value the number; NaN if it does not exist
 * @param standardError clustered by customer; NaN if none is known
 * @param spread the standard deviation of the origins' values; NaN below five origins
 * @param note why the number does not exist or is not to be relied on
 */
public record Figure(String name, double value, double standardError, double spread, Optional<String> note) {
    /** From so many origins on their spread is told. */
    static final int ORIGINS = 5;
    /** The 97.5 % point of the standard normal distribution. */
    static final double NORMAL_975 = 1.959963984540054;

    /**
     * Checks that nothing is missing.
     *
     * @param name such as {@code auc}
     * @param value the number
     * @param standardError clustered by customer
     * @param spread the standard deviation of the origins' values
     * @param note why the number does not exist or is not to be relied on
     */
    public Figure {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(note, "note");
    }

    static Figure of(String name, JudgedRows rows, Function<JudgedRows, Estimate> kernel) {
        Estimate estimate = kernel.apply(rows);
        return new Figure(name, estimate.value(), estimate.standardError(rows), spread(rows, kernel), Optional.empty());
    }

    private static double spread(JudgedRows rows, Function<JudgedRows, Estimate> kernel) {
        if (rows.origins() < ORIGINS) {
            return Double.NaN;
        }
        double[] values = IntStream.range(0, rows.origins())
                .mapToDouble(origin -> kernel.apply(rows.ofOrigin(origin)).value())
                .filter(value -> !Double.isNaN(value))
                .toArray();
        return values.length < ORIGINS ? Double.NaN : deviation(values);
    }

    static double deviation(double[] values) {
        double mean =
                IntStream.range(0, values.length).mapToDouble(i -> values[i]).sum() / values.length;
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / (values.length - 1));
    }

    static Figure of(String name, double value) {
        return new Figure(name, value, Double.NaN, Double.NaN, Optional.empty());
    }

    static Figure undefined(String name, String why) {
        return new Figure(name, Double.NaN, Double.NaN, Double.NaN, Optional.of(why));
    }

    Figure withNote(String why) {
        return new Figure(name, value, standardError, spread, Optional.of(why));
    }

    /**
     * Where the number may lie with a probability of 95 %, by the normal distribution.
     *
     * @return value -/+ 1.96 standard errors; NaN if there is none
     */
    public Interval interval() {
        return new Interval(value - NORMAL_975 * standardError, value + NORMAL_975 * standardError);
    }
}
