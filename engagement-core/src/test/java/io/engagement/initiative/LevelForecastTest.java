package io.engagement.initiative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LevelForecastTest {
    private static final double[] EVEN = {1, 1, 1, 1, 1, 1};

    @Test
    void aSteadyLevelIsExpectedAgainWithLessError() {
        LevelForecast steady = LevelForecast.of(new double[] {-1, -1, -1, -1, -1, -1}, EVEN);
        assertThat(steady.level()).isCloseTo(-1, within(1e-12));
        // Four forecasts of 0.3 and two of nothing: 0.3 sqrt(4/6).
        assertThat(steady.error()).isCloseTo(0.3 * Math.sqrt(4 / 6.0), within(1e-12));
        assertThat(steady.leftBand()).isFalse();
    }

    @Test
    void oneLevelAloneHasTheUsualErrorAndNoBand() {
        LevelForecast alone = LevelForecast.of(new double[] {0.4}, new double[] {3});
        assertThat(alone.level()).isCloseTo(0.4, within(1e-12));
        assertThat(alone.error()).isCloseTo(0.3, within(1e-12));
        assertThat(alone.leftBand()).isFalse();
    }

    @Test
    void aLevelThatFallsSuddenlyLeavesItsBandAndLooksUncertain() {
        LevelForecast fallen = LevelForecast.of(new double[] {-3, -1, -1, -1, -1, -1}, EVEN);
        assertThat(fallen.leftBand()).isTrue();
        assertThat(fallen.lower()).isBetween(-2.0, -1.4);
        assertThat(fallen.error()).isGreaterThan(0.5);
    }

    @Test
    void theSharesOfLevelsAddUpToTheForecast() {
        double[] levels = {0.3, -0.2, 0.7, 1};
        double[] weights = {4, 3, 2, 1};
        double sum = 0;
        for (int age = 0; age < levels.length; age++) {
            sum += LevelForecast.share(weights, age) * levels[age];
        }
        assertThat(LevelForecast.of(levels, weights).level()).isCloseTo(sum, within(1e-12));
    }
}
