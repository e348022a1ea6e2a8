package io.engagement.strategy.policy;

import io.engagement.internal.calendar.ZoneClock;
import io.engagement.measure.WeekTimes;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/** Hours of the week in which people are left alone, by the clock on the customer's wall, whatever it was changed to. */
final class QuietHours {
    private static final int DAY = 24;
    private static final int WEEK = 7 * DAY;
    private static final long HOUR = 3_600_000;

    /** 1970-01-01 was a Thursday. */
    private static final int FIRST_HOUR = 3 * DAY;

    /** Of each hour of the week, from Monday 0:00, how many hours until it is no longer quiet. */
    private final int[] left;

    /** Of customers whose own zone is not known. */
    private final ZoneClock clock;

    private QuietHours(int[] left, ZoneClock clock) {
        this.left = left;
        this.clock = clock;
    }

    static QuietHours of(List<WeekTimes> times) {
        boolean[] quiet = new boolean[WEEK];
        for (WeekTimes each : times) {
            int hours = each.to() > each.from() ? each.to() - each.from() : DAY + each.to() - each.from();
            for (DayOfWeek day : each.days()) {
                int first = (day.getValue() - 1) * DAY + each.from();
                for (int hour = 0; hour < hours; hour++) {
                    quiet[(first + hour) % WEEK] = true;
                }
            }
        }
        return new QuietHours(left(quiet, times), ZoneClock.of(zone(times)));
    }

    /** One for all: what is quiet in two zones by turns may leave no hour. */
    private static ZoneId zone(List<WeekTimes> times) {
        List<ZoneId> zones = times.stream().map(WeekTimes::zone).distinct().toList();
        if (zones.size() > 1) {
            throw new IllegalArgumentException("quiet hours must be of one zone, were of " + zones
                    + ": it stands for customers whose own zone is not known");
        }
        return zones.isEmpty() ? ZoneOffset.UTC : zones.get(0);
    }

    private static int[] left(boolean[] quiet, List<WeekTimes> times) {
        int[] left = new int[WEEK];
        for (int i = 2 * WEEK - 1; i >= 0; i--) {
            left[i % WEEK] = quiet[i % WEEK] ? left[(i + 1) % WEEK] + 1 : 0;
        }
        if (left[0] > WEEK) {
            throw new IllegalArgumentException("quiet hours must leave an hour of the week, were " + times);
        }
        return left;
    }

    /** Such as that of a customer's zone, or the policy's. */
    ZoneClock clock() {
        return clock;
    }

    /** The instant, or the first later one that is not quiet. */
    long firstFree(ZoneClock own, long epochMilli) {
        long at = epochMilli;
        while (true) {
            int stretch = own.stretch(at);
            long hour = Math.floorDiv(at + own.offset(stretch), HOUR);
            int quiet = left[Math.floorMod(hour + FIRST_HOUR, WEEK)];
            if (quiet == 0) {
                return at;
            }
            long free = (hour + quiet) * HOUR - own.offset(stretch);
            if (free < own.end(stretch)) {
                return free;
            }
            // The clock is changed before; what it shows then may be quiet or not.
            at = own.end(stretch);
        }
    }
}
