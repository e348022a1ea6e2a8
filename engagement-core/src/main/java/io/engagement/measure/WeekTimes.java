package io.engagement.measure;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Hours of some days of the week, as clocks show them in a zone: evenings, weekends.
 *
 * <pre>{@code
 * WeekTimes.daily(18, 23, zone)
 * WeekTimes.on(zone, DayOfWeek.SATURDAY, DayOfWeek.SUNDAY)
 * }</pre>
 *
 * @param days at least one; of hours over midnight the day on which they begin
 * @param from the first hour, from 0 to 23
 * @param to the hour before which it ends, from 1 to 24; if not later than the first one, on the next day
 * @param zone whose clocks
 */
public record WeekTimes(Set<DayOfWeek> days, int from, int to, ZoneId zone) {
    /**
     * Checks days and hours.
     *
     * @param days at least one; of hours over midnight the day on which they begin
     * @param from the first hour, from 0 to 23
     * @param to the hour before which it ends, from 1 to 24; if not later than the first one, on the next day
     * @param zone whose clocks
     * @throws IllegalArgumentException if there is no day or no such hour
     */
    public WeekTimes {
        Objects.requireNonNull(zone, "zone");
        if (days.isEmpty()) {
            throw new IllegalArgumentException("days must hold at least one day of the week, was empty");
        }
        if (from < 0 || from > 23 || to < 1 || to > 24) {
            throw new IllegalArgumentException(
                    "hours must be from 0 to 23 and to 1 to 24, were from " + from + " to " + to);
        }
        days = Collections.unmodifiableSet(new TreeSet<>(days));
    }

    /**
     * Hours of every day.
     *
     * @param from the first hour, from 0 to 23
     * @param to the hour before which it ends, from 1 to 24; if not later than the first one, on the next day
     * @param zone whose clocks
     * @return the times
     * @throws IllegalArgumentException if there is no such hour
     */
    public static WeekTimes daily(int from, int to, ZoneId zone) {
        return new WeekTimes(EnumSet.allOf(DayOfWeek.class), from, to, zone);
    }

    /**
     * Whole days.
     *
     * @param zone whose clocks
     * @param first a day of the week
     * @param more days
     * @return the times
     */
    public static WeekTimes on(ZoneId zone, DayOfWeek first, DayOfWeek... more) {
        return new WeekTimes(EnumSet.of(first, more), 0, 24, zone);
    }

    /**
     * Whether clocks show one of these hours at an instant.
     *
     * @param at the instant
     * @return true if so
     */
    public boolean contains(Instant at) {
        return contains(days, from, to, at.atZone(zone).toLocalDateTime());
    }

    /** Whether a clock that shows a time shows one of some hours. */
    static boolean contains(Set<DayOfWeek> days, int from, int to, LocalDateTime shown) {
        int hour = shown.getHour();
        if (from < to) {
            return from <= hour && hour < to && days.contains(shown.getDayOfWeek());
        }
        return hour >= from
                ? days.contains(shown.getDayOfWeek())
                : hour < to && days.contains(shown.getDayOfWeek().minus(1));
    }

    /** The days, hours and zone. */
    @Override
    public String toString() {
        return days + " " + from + "-" + to + " " + zone;
    }
}
