package io.engagement.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.Threads;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderedSumsTest {
    private static double harmonic(int rows, int size) {
        return OrderedSums.into(new double[1], rows, size, OrderedSumsTest::part, (sum, part) -> sum[0] += part[0])[0];
    }

    private static double[] part(int from, int to) {
        double[] sum = new double[1];
        for (int row = from; row < to; row++) {
            sum[0] += 1.0 / (row + 1);
        }
        return sum;
    }

    @Test
    void theNumberOfThreadsChangesNoBit() {
        double alone = Threads.with(1, () -> harmonic(100_003, 64));
        assertThat(Threads.with(4, () -> harmonic(100_003, 64))).isEqualTo(alone);
    }

    @Test
    void chunksAreAddedInOrderAndCoverEachRowOnce() {
        List<Integer> rows = OrderedSums.into(
                new ArrayList<>(), 10, 4, (from, to) -> new ArrayList<>(List.of(from, to)), List::addAll);
        assertThat(rows).containsExactly(0, 4, 4, 8, 8, 10);
    }

    @Test
    void withoutRowsNothingIsAdded() {
        assertThat(harmonic(0, 64)).isZero();
        assertThat(OrderedSums.into(new double[] {3}, 0, 1, OrderedSumsTest::part, (sum, part) -> sum[0] += 1))
                .containsExactly(3);
    }

    @Test
    void aCountOfRowsNearTheLargestMakesNoNegativeChunk() {
        List<Integer> bounds = OrderedSums.into(
                new ArrayList<>(),
                Integer.MAX_VALUE,
                1 << 30,
                (from, to) -> new ArrayList<>(List.of(from, to)),
                List::addAll);
        assertThat(bounds).containsExactly(0, 1 << 30, 1 << 30, Integer.MAX_VALUE);
    }
}
