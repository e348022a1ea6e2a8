package io.engagement.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * The unit in which a model or a table counts time. All units are of fixed length: a week is 7 x 24 h, a month a
 * twelfth of a year, a year the mean Gregorian one of 365.2425 days.
 */
public enum TimeScale {
    /** 3,600 seconds. */
    HOURS(3_600_000.0),
    /** 24 hours. */
    DAYS(86_400_000.0),
    /** 7 days. */
    WEEKS(7 * 86_400_000.0),
    /** 30.436875 days. */
    MONTHS(30.436875 * 86_400_000.0),
    /** 365.2425 days. */
    YEARS(365.2425 * 86_400_000.0);

    private final double millis;

    TimeScale(double millis) {
        this.millis = millis;
    }

    /**
     * The unit's length.
     *
     * @return in milliseconds
     */
    public double millis() {
        return millis;
    }

    /**
     * A length of time in this unit.
     *
     * @param milliseconds any number; NaN gives NaN
     * @return the same in this unit
     */
    public double ofMillis(double milliseconds) {
        return milliseconds / millis;
    }

    /**
     * A length of time in this unit.
     *
     * @param duration any length, to the nanosecond
     * @return the same in this unit
     */
    public double of(Duration duration) {
        return (duration.getSeconds() * 1e3 + duration.getNano() / 1e6) / millis;
    }

    /**
     * The time between two instants in this unit.
     *
     * @param start the earlier one
     * @param end the later one
     * @return the time from start to end, negative if end is before start
     */
    public double between(Instant start, Instant end) {
        return of(Duration.between(start, end));
    }

    /**
     * A number of these units as a duration, to the millisecond.
     *
     * @param units how many, finite
     * @return the duration
     * @throws IllegalArgumentException if the number is not finite or too large for a duration in milliseconds
     */
    public Duration toDuration(double units) {
        double length = units * millis;
        if (!(Math.abs(length) < 0x1p63)) {
            throw new IllegalArgumentException("units must be finite and below 2^63 milliseconds, was " + units);
        }
        return Duration.ofMillis(Math.round(length));
    }
}
