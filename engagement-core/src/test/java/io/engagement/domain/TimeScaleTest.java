package io.engagement.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeScaleTest {
    private static final Instant NEW_YEAR = Instant.parse("2024-01-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource({"HOURS, 3600000", "DAYS, 86400000", "WEEKS, 604800000", "MONTHS, 2629746000", "YEARS, 31556952000"})
    void eachUnitHasItsFixedLengthInMilliseconds(TimeScale scale, double millis) {
        assertThat(scale.millis()).isEqualTo(millis);
    }

    @Test
    void twelveMonthsAreAYear() {
        assertThat(12 * TimeScale.MONTHS.millis()).isEqualTo(TimeScale.YEARS.millis());
    }

    @Test
    void tenAndAHalfDaysAreOneAndAHalfWeeks() {
        Duration duration = Duration.ofDays(10).plusHours(12);

        assertThat(TimeScale.WEEKS.of(duration)).isEqualTo(1.5);
        assertThat(TimeScale.DAYS.ofMillis(907_200_000)).isEqualTo(10.5);
    }

    @Test
    void aWeekAcrossTheSwitchToSummerTimeIsStillSevenTimes24Hours() {
        Instant before = Instant.parse("2024-03-28T12:00:00Z");

        assertThat(TimeScale.WEEKS.between(before, Instant.parse("2024-04-04T12:00:00Z")))
                .isEqualTo(1);
    }

    @Test
    void timeRunningBackwardsIsNegative() {
        assertThat(TimeScale.HOURS.between(NEW_YEAR, NEW_YEAR.minusSeconds(5400)))
                .isEqualTo(-1.5);
    }

    @Test
    void nanosecondsCount() {
        assertThat(TimeScale.HOURS.of(Duration.ofNanos(1))).isCloseTo(1 / 3.6e12, within(1e-28));
    }

    @Test
    void notANumberStaysNotANumber() {
        assertThat(TimeScale.DAYS.ofMillis(Double.NaN)).isNaN();
    }

    @Property(seed = "1701")
    void durationAndUnitsAreInversesToTheMillisecond(
            @ForAll TimeScale scale, @ForAll @DoubleRange(min = -1e4, max = 1e4) double units) {
        double there = scale.of(scale.toDuration(units));

        assertThat(there).isCloseTo(units, within(0.5000001 / scale.millis() + 1e-12));
    }

    @ParameterizedTest
    @EnumSource
    void oneUnitIsItsLength(TimeScale scale) {
        assertThat(scale.toDuration(1).toMillis()).isEqualTo((long) scale.millis());
        assertThat(scale.of(scale.toDuration(1))).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e18})
    void aNumberThatNoDurationHoldsIsRefusedByValue(double units) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimeScale.DAYS.toDuration(units))
                .withMessageContaining("was " + units);
    }
}
