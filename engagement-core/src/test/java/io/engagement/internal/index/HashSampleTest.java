package io.engagement.internal.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HashSampleTest {
    @Test
    void theSampleIsOfThoseWithTheSmallestKeysInTheOrderOfTheirRows() {
        int[] sample = HashSample.of(5_000, row -> "customer " + row, 700);

        assertThat(sample)
                .containsExactly(IntStream.range(0, 5_000)
                        .boxed()
                        .sorted(Comparator.comparing(row -> TextKey.of("customer " + row)))
                        .limit(700)
                        .mapToInt(row -> row)
                        .sorted()
                        .toArray());
    }

    @Test
    void idsThatAreTheSameGiveAsManyAsAreWanted() {
        assertThat(HashSample.of(50, row -> "same", 7)).containsExactly(0, 1, 2, 3, 4, 5, 6);
        assertThat(HashSample.of(3, row -> "same", 7)).containsExactly(0, 1, 2);
    }
}
