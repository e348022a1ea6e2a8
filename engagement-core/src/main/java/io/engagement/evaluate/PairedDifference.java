package io.engagement.evaluate;

import io.engagement.fit.Interval;
import io.engagement.internal.metric.Estimate;
import io.engagement.internal.metric.JudgedRows;
import java.util.function.Function;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * A figure of one scorer less that of another on the same customers and origins: what both share by luck drops out.
 *
 * @param name of the figure
 * @param difference first less second
 * @param standardError of it, clustered by customer; NaN if none is known
 * @param interval of 95 %
 */
public record PairedDifference(String name, double difference, double standardError, Interval interval) {
    static PairedDifference of(
            String name, JudgedRows first, JudgedRows second, Function<JudgedRows, Estimate> kernel) {
        return of(name, first, kernel.apply(first).minus(kernel.apply(second)));
    }

    static PairedDifference of(String name, JudgedRows rows, Estimate difference) {
        double error = difference.standardError(rows);
        return new PairedDifference(
                name,
                difference.value(),
                error,
                new Interval(
                        difference.value() - Figure.NORMAL_975 * error,
                        difference.value() + Figure.NORMAL_975 * error));
    }

    /**
     * The difference in standard errors.
     *
     * @return NaN without a standard error, or if both scorers say the same
     */
    public double z() {
        return difference / standardError;
    }

    /**
     * How probable so large a difference of either sign would be, if there were none.
     *
     * @return two-sided, by the normal distribution; NaN as {@link #z()}
     */
    public double pValue() {
        return Double.isNaN(z()) ? Double.NaN : 2 * NormalDistribution.of(0, 1).survivalProbability(Math.abs(z()));
    }
}
