package io.engagement.connect;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Arrays;
import java.util.Locale;

/**
 * Patterns of users, read strictly: 31.02. is no date. A year has four digits, or two where the pattern has {@code yy}: they
 * are those of one of the hundred years that end with the coming one.
 */
final class TimePattern {
    private static final ZonedDateTime SAMPLE = ZonedDateTime.of(2001, 2, 3, 16, 5, 6, 0, ZoneOffset.UTC);

    private final String pattern;
    private final boolean hasEra;
    private final LocalDate firstOfTwoDigits;
    private final DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder();
    private final StringBuilder pending = new StringBuilder();

    private TimePattern(String pattern, LocalDate today) {
        this.pattern = pattern;
        this.hasEra = pattern.replaceAll("'[^']*'", "").indexOf('G') >= 0;
        this.firstOfTwoDigits = Year.of(today.getYear() - TimeTexts.YEARS_BACK).atDay(1);
    }

    /**
     * What reads a pattern.
     *
     * @param clock tells which century two digits of a year are of
     * @throws MappingRefused if it is no pattern, or one that does not tell the date, or the time of day only in part
     */
    static DateTimeFormatter of(String pattern, Clock clock) {
        DateTimeFormatter formatter;
        try {
            formatter = new TimePattern(pattern, LocalDate.now(clock)).formatter();
        } catch (IllegalArgumentException e) {
            throw new MappingRefused("--time-format '" + pattern
                    + "' is neither one of the named formats nor a pattern: " + e.getMessage());
        }
        check(formatter, pattern);
        return formatter;
    }

    private DateTimeFormatter formatter() {
        builder.parseCaseInsensitive();
        boolean quoted = false;
        int next;
        for (int i = 0; i < pattern.length(); i = next) {
            char letter = pattern.charAt(i);
            quoted ^= letter == '\'';
            if (!quoted && letter == 'k') {
                throw new IllegalArgumentException(
                        "k counts hours to 24, which no day has; hours from 0 to 23 are H, from 1 to 12 with a are h");
            }
            next = i + 1;
            if (!quoted && !hasEra && (letter == 'y' || letter == 'u')) {
                next = endOfRun(i);
                addYear(next - i);
            } else {
                pending.append(letter);
            }
        }
        addPending();
        return builder.toFormatter(Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);
    }

    private int endOfRun(int from) {
        int to = from;
        while (to < pattern.length() && pattern.charAt(to) == pattern.charAt(from)) {
            to++;
        }
        return to;
    }

    /** The strict year is that without an era, which the usual letter y wants to be told. */
    private void addYear(int letters) {
        if (letters == 2) {
            addPending();
            builder.appendValueReduced(ChronoField.YEAR, 2, 2, firstOfTwoDigits);
        } else {
            pending.append("u".repeat(Math.max(4, letters)));
        }
    }

    private void addPending() {
        if (!pending.isEmpty()) {
            builder.appendPattern(pending.toString());
            pending.setLength(0);
        }
    }

    /** Whether a time that is written by the pattern can be told from it. */
    private static void check(DateTimeFormatter formatter, String pattern) {
        TemporalAccessor read;
        try {
            read = formatter.parse(formatter.format(SAMPLE));
        } catch (DateTimeException e) {
            // Not every pattern that can be read can be written; rows will show.
            return;
        }
        if (read.query(TemporalQueries.localDate()) == null) {
            throw new MappingRefused("--time-format '" + pattern
                    + "' gives no date: it needs a year, a month and a day, such as yyyy-MM-dd (mm are minutes)");
        }
        if (read.query(TemporalQueries.localTime()) == null && hasTime(read)) {
            throw new MappingRefused(
                    "--time-format '" + pattern + "' gives no time of day: hours are HH, or hh with an a for AM or PM");
        }
    }

    private static boolean hasTime(TemporalAccessor read) {
        return Arrays.stream(ChronoField.values()).anyMatch(field -> field.isTimeBased() && read.isSupported(field));
    }
}
