package io.engagement.internal.calendar;

import io.engagement.domain.TimeScale;
import java.time.LocalDate;
import java.time.temporal.ChronoField;

/** Calendar periods in a zone, from days to years. */
public final class Periods {
    private Periods() {}

    /**
     * The number of an instant's period.
     *
     * @param period DAYS, WEEKS (from Monday), MONTHS or YEARS
     * @param days whose days
     * @param epochMilli the instant
     * @return whole, and one more for each period
     * @throws IllegalArgumentException if the period is HOURS
     */
    public static double number(TimeScale period, DayClock days, long epochMilli) {
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

    /**
     * The start of an instant's period.
     *
     * @param period as in {@link #number}
     * @param days whose days
     * @param epochMilli the instant
     * @return milliseconds since 1970
     */
    public static double start(TimeScale period, DayClock days, long epochMilli) {
        return startOf(period, days, number(period, days, epochMilli));
    }

    /**
     * The start of a period.
     *
     * @param period as in {@link #number}
     * @param days whose days
     * @param number its number
     * @return milliseconds since 1970
     */
    public static double startOf(TimeScale period, DayClock days, double number) {
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
