package io.engagement.measure;

import io.engagement.domain.TimeScale;
import java.time.LocalDate;
import java.time.temporal.ChronoField;

/** Calendar periods in a zone, from days to years. */
final class Periods {
    private Periods() {}

    /** The number of an instant's period: whole, and one more for each period; weeks begin on Monday. */
    static double number(TimeScale period, DayClock days, long epochMilli) {
        long day = days.day(epochMilli);
        return switch (period) {
            case YEARS -> LocalDate.ofEpochDay(day).getYear();
            case MONTHS -> LocalDate.ofEpochDay(day).getLong(ChronoField.PROLEPTIC_MONTH);
            // 1970-01-01 was a Thursday.
            case WEEKS -> Math.floorDiv(day + 3, 7L);
            case DAYS -> day;
            case HOURS ->
                throw new IllegalArgumentException("a period must be DAYS, WEEKS, MONTHS or YEARS, was HOURS");
        };
    }

    /** Milliseconds since 1970 of the start of an instant's period. */
    static double start(TimeScale period, DayClock days, long epochMilli) {
        return startOf(period, days, number(period, days, epochMilli));
    }

    /** Milliseconds since 1970 of the start of the period of a number. */
    static double startOf(TimeScale period, DayClock days, double number) {
        long whole = (long) number;
        return days.startOf(
                switch (period) {
                    case YEARS -> LocalDate.of((int) whole, 1, 1).toEpochDay();
                    case MONTHS ->
                        LocalDate.EPOCH
                                .withDayOfMonth(1)
                                .with(ChronoField.PROLEPTIC_MONTH, whole)
                                .toEpochDay();
                    case WEEKS -> whole * 7 - 3;
                    case DAYS -> whole;
                    case HOURS ->
                        throw new IllegalArgumentException("a period must be DAYS, WEEKS, MONTHS or YEARS, was HOURS");
                });
    }
}
