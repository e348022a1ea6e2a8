package io.engagement.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engagement.testkit.run.FullRun;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeFormatTest {
    /** Always the same texts, in the full run new ones. */
    private static SplittableRandom random(long usual) {
        long seed = FullRun.seed(usual);
        System.out.println("seed of random texts: " + seed);
        return new SplittableRandom(seed);
    }

    private static String read(String format, String zone, String text) {
        return Instant.ofEpochMilli(TimeFormat.of(format, TestFiles.CLOCK.withZone(ZoneId.of(zone)))
                        .epochMilli(text))
                .toString();
    }

    private static void assertRefused(String format, String text) {
        assertThatThrownBy(() -> read(format, "Europe/Berlin", text)).isInstanceOf(DateTimeException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "auto, 2024-01-01, 0000-01-01",
        "auto, 2024-01-01 10:00, +10000-01-01T00:00:00Z",
        "auto, 2024-01-01 10:00, 0000-01-01 10:00",
        "auto, 2024-01-01 10:00, +999999999-12-31T00:00:00Z",
        "auto, 2024-01-01 10:00, 2024-02-30",
        "epoch-seconds, 1704067200, 1704067200000",
        "days-since:1899-12-30, 45292, 1e7",
        "uuuu-MM-dd, 2024-01-01, +999999999-01-01"
    })
    void aRefusedDateLeavesTheCacheAsItWas(String format, String good, String refused) {
        TimeFormat times = TimeFormat.of(format, TestFiles.CLOCK);
        long milli = times.epochMilli(good);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> times.epochMilli(refused)).isInstanceOf(DateTimeException.class);
            assertThat(times.epochMilli(good)).isEqualTo(milli);
        }
    }

    @Test
    void anEmptyTextIsNoTimeEvenBeforeAnyOther() {
        assertThatThrownBy(() -> TimeFormat.of("auto", TestFiles.CLOCK).epochMilli(""))
                .isInstanceOf(DateTimeException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "Asia/Jakarta, 45474, 2024-06-30T17:00:00Z",
        "Asia/Jakarta, 45474.5, 2024-07-01T05:00:00Z",
        "Europe/Berlin, 45382, 2024-03-30T23:00:00Z",
        "Europe/Berlin, 45382.5, 2024-03-31T10:00:00Z",
        "Europe/Berlin, 45383, 2024-03-31T22:00:00Z",
        "Europe/Berlin, 45592.5, 2024-10-27T11:00:00Z",
        "Europe/Berlin, 45593, 2024-10-27T23:00:00Z",
        "America/New_York, 45361.75, 2024-03-10T22:00:00Z",
        "UTC, -1, 1899-12-29T00:00:00Z",
        "UTC, -0.25, 1899-12-29T18:00:00Z",
        "UTC, 45474.000011574074, 2024-07-01T00:00:01Z"
    })
    void daysSinceADateAreThoseOfTheCalendar(String zone, String days, String instant) {
        assertThat(read("days-since:1899-12-30", zone, days)).isEqualTo(instant);
    }

    @Test
    void daysSinceAreDatesInEveryZone() {
        SplittableRandom random = random(12);
        List<String> zones = ZoneId.getAvailableZoneIds().stream().sorted().toList();
        for (int i = 0; i < 20_000; i++) {
            ZoneId zone = ZoneId.of(zones.get(random.nextInt(zones.size())));
            LocalDate start = LocalDate.ofEpochDay(random.nextInt(-30_000, 20_000));
            int days = random.nextInt(60_000);
            int minutes = random.nextInt(24 * 60);
            LocalDateTime wall = start.plusDays(days).atTime(LocalTime.MIN.plusMinutes(minutes));
            Instant expected = minutes == 0
                    ? wall.toLocalDate().atStartOfDay(zone).toInstant()
                    : wall.atZone(zone).toInstant();
            TimeFormat times = TimeFormat.of("days-since:" + start, TestFiles.CLOCK.withZone(zone));
            String text = Double.toString(days + minutes / 1440.0);
            assertThat(times.epochMilli(text))
                    .as(zone + " " + start + " " + text)
                    .isEqualTo(expected.toEpochMilli());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "dd.MM.yyyy, 31.02.2024",
        "dd.MM.yyyy, 29.02.2023",
        "dd.MM.yyyy, 31.04.2024",
        "dd.MM.yyyy, 32.03.2024",
        "dd.MM.yyyy, 00.03.2024",
        "dd.MM.uuuu, 31.02.2024",
        "d.M.y, 31.2.2024",
        "d.M.y, 1.2.97",
        "yyyyMMdd, 20240231",
        "yyMMdd, 240231",
        "dd.MM.yy, 31.02.24",
        "dd.MM.yy, 31.01.2024",
        "yyyy-DDD, 2023-366",
        "dd.MM.yyyy HH:mm, 01.01.2024 24:00",
        "dd.MM.yyyy HH:mm:ss, 31.12.2016 23:59:60",
        "dd.MM.yyyy hh:mm a, 01.01.2024 13:00 PM",
        "auto, 2024-02-31",
        "auto, 20240231",
        "auto, 2024-01-01T24:00",
        "auto, 2024-01-01T24:00:00Z",
        "auto, 2016-12-31T23:59:60Z",
        "auto, 2024-02-31T00:00:00Z",
        "auto, 2024-02-31T00:00:00+01:00"
    })
    void whatTheCalendarDoesNotHaveIsRefused(String format, String text) {
        assertRefused(format, text);
    }

    @ParameterizedTest
    @CsvSource({
        "dd.MM.yyyy, 29.02.2024, 2024-02-29T00:00:00Z",
        "d.M.y, 1.2.2024, 2024-02-01T00:00:00Z",
        "uuuuMMdd, 20240229, 2024-02-29T00:00:00Z",
        "yyMMdd, 240229, 2024-02-29T00:00:00Z",
        "yyMMddHHmm, 2402291730, 2024-02-29T17:30:00Z",
        "yyyy-DDD, 2024-366, 2024-12-31T00:00:00Z",
        "'y'yyyy'-'MM-dd, y2024-01-02, 2024-01-02T00:00:00Z",
        "dd.MM.yyyy G, 01.02.2024 AD, 2024-02-01T00:00:00Z",
        "dd.MM.yyyy hh:mm a, 01.02.2024 01:05 PM, 2024-02-01T13:05:00Z",
        "dd.MM.yyyy[ HH:mm], 01.02.2024, 2024-02-01T00:00:00Z",
        "yyyy-MM-dd HH:mm:ssXXX, 2024-01-01 00:00:00+02:00, 2023-12-31T22:00:00Z",
        "auto, 9999-12-31T23:59:59.999Z, 9999-12-31T23:59:59.999Z",
        "auto, 2024-01-01T10:00Z, 2024-01-01T10:00:00Z"
    })
    void whatThereIsIsRead(String format, String text, String instant) {
        assertThat(read(format, "UTC", text)).isEqualTo(instant);
    }

    @Test
    void aPatternRefusesWhatLocalDateRefuses() {
        SplittableRandom random = random(15);
        TimeFormat times = TimeFormat.of("dd.MM.yyyy", TestFiles.CLOCK);
        for (int i = 0; i < 50_000; i++) {
            int year = random.nextInt(1, 10_000);
            int month = random.nextInt(0, 14);
            int day = random.nextInt(0, 33);
            String text = String.format("%02d.%02d.%04d", day, month, year);
            try {
                LocalDate date = LocalDate.of(year, month, day);
                assertThat(times.epochMilli(text)).as(text).isEqualTo(date.toEpochDay() * 86_400_000);
            } catch (DateTimeException none) {
                assertThatThrownBy(() -> times.epochMilli(text)).as(text).isInstanceOf(DateTimeException.class);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-01, 97, 1997",
        "2026-12-01, 28, 1928",
        "2026-12-01, 27, 2027",
        "2026-12-01, 00, 2000",
        "1999-05-01, 99, 1999",
        "1999-05-01, 00, 2000",
        "1999-05-01, 01, 1901"
    })
    void twoDigitsAreOfTheHundredYearsThatEndWithTheComingOne(String today, String digits, String year) {
        Clock clock = Clock.fixed(Instant.parse(today + "T00:00:00Z"), ZoneOffset.UTC);
        for (String format : List.of("dd.MM.yy", "dd.MM.uu")) {
            assertThat(Instant.ofEpochMilli(TimeFormat.of(format, clock).epochMilli("05.06." + digits)))
                    .hasToString(year + "-06-05T00:00:00Z");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2024-03-31T02:30, 2024-03-31T01:30:00Z",
        "Europe/Berlin, 2024-10-27T02:30, 2024-10-27T00:30:00Z",
        "America/Sao_Paulo, 2018-11-04, 2018-11-04T03:00:00Z",
        "America/Sao_Paulo, 2018-11-04T00:00, 2018-11-04T03:00:00Z",
        "America/Toronto, 1919-03-31, 1919-03-31T04:30:00Z",
        "America/Toronto, 1919-03-31T00:00, 1919-03-31T04:30:00Z"
    })
    void aTimeThatClocksSkipIsLaterAndOneThatTheyShowTwiceTheFirst(String zone, String text, String instant) {
        assertThat(read("auto", zone, text)).isEqualTo(instant);
        String pattern = text.length() == 10 ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm";
        assertThat(read(pattern, zone, text)).isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yyyy-mm-dd",
                "YYYY-MM-dd",
                "dd.MM.yyyy hh:mm",
                "dd.MM.yyyy mm",
                "HH:mm",
                "MM/yyyy",
                "",
                "days-since:x"
            })
    void aFormatThatDoesNotTellTheTimeIsWrongUsage(String format) {
        assertThatThrownBy(() -> TimeFormat.of(format, TestFiles.CLOCK))
                .isInstanceOf(MappingRefused.class)
                .hasMessageStartingWith("--time-format ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dd-MMM-yyyy | 31-JAN-2026 | 2026-01-31T00:00:00Z",
                "dd MMM yyyy hh:mm a | 31 jan 2026 08:00 pm | 2026-01-31T20:00:00Z",
                "MMMM d, yyyy hh:mm a | JANUARY 31, 2026 08:00 Am | 2026-01-31T08:00:00Z",
                "EEE MMM dd HH:mm:ss z yyyy | sat jan 31 08:00:00 UTC 2026 | 2026-01-31T08:00:00Z"
            })
    void patternsReadNamesInAnyCase(String format, String text, String instant) {
        assertThat(read(format, "UTC", text)).isEqualTo(instant);
    }
}
