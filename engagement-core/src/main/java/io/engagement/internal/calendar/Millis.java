package io.engagement.internal.calendar;

import java.time.Duration;
import java.time.Instant;

/**
 * Instants and durations in milliseconds, however far out: nothing happens more than 285,000 years from 1970, so what lies beyond is
 * taken as that, and no sum of an instant and a duration overflows.
 */
public final class Millis {
    /** 285,000 years: up to here a double is exact. */
    private static final long MOST = 1L << 53;

    private static final Duration LONGEST = Duration.ofMillis(2 * MOST);

    private Millis() {}

    /**
     * An instant, as a bound in time.
     *
     * @param instant any
     * @return milliseconds since 1970
     */
    public static long of(Instant instant) {
        return isWithin(instant) ? instant.toEpochMilli() : instant.getEpochSecond() < 0 ? -MOST : MOST;
    }

    /**
     * A length of time.
     *
     * @param length any
     * @return milliseconds, rounded down
     */
    public static long of(Duration length) {
        return length.abs().compareTo(LONGEST) <= 0 ? length.toMillis() : length.isNegative() ? -2 * MOST : 2 * MOST;
    }

    /**
     * An instant that stands for itself.
     *
     * @param name of what it is
     * @param instant within 285,000 years of 1970
     * @return milliseconds since 1970
     * @throws IllegalArgumentException if it lies beyond
     */
    public static long checked(String name, Instant instant) {
        if (!isWithin(instant)) {
            throw new IllegalArgumentException(name + " must lie within 285,000 years of 1970, was " + instant);
        }
        return instant.toEpochMilli();
    }

    /**
     * An earlier instant.
     *
     * @param instant any
     * @param length before it, not negative, however long
     * @return so long before; the earliest instant there is, if it lies before that
     */
    public static Instant before(Instant instant, Duration length) {
        return Duration.between(Instant.MIN, instant).compareTo(length) <= 0 ? Instant.MIN : instant.minus(length);
    }

    /**
     * A later instant.
     *
     * @param instant any
     * @param length after it, not negative, however long
     * @return so long after; the latest instant there is, if it lies after that
     */
    public static Instant after(Instant instant, Duration length) {
        return Duration.between(instant, Instant.MAX).compareTo(length) <= 0 ? Instant.MAX : instant.plus(length);
    }

    private static boolean isWithin(Instant instant) {
        // Compared in seconds: toEpochMilli() overflows for instants that are far out.
        return Math.abs(instant.getEpochSecond()) < MOST / 1000;
    }
}
