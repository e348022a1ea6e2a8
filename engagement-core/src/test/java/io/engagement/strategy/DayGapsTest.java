package io.engagement.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class DayGapsTest {
    private static void isTheMedianOf(int size, IntToDoubleFunction gap) {
        double[] sorted = new double[size];
        DayGaps gaps = new DayGaps();
        for (int i = 0; i < size; i++) {
            sorted[i] = gap.applyAsDouble(i);
            gaps.add(sorted[i]);
        }
        Arrays.sort(sorted);
        assertThat(gaps.median()).isEqualTo((sorted[(size - 1) / 2] + sorted[size / 2]) / 2);
    }

    @Test
    void theMedianIsThatOfTheSortedGaps() {
        assertThat(new DayGaps().median()).isNaN();
        Random random = new Random(1);
        for (int size = 1; size < 200; size++) {
            int length = size;
            isTheMedianOf(size, i -> random.nextDouble());
            isTheMedianOf(size, i -> random.nextInt(4));
            isTheMedianOf(size, i -> i);
            isTheMedianOf(size, i -> length - i);
            isTheMedianOf(size, i -> 1);
            isTheMedianOf(size, i -> Math.min(i, length - i));
        }
        isTheMedianOf(100_001, i -> (i * 7919L) % 100_003);
        isTheMedianOf(100_000, i -> i % 2 == 0 ? i : -i);
    }
}
