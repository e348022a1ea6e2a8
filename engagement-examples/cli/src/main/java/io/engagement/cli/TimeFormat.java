package io.engagement.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.Objects;
import java.util.function.ToLongFunction;

/** Reads times into milliseconds since 1970. A date stands for the start of its day in the zone. */
final class TimeFormat {
    private static final double HOUR = 3_600_000;
    /** Seconds that are taken for milliseconds, or the other way round, are told by where they end up. */
    private static final long EARLIEST = Instant.parse("0001-01-01T00:00:00Z").toEpochMilli();

    private static final long LATEST = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

    private final ZoneId zone;
    private final boolean isAuto;
    private final ToLongFunction<String> reader;
    private String lastText = "";
    private long lastMilli;

    private TimeFormat(ZoneId zone, String format) {
        this.zone = zone;
        this.isAuto = format.equals("auto");
        this.reader = reader(format);
    }

    static TimeFormat of(String format, ZoneId zone) {
        return new TimeFormat(zone, format);
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
            long milli = reader.applyAsLong(text);
            if (!(milli >= EARLIEST && milli <= LATEST)) {
                throw tooFar(text);
            }
            lastText = text;
            lastMilli = milli;
        }
        return lastMilli;
    }

    private static DateTimeException tooFar(String text) {
        return new DateTimeException("'" + text + "' is not in the years 1 to 9999");
    }

    private ToLongFunction<String> reader(String format) {
        if (isAuto) {
            return this::auto;
        }
        if (format.equals("epoch-seconds")) {
            return text -> milli(text, 1000);
        }
        if (format.equals("epoch-millis")) {
            return text -> milli(text, 1);
        }
        if (format.startsWith("hours-since:")) {
            return since(format, HOUR);
        }
        if (format.startsWith("days-since:")) {
            return since(format, 24 * HOUR);
        }
        return pattern(format);
    }

    private ToLongFunction<String> since(String format, double unit) {
        String start = format.substring(format.indexOf(':') + 1);
        try {
            long zero = auto(start);
            return text -> zero + milli(text, unit);
        } catch (DateTimeException e) {
            throw new UsageError("--time-format " + format + ": '" + start + "' is not a date");
        }
    }

    private static long milli(String text, double unit) {
        double number = Numbers.read(text).orElseThrow(() -> new DateTimeException("'" + text + "' is not a number"));
        double milli = number * unit;
        if (!(Math.abs(milli) <= LATEST)) {
            throw tooFar(text);
        }
        return Math.round(milli);
    }

    private ToLongFunction<String> pattern(String pattern) {
        try {
            DateTimeFormatter formatter = DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
            return text -> ofParsed(formatter.parse(text));
        } catch (IllegalArgumentException e) {
            throw new UsageError("--time-format '" + pattern + "' is neither one of the named formats nor a pattern: "
                    + e.getMessage());
        }
    }

    private long ofParsed(TemporalAccessor parsed) {
        LocalDate date = parsed.query(TemporalQueries.localDate());
        if (date == null) {
            throw new DateTimeException("the pattern gives no date");
        }
        LocalTime time = Objects.requireNonNullElse(parsed.query(TemporalQueries.localTime()), LocalTime.MIDNIGHT);
        ZoneId own = Objects.requireNonNullElse(parsed.query(TemporalQueries.zone()), zone);
        return LocalDateTime.of(date, time).atZone(own).toInstant().toEpochMilli();
    }

    private long auto(String text) {
        if (text.length() == 10 && text.charAt(4) == '-') {
            return startOf(LocalDate.parse(text));
        }
        if (text.length() == 8 && text.chars().allMatch(Character::isDigit)) {
            return startOf(LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE));
        }
        try {
            return ofIso(text.replace(' ', 'T'));
        } catch (ArithmeticException e) {
            throw tooFar(text);
        }
    }

    private long ofIso(String iso) {
        if (iso.endsWith("Z")) {
            return Instant.parse(iso).toEpochMilli();
        }
        boolean offset = iso.length() > 11 && (iso.indexOf('+', 11) > 0 || iso.indexOf('-', 11) > 0);
        return offset
                ? OffsetDateTime.parse(iso).toInstant().toEpochMilli()
                : LocalDateTime.parse(iso).atZone(zone).toInstant().toEpochMilli();
    }

    private long startOf(LocalDate day) {
        return day.atStartOfDay(zone).toInstant().toEpochMilli();
    }
}
