package io.engagement.spark;

import io.engagement.fit.LogLikelihood;
import java.util.Arrays;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.storage.StorageLevel;

/**
 * The log-likelihood of a base that lies in partitions: the point goes out to them, values and gradients come back and
 * are added in the order of partitions, so that one table gives the same bits in every run. Each partition's rows stay in
 * its executor's memory from one evaluation to the next.
 */
final class SumOverPartitions implements LogLikelihood, AutoCloseable {
    private final JavaRDD<LogLikelihood> parts;
    private final int dimension;

    SumOverPartitions(JavaRDD<LogLikelihood> parts, int dimension) {
        this.parts = parts.persist(StorageLevel.MEMORY_ONLY());
        this.dimension = dimension;
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public double valueAndGradient(double[] coordinates, double[] gradient) {
        double[] point = coordinates.clone();
        Function<LogLikelihood, double[]> evaluate = part -> evaluated(part, point);
        double value = 0;
        Arrays.fill(gradient, 0);
        for (double[] sums : parts.map(evaluate).collect()) {
            value += sums[point.length];
            for (int i = 0; i < point.length; i++) {
                gradient[i] += sums[i];
            }
        }
        return value;
    }

    /** One part's gradient and, after it, its value. */
    private static double[] evaluated(LogLikelihood part, double[] point) {
        double[] slopes = new double[point.length];
        double value = part.valueAndGradient(point, slopes);
        double[] sums = Arrays.copyOf(slopes, point.length + 1);
        sums[point.length] = value;
        return sums;
    }

    @Override
    public void close() {
        parts.unpersist(true);
    }
}
