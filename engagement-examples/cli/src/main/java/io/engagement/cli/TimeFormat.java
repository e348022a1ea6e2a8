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

    private final ZoneId zone;
    private final ToLongFunction<String> reader;
    private String lastText = "";
    private long lastMilli;

    private TimeFormat(ZoneId zone, String format) {
        this.zone = zone;
        this.reader = reader(format);
    }

    static TimeFormat of(String format, ZoneId zone) {
        return new TimeFormat(zone, format);
    }

    /**
     * A time.
     *
     * @throws DateTimeException or NumberFormatException if the text is none
     */
    long epochMilli(String text) {
        // Neighbouring rows of most files are of one day.
        if (!text.equals(lastText)) {
            lastMilli = reader.applyAsLong(text);
            lastText = text;
        }
        return lastMilli;
    }

    private ToLongFunction<String> reader(String format) {
        if (format.equals("auto")) {
            return this::auto;
        }
        if (format.equals("epoch-seconds")) {
            return text -> Math.round(number(text) * 1000);
        }
        if (format.equals("epoch-millis")) {
            return text -> Math.round(number(text));
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
            return text -> zero + Math.round(number(text) * unit);
        } catch (DateTimeException e) {
            throw new UsageError("--time-format " + format + ": '" + start + "' is not a date");
        }
    }

    private static double number(String text) {
        double number = Double.parseDouble(text);
        if (!Double.isFinite(number)) {
            throw new NumberFormatException("not finite");
        }
        return number;
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
        String iso = text.replace(' ', 'T');
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
