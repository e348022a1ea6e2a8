package io.engagement;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.fit.Fitted;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** What every model is asked when it is fitted again and again. */
public final class Refits {
    private Refits() {}

    /**
     * Of so many repetitions, how many 95 % intervals hold the truth, for each parameter; every fit has to converge.
     *
     * @param refit simulates and fits, by the number of the repetition
     */
    public static int[] holdingTheTruth(
            int repetitions, List<String> names, double[] truth, IntFunction<? extends Fitted<?>> refit) {
        int[][] each = IntStream.range(0, repetitions)
                .parallel()
                .mapToObj(repetition -> held(refit.apply(repetition), names, truth))
                .toArray(int[][]::new);
        int[] counts = new int[truth.length];
        for (int[] one : each) {
            Arrays.setAll(counts, i -> counts[i] + one[i]);
        }
        return counts;
    }

    private static int[] held(Fitted<?> fitted, List<String> names, double[] truth) {
        assertThat(fitted.converged()).isTrue();
        return IntStream.range(0, truth.length)
                .map(i -> fitted.interval(names.get(i), 0.95).contains(truth[i]) ? 1 : 0)
                .toArray();
    }
}
