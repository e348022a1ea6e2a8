package io.engagement.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CountsTest {
    private static final int COUNTS = 256;

    /** Those beyond 64 times the counts are added by a series, the others term by term. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-9, 0.023, 0.7, 1, 2.5, 29.9})
    void distributionsOfLongTimesAddUpToThoseOfEach(double shape) {
        double[] times = {64.0 * COUNTS * (1 + 1e-9), 2e4, 1e6, 1e12, 1e40};
        Counts.Sum counts = new Counts.Sum(new double[COUNTS], shape);
        double[] expected = new double[COUNTS];
        for (int i = 0; i < times.length; i++) {
            double weight = Math.pow(3, i);
            counts.add(times[i], weight);
            double[] each = Counts.negativeBinomial(shape, times[i], COUNTS);
            for (int count = 0; count < each.length; count++) {
                expected[count] += weight * each[count];
            }
        }
        double[] sum = counts.total();
        for (int count = 0; count < COUNTS; count++) {
            assertThat(sum[count])
                    .as("count %d", count)
                    .isCloseTo(expected[count], within(1e-11 * expected[count] + Double.MIN_NORMAL));
        }
    }
}
