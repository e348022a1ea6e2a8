package io.engagement.dialogue.answers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimeStepsTest {
    @Test
    void ranksAreExactThoughTimesAreInSteps() {
        SplittableRandom random = new SplittableRandom(1);
        double[] millis = random.doubles(30_000)
                .map(u -> Math.rint(-Math.log1p(-u) * 4_000) + 0.5)
                .toArray();
        boolean[] events = new boolean[millis.length];
        IntStream.range(0, events.length).forEach(i -> events[i] = random.nextInt(3) > 0);
        double[] sorted = IntStream.range(0, events.length)
                .filter(i -> events[i])
                .mapToDouble(i -> millis[i])
                .sorted()
                .toArray();
        TimeSteps steps = new TimeSteps(millis, events);

        assertThat(steps.answered()).isEqualTo(sorted.length);
        for (int rank = 0; rank < sorted.length; rank += 997) {
            assertThat(steps.ofRank(rank)).isEqualTo(sorted[rank]);
        }
        assertThat(steps.ofRank(sorted.length - 1)).isEqualTo(sorted[sorted.length - 1]);
    }
}
