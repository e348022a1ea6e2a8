package io.engagement.internal.calendar;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Zones as numbers that a double holds exactly, the same on every machine: an offset is its seconds, a region a hash of its id.
 */
public final class ZoneCodes {
    private static final int MOST_SECONDS = ZoneOffset.MAX.getTotalSeconds();
    private static final int QUARTER = 900;
    private static final int HASH_BITS = 50;

    private static final List<ZoneId> REGIONS = ZoneId.getAvailableZoneIds().stream()
            .map(ZoneId::of)
            .sorted(Comparator.comparing(ZoneCodes::code))
            .toList();
    private static final double[] CODES =
            REGIONS.stream().mapToDouble(ZoneCodes::code).toArray();
    private static final AtomicReferenceArray<@Nullable ZoneClock> CLOCKS = new AtomicReferenceArray<>(CODES.length);
    private static final AtomicReferenceArray<@Nullable ZoneClock> FIXED =
            new AtomicReferenceArray<>(2 * MOST_SECONDS / QUARTER + 1);

    private ZoneCodes() {}

    /**
     * The code of a zone.
     *
     * @param zone the zone
     * @return a whole number
     */
    public static double code(ZoneId zone) {
        ZoneId normal = zone.normalized();
        return normal instanceof ZoneOffset offset ? offset.getTotalSeconds() : hash(normal.getId());
    }

    /**
     * The code of a zone by its id.
     *
     * @param id such as {@code Europe/Berlin} or {@code +02:00}
     * @return a whole number; NaN if there is no such zone
     */
    public static double code(String id) {
        try {
            return code(ZoneId.of(id));
        } catch (DateTimeException unknown) {
            return Double.NaN;
        }
    }

    /**
     * The clock of a code.
     *
     * @param code what {@link #code} gave, here or on another machine
     * @param otherwise the clock where the code is NaN or of a zone that is not known here
     * @return the clock; makes no object but for the first of a zone
     */
    public static ZoneClock clock(double code, ZoneClock otherwise) {
        if (Double.isNaN(code)) {
            return otherwise;
        }
        return Math.abs(code) <= MOST_SECONDS ? fixed((int) code) : region(code, otherwise);
    }

    private static ZoneClock region(double code, ZoneClock otherwise) {
        int place = Arrays.binarySearch(CODES, code);
        if (place < 0) {
            return otherwise;
        }
        ZoneClock clock = CLOCKS.get(place);
        if (clock == null) {
            clock = ZoneClock.of(REGIONS.get(place));
            CLOCKS.set(place, clock);
        }
        return clock;
    }

    private static ZoneClock fixed(int seconds) {
        if (seconds % QUARTER != 0) {
            return ZoneClock.of(ZoneOffset.ofTotalSeconds(seconds));
        }
        int place = (seconds + MOST_SECONDS) / QUARTER;
        ZoneClock clock = FIXED.get(place);
        if (clock == null) {
            clock = ZoneClock.of(ZoneOffset.ofTotalSeconds(seconds));
            FIXED.set(place, clock);
        }
        return clock;
    }

    /** FNV-1a, its upper bits, beyond all seconds. */
    private static double hash(String id) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : id.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        return (double) ((hash >>> (Long.SIZE - HASH_BITS)) + 2L * MOST_SECONDS);
    }
}
