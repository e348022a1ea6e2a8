package io.engagement.internal.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StretchesTest {
    private static final Stretches TIMES = Stretches.of(10, 20, 30);

    @Test
    void whatHappensWhenAStretchBeginsBelongsToTheOneBeforeButForTheFirst() {
        assertThat(TIMES.before(9)).isEqualTo(-1);
        assertThat(TIMES.before(10)).isZero();
        assertThat(TIMES.before(20)).isZero();
        assertThat(TIMES.before(21)).isEqualTo(1);
        assertThat(TIMES.before(30)).isEqualTo(1);
        assertThat(TIMES.before(99)).isEqualTo(2);
        assertThat(Stretches.of().before(5)).isEqualTo(-1);
    }

    @Test
    void aStretchEndsWhereTheNextBeginsAndTheLastOneLasts() {
        assertThat(TIMES.begin(0)).isEqualTo(10);
        assertThat(TIMES.end(0)).isEqualTo(20);
        assertThat(TIMES.end(2)).isInfinite();
        assertThat(TIMES.size()).isEqualTo(3);
    }
}
