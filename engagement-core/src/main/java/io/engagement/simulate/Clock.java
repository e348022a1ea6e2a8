package io.engagement.simulate;

import java.time.Duration;
import java.time.Instant;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The simulated period: turns times in days since its start into instants at plausible hours. Customers act from seven
 * to midnight, most of them in the evening; the company from nine to five.
 */
final class Clock {
    private static final double DAY = 86_400_000.0;
    private static final long HOUR = 3_600_000;
    private static final long MINUTE = 60_000;

    /** Relative frequency of customers' acts by hour of the day. */
    private static final double[] CUSTOMER_HOURS = {
        0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 4, 5, 4, 3, 3, 4, 5, 6, 7, 8, 6, 4, 2
    };

    private static final int OFFICE_OPENS = 9;
    private static final int OFFICE_HOURS = 8;

    private final long start;
    private final long end;
    private final double[] cumulated = new double[CUSTOMER_HOURS.length];

    Clock(Instant start, Duration period) {
        this.start = start.toEpochMilli();
        this.end = this.start + period.toMillis();
        double sum = 0;
        for (int hour = 0; hour < cumulated.length; hour++) {
            sum += CUSTOMER_HOURS[hour];
            cumulated[hour] = sum;
        }
    }

    /** The period in days. */
    double days() {
        return (end - start) / DAY;
    }

    /** Whether an instant lies within the period. */
    boolean covers(long epochMilli) {
        return epochMilli >= start && epochMilli <= end;
    }

    /** The day stays as drawn, the hour becomes one at which customers act. */
    long customerTime(double day, UniformRandomProvider random) {
        double place = random.nextDouble() * cumulated[cumulated.length - 1];
        int hour = 0;
        while (place >= cumulated[hour]) {
            hour++;
        }
        return at(day, hour, random);
    }

    /** The day stays as drawn, the hour becomes one at which offices are open. */
    long officeTime(double day, UniformRandomProvider random) {
        return at(day, OFFICE_OPENS + random.nextInt(OFFICE_HOURS), random);
    }

    /** Later than another act by a number of days, and at least by a minute. */
    long after(long epochMilli, double days) {
        return epochMilli + MINUTE + (long) (days * DAY);
    }

    private long at(double day, int hour, UniformRandomProvider random) {
        long midnight = start + (long) Math.floor(day) * (long) DAY;
        // A period may end within a day: nothing of its last day is later than the end.
        return Math.min(end, midnight + hour * HOUR + random.nextLong(HOUR));
    }
}
