package io.engagement.cli;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads times into milliseconds since 1970. A date stands for the start of its day in the zone. A time that the zone's clocks
 * skip is as much later as they were set forward; of one that they show twice, the first is meant. A day's last instant
 * is 23:59:59.999: 24:00 and leap seconds are no times.
 */
final class TimeFormat {
    private static final double SECOND = 1000;
    private static final double HOUR = 3600 * SECOND;
    private static final double DAY = 24 * HOUR;
    /** Seconds that are taken for milliseconds, or the other way round, are told by where they end up. */
    private static final long EARLIEST = Instant.parse("0001-01-01T00:00:00Z").toEpochMilli();

    private static final long LATEST = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

    /** More than there are in the years 1 to 9999. */
    private static final double MOST_DAYS = 4e6;

    private final ZoneId zone;
    private final String format;
    private final boolean isAuto;
    private final ToLongFunction<String> reader;
    private @Nullable String lastText;
    private long lastMilli;

    private TimeFormat(String format, Clock clock) {
        this.zone = clock.getZone();
        this.format = format;
        this.isAuto = format.equals("auto");
        this.reader = reader(format, clock);
    }

    /**
     * A format.
     *
     * @param clock has the zone that times without one are in, and tells which century two digits of a year are of
     * @throws UsageError if there is no such format
     */
    static TimeFormat of(String format, Clock clock) {
        return new TimeFormat(format, clock);
    }

    /** What is allowed, for a message. */
    String allowed() {
        return isAuto
                ? "such as 2026-01-31 or 2026-01-31T08:00:00Z; how others are written, tell by --time-format, e.g. dd.MM.yyyy"
                : "what --time-format " + format + " reads";
    }

    /** Whether instants are read as ISO 8601 has them. */
    boolean isAuto() {
        return isAuto;
    }

    /**
     * A time.
     *
     * @throws DateTimeException if the text is none, or one outside the years 1 to 9999
     */
    long epochMilli(String text) {
        // Neighbouring rows of most files are of one day.
        if (!text.equals(lastText)) {
            // Both change or none: a text that is refused must not leave its time to the text before it.
            lastMilli = read(text);
            lastText = text;
        }
        return lastMilli;
    }

    private long read(String text) {
        long milli;
        try {
            milli = reader.applyAsLong(text);
        } catch (ArithmeticException e) {
            throw tooFar(text);
        }
        if (!(milli >= EARLIEST && milli <= LATEST)) {
            throw tooFar(text);
        }
        return milli;
    }

    private static DateTimeException tooFar(String text) {
        return new DateTimeException("'" + text + "' is not in the years 1 to 9999");
    }

    private ToLongFunction<String> reader(String format, Clock clock) {
        if (isAuto) {
            return this::auto;
        }
        if (format.equals("epoch-seconds")) {
            return text -> milli(text, SECOND);
        }
        if (format.equals("epoch-millis")) {
            return text -> milli(text, 1);
        }
        if (format.startsWith("hours-since:")) {
            long zero = start(format, this::auto);
            return text -> zero + milli(text, HOUR);
        }
        if (format.startsWith("days-since:")) {
            LocalDateTime zero = start(format, this::onTheWall);
            return text -> daysSince(zero, text);
        }
        DateTimeFormatter pattern = TimePattern.of(format, clock);
        return text -> ofParsed(pattern.parse(text));
    }

    /** What a format counts from. */
    private static <T> T start(String format, Function<String, T> reading) {
        String start = format.substring(format.indexOf(':') + 1);
        try {
            return reading.apply(start);
        } catch (DateTimeException | ArithmeticException e) {
            throw new UsageError("--time-format " + format + ": '" + start + "' is not a date");
        }
    }

    /** What the zone's clocks show at a time. */
    private LocalDateTime onTheWall(String text) {
        String iso = iso(text);
        return hasOffset(iso)
                ? LocalDateTime.ofInstant(OffsetDateTime.parse(iso).toInstant(), zone)
                : local(iso);
    }

    private static long milli(String text, double unit) {
        double milli = number(text) * unit;
        if (!(Math.abs(milli) <= LATEST)) {
            throw tooFar(text);
        }
        return Math.round(milli);
    }

    private static double number(String text) {
        return Numbers.read(text).orElseThrow(() -> new DateTimeException("'" + text + "' is not a number"));
    }

    /** Days of the calendar, which are not all of 24 hours; a fraction is one of what a clock on the wall shows. */
    private long daysSince(LocalDateTime zero, String text) {
        double days = number(text);
        if (!(Math.abs(days) <= MOST_DAYS)) {
            throw tooFar(text);
        }
        double whole = Math.floor(days);
        return instant(zero.plusDays((long) whole).plus(Math.round((days - whole) * DAY), ChronoUnit.MILLIS), zone);
    }

    private long ofParsed(TemporalAccessor parsed) {
        LocalDate date = parsed.query(TemporalQueries.localDate());
        if (date == null) {
            throw new DateTimeException("the pattern gives no date");
        }
        LocalTime time = Objects.requireNonNullElse(parsed.query(TemporalQueries.localTime()), LocalTime.MIDNIGHT);
        return instant(
                LocalDateTime.of(date, time), Objects.requireNonNullElse(parsed.query(TemporalQueries.zone()), zone));
    }

    private long auto(String text) {
        String iso = iso(text);
        return hasOffset(iso) ? OffsetDateTime.parse(iso).toInstant().toEpochMilli() : instant(local(iso), zone);
    }

    private static String iso(String text) {
        return text.replace(' ', 'T');
    }

    private static boolean hasOffset(String iso) {
        return iso.endsWith("Z") || (iso.length() > 11 && (iso.indexOf('+', 11) > 0 || iso.indexOf('-', 11) > 0));
    }

    private static LocalDateTime local(String iso) {
        if (iso.length() == 10 && iso.charAt(4) == '-') {
            return LocalDate.parse(iso).atStartOfDay();
        }
        return iso.length() == 8 && iso.chars().allMatch(Character::isDigit)
                ? LocalDate.parse(iso, DateTimeFormatter.BASIC_ISO_DATE).atStartOfDay()
                : LocalDateTime.parse(iso);
    }

    /** Of midnight, the start of the day: where clocks skip it, that is when they go on. */
    private static long instant(LocalDateTime at, ZoneId zone) {
        return (at.toLocalTime().equals(LocalTime.MIDNIGHT) ? at.toLocalDate().atStartOfDay(zone) : at.atZone(zone))
                .toInstant()
                .toEpochMilli();
    }
}
