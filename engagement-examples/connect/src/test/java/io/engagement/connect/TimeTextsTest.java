package io.engagement.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times in the common forms, without a word of how they are written. */
class TimeTextsTest {
    private static TimeFormat auto() {
        return TimeFormat.of(TimeFormat.AUTO, TestFiles.CLOCK.withZone(ZoneId.of("Europe/Berlin")));
    }

    private static String read(TimeFormat times, String text) {
        return Instant.ofEpochMilli(times.epochMilli(text)).toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-01-31T08:00:00+01:00 | 2026-01-31T07:00:00Z",
                "2026-01-31T08:00:00+0100 | 2026-01-31T07:00:00Z",
                "2026-01-31 08:00:00+01 | 2026-01-31T07:00:00Z",
                "2026-01-31 08:00:00 +0100 | 2026-01-31T07:00:00Z",
                "2026-01-31 08:00:00 UTC | 2026-01-31T08:00:00Z",
                "2026-01-31 08:00:00.123456 UTC | 2026-01-31T08:00:00.123Z",
                "2026-01-31 08:00:00 GMT+2 | 2026-01-31T06:00:00Z",
                "2026-01-31T08:00:00+01:00[Europe/Berlin] | 2026-01-31T07:00:00Z",
                "2026-01-31t08:00:00z | 2026-01-31T08:00:00Z",
                "2026-01-31T08:00:00,5 | 2026-01-31T07:00:00.500Z",
                "2026-01-31 8:00 | 2026-01-31T07:00:00Z",
                "2026/01/31 | 2026-01-30T23:00:00Z",
                "31.01.2026 | 2026-01-30T23:00:00Z",
                "31.1.26 08:00 | 2026-01-31T07:00:00Z",
                "31. 1. 2026, 08:00 | 2026-01-31T07:00:00Z",
                "31 Jan 2026 | 2026-01-30T23:00:00Z",
                "31-JAN-26 | 2026-01-30T23:00:00Z",
                "31 january 2026 08:00 am | 2026-01-31T07:00:00Z",
                "Jan 31, 2026, 8:00:05 PM | 2026-01-31T19:00:05Z",
                "January 31st, 2026 at 8:00 p.m. | 2026-01-31T19:00:00Z",
                "Sat, 31 Jan 2026 08:00:00 +0000 | 2026-01-31T08:00:00Z",
                "Sat Jan 31 2026 08:00:00 GMT+0100 | 2026-01-31T07:00:00Z",
                "31. Dezember 2026 | 2026-12-30T23:00:00Z",
                "3. M\u00e4rz 2026 | 2026-03-02T23:00:00Z",
                "31 de enero de 2026 | 2026-01-30T23:00:00Z",
                "31 JANVIER 2026 | 2026-01-30T23:00:00Z",
                "31 jan. 2026 | 2026-01-30T23:00:00Z",
                "15 ao\u00fbt 2026 | 2026-08-14T22:00:00Z",
                "jan-31-2026 | 2026-01-30T23:00:00Z",
                "31/Jan/2026:08:00:00 +0100 | 2026-01-31T07:00:00Z",
                "Sat Jan 31 08:00:00 +0000 2026 | 2026-01-31T08:00:00Z",
                "Sat Jan 31 08:00:00 UTC 2026 | 2026-01-31T08:00:00Z",
                "Sat Jan 31 08:00:00 2026 | 2026-01-31T07:00:00Z",
                "31.01.2026, 08:00 Uhr | 2026-01-31T07:00:00Z",
                "31. Januar 2026 um 08:00 | 2026-01-31T07:00:00Z",
                "2026-01-31 08:00:00 utc | 2026-01-31T08:00:00Z",
                "2026-01-31 08:00:00 gmt+1 | 2026-01-31T07:00:00Z",
                "2026-01-31 8 PM | 2026-01-31T19:00:00Z",
                "2026-01-31 8:00 p. m. | 2026-01-31T19:00:00Z",
                "Jan 31, 2026, 8:00:05\u202fpM | 2026-01-31T19:00:05Z",
                "31\u00a0Jan\u00a02026 | 2026-01-30T23:00:00Z",
                "20260131 | 2026-01-30T23:00:00Z",
                "20260131T080000 | 2026-01-31T07:00:00Z",
                "1769846400 | 2026-01-31T08:00:00Z",
                "1769846400.5 | 2026-01-31T08:00:00.500Z",
                "1769846400500 | 2026-01-31T08:00:00.500Z",
                "1769846400500123 | 2026-01-31T08:00:00.500Z",
                "46053 | 2026-01-30T23:00:00Z",
                "46053.25 | 2026-01-31T05:00:00Z"
            })
    void commonFormsAreRead(String text, String instant) {
        assertThat(read(auto(), text.strip())).isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "31.02.2026",
                "2026/02/31",
                "31 Feb 2026",
                "Feb 30, 2026",
                "13:00",
                "31 Foo 2026",
                "31 janitor 2026",
                "31 jui 2026",
                "Sat Jan 31 08:00:00 CET 2026",
                "2026-01-31 8",
                "2026-01-31 8 Uhr",
                "2026-01-31 13:00 PM",
                "2026-01-31 0:30 AM",
                "2026-01-31 24:00",
                "2026-01-31 08:60",
                "12",
                "123456",
                "99999",
                "19999",
                "176984640",
                "20260231",
                "",
                "today",
                "2026-01",
                "31.01.2026 08:00:00 +9999",
                "2026-01-31 08:00 CET"
            })
    void whatIsNoneIsRefused(String text) {
        assertThatThrownBy(() -> auto().epochMilli(text)).as(text).isInstanceOf(DateTimeException.class);
    }

    @Test
    void numbersWithSlashesAreReadInTheOrderOfTheFileAndInNoOther() {
        String text = "03/04/2026 08:00";
        assertThatThrownBy(() -> auto().epochMilli(text)).isInstanceOf(DateTimeException.class);
        assertThat(read(auto().withOrder(DayOrder.DAY_FIRST), text)).isEqualTo("2026-04-03T06:00:00Z");
        assertThat(read(auto().withOrder(DayOrder.MONTH_FIRST), text)).isEqualTo("2026-03-04T07:00:00Z");
        TimeFormat monthFirst = auto().withOrder(DayOrder.MONTH_FIRST);
        assertThatThrownBy(() -> monthFirst.epochMilli("31/01/2026")).isInstanceOf(DateTimeException.class);
    }

    @Test
    void whatJavaFormatsInTheseFormsIsReadBack() {
        List<DateTimeFormatter> forms = List.of(
                DateTimeFormatter.ISO_OFFSET_DATE_TIME,
                DateTimeFormatter.RFC_1123_DATE_TIME,
                DateTimeFormatter.ofPattern("d MMM yyyy HH:mm:ss xx", Locale.ENGLISH),
                DateTimeFormatter.ofPattern("MMMM d, yyyy h:mm:ss a xxx", Locale.ENGLISH),
                DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm:ss x", Locale.ENGLISH));
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 20_000; i++) {
            LocalDateTime local = LocalDateTime.of(1930, 1, 1, 0, 0).plusSeconds(random.nextLong(3_000_000_000L));
            ZonedDateTime at = local.atZone(ZoneOffset.ofHours(random.nextInt(-12, 15)));
            for (DateTimeFormatter form : forms) {
                String text = at.format(form);
                assertThat(auto().epochMilli(text))
                        .as(text)
                        .isEqualTo(at.toInstant().toEpochMilli());
            }
        }
    }

    @Test
    void longTextsCostNothing() {
        assertThatThrownBy(() -> auto().epochMilli(" ".repeat(1_000_000) + "1:00"))
                .isInstanceOf(DateTimeException.class);
    }
}
