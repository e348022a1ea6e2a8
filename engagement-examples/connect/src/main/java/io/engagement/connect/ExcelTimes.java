package io.engagement.connect;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;

/**
 * Days and times of spreadsheets, which are numbers of days: from 1900 with a 29th of February that there was not, or from 1904.
 *
 * @param from1904 which of both
 */
record ExcelTimes(boolean from1904) {
    /** From which days after February 1900 are counted. */
    private static final LocalDate BEFORE_1900 = LocalDate.of(1899, 12, 30);

    private static final LocalDate OF_1904 = LocalDate.of(1904, 1, 1);
    private static final int FALSE_LEAP_DAY = 60;
    private static final int LAST_DAY = 2_958_465;
    private static final double MILLIS_OF_A_DAY = 86_400_000;
    private static final double SECONDS_OF_A_DAY = 86_400;

    /** Whether a number is a day. */
    boolean holds(double days) {
        return days >= 0 && days <= LAST_DAY;
    }

    /** The text of a number as its format shows it; that of days that there are not is no date either. */
    String text(double days, CellFormat format) {
        if (format == CellFormat.ELAPSED) {
            return Duration.ofMillis(Math.round(days * MILLIS_OF_A_DAY)).toString();
        }
        LocalDateTime at = LocalDateTime.of(OF_1904, LocalTime.MIDNIGHT).plus(millis(days, format), ChronoUnit.MILLIS);
        long day = ChronoUnit.DAYS.between(OF_1904, at.toLocalDate());
        LocalTime time = at.toLocalTime();
        if (days < 1 && format != CellFormat.DAY) {
            return clock(time);
        }
        // Of a time that the format does not show nothing is lost either.
        boolean isDay = format == CellFormat.DAY && time.equals(LocalTime.MIDNIGHT);
        return isDay ? date(day) : date(day) + "T" + clock(time);
    }

    private static long millis(double days, CellFormat format) {
        return format == CellFormat.FINE_TIME
                ? Math.round(days * MILLIS_OF_A_DAY)
                : Math.round(days * SECONDS_OF_A_DAY) * 1000;
    }

    private String date(long day) {
        if (from1904) {
            return OF_1904.plusDays(day).toString();
        }
        if (day == 0) {
            return "1900-01-00";
        }
        if (day == FALSE_LEAP_DAY) {
            return "1900-02-29";
        }
        return BEFORE_1900.plusDays(day < FALSE_LEAP_DAY ? day + 1 : day).toString();
    }

    private static String clock(LocalTime time) {
        String text = time.toString();
        return text.length() == "00:00".length() ? text + ":00" : text;
    }
}
