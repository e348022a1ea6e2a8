package io.engagement.internal.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZoneClockTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTC",
                "Asia/Kolkata",
                "Europe/Amsterdam",
                "America/St_Johns",
                "America/Sao_Paulo",
                "Pacific/Apia",
                "Africa/Casablanca",
                "+05:45"
            })
    void itsOffsetsAreThoseOfTheZonesRules(String id) {
        ZoneId zone = ZoneId.of(id);
        ZoneClock clock = ZoneCodes.clock(ZoneCodes.code(id), ZoneClock.of(ZoneOffset.MIN));
        long first = Instant.parse("1900-01-02T00:00:00Z").toEpochMilli();
        long last = Instant.parse("2199-12-30T00:00:00Z").toEpochMilli();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 5000; i++) {
            long at = random.nextLong(first, last);
            int stretch = clock.stretch(at);
            assertThat(clock.offset(stretch))
                    .as("%s", Instant.ofEpochMilli(at))
                    .isEqualTo(
                            zone.getRules().getOffset(Instant.ofEpochMilli(at)).getTotalSeconds() * 1000L);
            assertThat(clock.end(stretch)).isGreaterThan(at);
        }
    }

    @Test
    void aStretchEndsWithTheChangeOfItsClock() {
        ZoneClock clock = ZoneClock.of(ZoneId.of("Europe/Berlin"));
        long change = Instant.parse("2026-03-29T01:00:00Z").toEpochMilli();
        int winter = clock.stretch(change - 1);

        assertThat(clock.end(winter)).isEqualTo(change);
        assertThat(clock.stretch(change)).isEqualTo(winter + 1);
        assertThat(clock.offset(winter + 1) - clock.offset(winter)).isEqualTo(3_600_000);
    }

    @Test
    void codesAreOfEachZoneItsOwn() {
        long different = ZoneId.getAvailableZoneIds().stream()
                .map(ZoneId::of)
                .map(ZoneId::normalized)
                .distinct()
                .count();

        assertThat(ZoneId.getAvailableZoneIds().stream().map(ZoneCodes::code).distinct())
                .hasSize((int) different)
                .allMatch(code -> code == Math.rint(code) && Math.abs(code) < 0x1p53);
        assertThat(ZoneCodes.code("Europe/Berlin")).isEqualTo(ZoneCodes.code(ZoneId.of("Europe/Berlin")));
        assertThat(ZoneCodes.code("UTC")).isEqualTo(ZoneCodes.code("Z")).isZero();
        assertThat(ZoneCodes.code("Mars/Base")).isNaN();
    }

    @Test
    void aCodeThatThisMachineDoesNotKnowIsAsNone() {
        ZoneClock otherwise = ZoneClock.of(ZoneOffset.UTC);

        assertThat(ZoneCodes.clock(Double.NaN, otherwise)).isSameAs(otherwise);
        assertThat(ZoneCodes.clock(123_456_789, otherwise)).isSameAs(otherwise);
        assertThat(ZoneCodes.clock(3601, otherwise).offset(0)).isEqualTo(3_601_000);
    }
}
