package io.engagement.strategy.lifecycle;

import io.engagement.domain.TimeScale;
import io.engagement.internal.calendar.DayClock;
import io.engagement.internal.calendar.Millis;
import io.engagement.internal.calendar.Periods;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;

/**
 * The days, weeks, months or years of a calendar. Days are as long as the zone's clocks make them, of 23 and 25 hours too; weeks begin
 * on Monday. Immutable.
 */
public final class CalendarPeriods {
    private final TimeScale period;
    private final ZoneId zone;
    private final DayClock days;

    private CalendarPeriods(TimeScale period, ZoneId zone) {
        this.period = period;
        this.zone = zone;
        this.days = DayClock.of(zone);
    }

    /**
     * The periods of a calendar.
     *
     * @param period DAYS, WEEKS, MONTHS or YEARS
     * @param zone whose calendar
     * @return the periods
     * @throws IllegalArgumentException if the period is HOURS
     */
    public static CalendarPeriods of(TimeScale period, ZoneId zone) {
        Objects.requireNonNull(zone, "zone");
        if (Objects.requireNonNull(period, "period") == TimeScale.HOURS) {
            throw new IllegalArgumentException("period must be DAYS, WEEKS, MONTHS or YEARS, was HOURS");
        }
        return new CalendarPeriods(period, zone);
    }

    /**
     * How long they are.
     *
     * @return DAYS, WEEKS, MONTHS or YEARS
     */
    public TimeScale period() {
        return period;
    }

    /**
     * Whose calendar.
     *
     * @return the zone
     */
    public ZoneId zone() {
        return zone;
    }

    /**
     * The number of an instant's period: one more for each period.
     *
     * @param instant any
     * @return the number; of months since January 1970 0, and so on
     */
    public int number(Instant instant) {
        return number(Millis.checked("instant", instant));
    }

    int number(long epochMilli) {
        int number = (int) Periods.number(period, days, epochMilli);
        return switch (period) {
            case YEARS -> number - 1970;
            case MONTHS -> number - 1970 * 12;
            default -> number;
        };
    }

    /**
     * When a period starts, which is when the one before ends.
     *
     * @param number its number
     * @return the first instant of it
     */
    public Instant start(int number) {
        int inCalendar =
                switch (period) {
                    case YEARS -> number + 1970;
                    case MONTHS -> number + 1970 * 12;
                    default -> number;
                };
        return Instant.ofEpochMilli((long) Periods.startOf(period, days, inCalendar));
    }

    /**
     * How many days a period has.
     *
     * @param number its number
     * @return at least 1
     */
    public int days(int number) {
        return (int) (firstDay(number + 1) - firstDay(number));
    }

    long day(long epochMilli) {
        return days.day(epochMilli);
    }

    /** By the calendar, whether the zone had that day or left it out. */
    private long firstDay(int number) {
        return switch (period) {
            case YEARS -> LocalDate.EPOCH.plusYears(number).toEpochDay();
            case MONTHS -> LocalDate.EPOCH.plusMonths(number).toEpochDay();
            case WEEKS ->
                LocalDate.EPOCH.plusWeeks(number).with(DayOfWeek.MONDAY).toEpochDay();
            default -> number;
        };
    }

    /** How many there are from one to another; one wrong date makes millions of them. */
    int count(int first, int last, int most) {
        int count = last + 1 - first;
        if (count > most) {
            throw new IllegalArgumentException("periods must be at most " + most + " from the first activity on, were "
                    + count + " from " + label(first) + " on: take longer ones, or correct what is so long ago");
        }
        return count;
    }

    /** Whether all of a period lies not after an instant. */
    boolean isOver(int number, Instant asOf) {
        return !asOf.isBefore(start(number + 1).minusMillis(1));
    }

    /**
     * What people call a period.
     *
     * @param number its number
     * @return such as {@code 2026}, {@code 2026-03} or, of days and of weeks by their Monday, {@code 2026-03-02}
     */
    public String label(int number) {
        String date = LocalDate.ofEpochDay(firstDay(number)).toString();
        return switch (period) {
            case YEARS -> date.substring(0, date.length() - "-01-01".length());
            case MONTHS -> date.substring(0, date.length() - "-01".length());
            default -> date;
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CalendarPeriods periods && period == periods.period && zone.equals(periods.zone);
    }

    @Override
    public int hashCode() {
        return Objects.hash(period, zone);
    }

    /** Such as {@code MONTHS in Europe/Berlin}. */
    @Override
    public String toString() {
        return period + " in " + zone;
    }
}
