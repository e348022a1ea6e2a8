package io.engagement.internal.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ParallelTest {
    /** Fails in whichever thread comes to it, most often not the caller's. */
    private static int refused(int row) {
        if (row % 1000 > 990) {
            throw new IllegalArgumentException("row " + row % 1000 / 995 + " is refused");
        }
        return row;
    }

    @Test
    void whatATaskThrowsComesOutAsItIs() {
        for (int i = 0; i < 200; i++) {
            assertThatThrownBy(() -> Parallel.run(() -> IntStream.range(0, 100_000)
                            .parallel()
                            .map(ParallelTest::refused)
                            .sum()))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasNoCause()
                    .hasMessageMatching("row [01] is refused");
            assertThatThrownBy(() -> new Chunks(64).forEach(100_000, (from, to) -> refused(to - 1)))
                    .hasNoCause()
                    .hasMessageStartingWith("row ");
        }
    }

    @Test
    void anExceptionThatSaysSomethingOfItsOwnIsKept() {
        IllegalStateException cause = new IllegalStateException("deeper");
        IllegalStateException own = new IllegalStateException("above", cause);

        assertThat(Parallel.thrown(own)).isSameAs(own);
        assertThat(Parallel.thrown(new IllegalStateException(cause))).isSameAs(cause);
    }
}
