package io.engagement.evaluate;

import io.engagement.fit.Interval;
import io.engagement.internal.math.Quantiles;
import io.engagement.internal.math.RandomStreams;
import io.engagement.internal.metric.Estimate;
import io.engagement.internal.metric.JudgedRows;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/** Differences of two scorers on bases that are drawn customer by customer, all rows of a customer together. */
final class PairedBootstrap {
    private static final int USE = 35;

    private final JudgedRows first;
    private final JudgedRows second;
    private final int resamples;
    private final long seed;

    private PairedBootstrap(JudgedRows first, JudgedRows second, int resamples, long seed) {
        this.first = first;
        this.second = second;
        this.resamples = resamples;
        this.seed = seed;
    }

    static PairedBootstrap of(JudgedRows first, JudgedRows second, int resamples, long seed) {
        if (resamples < 2) {
            throw new IllegalArgumentException("there must be two resamples at least, were " + resamples);
        }
        return new PairedBootstrap(first, second, resamples, seed);
    }

    /** A figure, and how it is computed. */
    record Kernel(String name, Function<JudgedRows, Estimate> kernel) {
        double difference(JudgedRows one, JudgedRows other) {
            return kernel.apply(one).value() - kernel.apply(other).value();
        }
    }

    List<PairedDifference> differences(List<Kernel> kernels) {
        double[][] drawn = IntStream.range(0, resamples)
                .parallel()
                .mapToObj(resample -> differences(kernels, times(resample)))
                .toArray(double[][]::new);
        return IntStream.range(0, kernels.size())
                .mapToObj(k -> {
                    double[] values = Arrays.stream(drawn)
                            .mapToDouble(each -> each[k])
                            .filter(Double::isFinite)
                            .sorted()
                            .toArray();
                    return new PairedDifference(
                            kernels.get(k).name(),
                            kernels.get(k).difference(first, second),
                            values.length < 2 ? Double.NaN : Figure.deviation(values),
                            values.length < 2
                                    ? new Interval(Double.NaN, Double.NaN)
                                    : new Interval(Quantiles.of(values, 0.025), Quantiles.of(values, 0.975)));
                })
                .toList();
    }

    private double[] differences(List<Kernel> kernels, int[] times) {
        JudgedRows one = first.drawn(times);
        JudgedRows other = second.drawn(times);
        return kernels.stream().mapToDouble(each -> each.difference(one, other)).toArray();
    }

    /** How often each customer is drawn. */
    private int[] times(int resample) {
        UniformRandomProvider random = RandomStreams.of(seed, resample, USE);
        int[] times = new int[first.customers()];
        for (int draw = 0; draw < times.length; draw++) {
            times[random.nextInt(times.length)]++;
        }
        return times;
    }
}
