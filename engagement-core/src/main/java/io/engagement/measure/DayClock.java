package io.engagement.measure;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Finds the start of an instant's day in a zone. Remembers the last day: not for several threads. */
final class DayClock {
    private static final long DAY = 86_400_000;

    private final ZoneId zone;
    private final boolean fixed;
    private final long offset;
    private long dayStart;
    private long nextDayStart;

    DayClock(ZoneId zone) {
        this.zone = zone;
        this.fixed = zone.getRules().isFixedOffset();
        ZoneOffset standard = zone.getRules().getOffset(Instant.EPOCH);
        this.offset = fixed ? standard.getTotalSeconds() * 1000L : 0;
    }

    /** Milliseconds since 1970 of the start of the day. */
    double startOfDay(long epochMilli) {
        if (fixed) {
            return (double) (Math.floorDiv(epochMilli + offset, DAY) * DAY - offset);
        }
        if (epochMilli < dayStart || epochMilli >= nextDayStart) {
            LocalDate day = Instant.ofEpochMilli(epochMilli).atZone(zone).toLocalDate();
            dayStart = day.atStartOfDay(zone).toInstant().toEpochMilli();
            nextDayStart = day.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli();
            // A clock that goes back over midnight shows the end of a day twice. The second time belongs to the day
            // that
            // has begun, so that days follow each other in time.
            while (nextDayStart <= epochMilli) {
                day = day.plusDays(1);
                dayStart = nextDayStart;
                nextDayStart = day.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli();
            }
        }
        return (double) dayStart;
    }
}
