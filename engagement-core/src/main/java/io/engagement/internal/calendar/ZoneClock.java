package io.engagement.internal.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What clocks of a zone show, from arrays: asking makes no object, as {@link ZoneRules} does. Exact from 1900 to 2200; outside,
 * the offset nearest in time. Immutable.
 */
public final class ZoneClock {
    private static final Instant FIRST =
            LocalDate.of(1900, 1, 1).atStartOfDay(ZoneOffset.UTC).toInstant();
    private static final Instant LAST =
            LocalDate.of(2200, 1, 1).atStartOfDay(ZoneOffset.UTC).toInstant();

    /** When each offset begins, the first one at the beginning of time. */
    private final long[] starts;

    /** In milliseconds. */
    private final long[] offsets;

    private ZoneClock(long[] starts, long[] offsets) {
        this.starts = starts;
        this.offsets = offsets;
    }

    /**
     * The clock of a zone.
     *
     * @param zone the zone
     * @return a clock
     */
    public static ZoneClock of(ZoneId zone) {
        ZoneRules rules = zone.getRules();
        List<ZoneOffsetTransition> all = new ArrayList<>();
        ZoneOffsetTransition next = rules.nextTransition(FIRST);
        while (next != null && next.getInstant().isBefore(LAST)) {
            all.add(next);
            next = rules.nextTransition(next.getInstant());
        }
        long[] starts = new long[all.size() + 1];
        long[] offsets = new long[starts.length];
        starts[0] = Long.MIN_VALUE;
        offsets[0] = rules.getOffset(FIRST).getTotalSeconds() * 1000L;
        for (int i = 0; i < all.size(); i++) {
            starts[i + 1] = all.get(i).getInstant().toEpochMilli();
            offsets[i + 1] = all.get(i).getOffsetAfter().getTotalSeconds() * 1000L;
        }
        return new ZoneClock(starts, offsets);
    }

    /**
     * Which stretch of equal offset an instant is in.
     *
     * @param epochMilli the instant
     * @return its number
     */
    public int stretch(long epochMilli) {
        int found = Arrays.binarySearch(starts, epochMilli);
        return found >= 0 ? found : -found - 2;
    }

    /**
     * A stretch's offset.
     *
     * @param stretch its number
     * @return milliseconds that its clocks are ahead of UTC
     */
    public long offset(int stretch) {
        return offsets[stretch];
    }

    /**
     * When a stretch ends.
     *
     * @param stretch its number
     * @return milliseconds since 1970; {@link Long#MAX_VALUE} for the last one
     */
    public long end(int stretch) {
        return stretch + 1 < starts.length ? starts[stretch + 1] : Long.MAX_VALUE;
    }
}
