package io.engagement.strategy.objective;

import io.engagement.fit.Interval;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A straight line through a figure's last values, by least squares, and what it says of a later time. The scatter about the line is
 * taken to be no less than the figure's own standard error: a few values in a row may lie on a line by chance.
 */
final class Trend {
    /** Fewer points say nothing of their scatter. */
    static final int LEAST = 3;

    /** A few points cannot say more. */
    private static final double SUREST = 0.999;

    private static final double UPPER = 0.975;

    private final int size;
    private final double meanTime;
    private final double meanValue;
    private final double slope;
    private final double squaredTimes;
    private final double variance;

    private Trend(double[] times, double[] values, double standardError) {
        this.size = times.length;
        double sumTime = 0;
        double sumValue = 0;
        for (int i = 0; i < size; i++) {
            sumTime += times[i];
            sumValue += values[i];
        }
        this.meanTime = sumTime / size;
        this.meanValue = sumValue / size;
        double squares = 0;
        double products = 0;
        for (int i = 0; i < size; i++) {
            squares += Math.pow(times[i] - meanTime, 2);
            products += (times[i] - meanTime) * (values[i] - meanValue);
        }
        this.squaredTimes = squares;
        this.slope = products / squares;
        double residuals = 0;
        for (int i = 0; i < size; i++) {
            residuals += Math.pow(values[i] - at(times[i]), 2);
        }
        this.variance = Math.max(residuals / (size - 2), standardError * standardError);
    }

    static Trend of(double[] times, double[] values, double standardError) {
        return new Trend(times, values, standardError);
    }

    double at(double time) {
        return meanValue + slope * (time - meanTime);
    }

    /** Of a new value, beyond the line's own uncertainty. */
    private double deviation(double time) {
        return Math.sqrt(variance * (1 + 1.0 / size + Math.pow(time - meanTime, 2) / squaredTimes));
    }

    /** In which a value lies with 95 %. */
    Interval interval(double time) {
        double half = TDistribution.of(size - 2).inverseCumulativeProbability(UPPER) * deviation(time);
        return new Interval(at(time) - half, at(time) + half);
    }

    /** That a value is the bound or more; never quite 0 or 1. */
    double probabilityAtLeast(double bound, double time) {
        double above = at(time) - bound;
        double probability =
                above == 0 ? 0.5 : TDistribution.of(size - 2).cumulativeProbability(above / deviation(time));
        return Math.min(SUREST, Math.max(1 - SUREST, probability));
    }
}
