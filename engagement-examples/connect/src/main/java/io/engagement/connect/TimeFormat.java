package io.engagement.connect;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads times into milliseconds since 1970. A date stands for the start of its day in the zone. A time that the zone's clocks
 * skip is as much later as they were set forward; of one that they show twice, the first is meant. A day's last instant
 * is 23:59:59.999: 24:00 and leap seconds are no times. Immutable.
 */
public final class TimeFormat {
    /** The format of dates and times in the common forms. */
    public static final String AUTO = "auto";

    private static final int LENGTH_OF_A_DAY = "2026-01-31".length();
    private static final double SECOND = 1000;
    private static final double HOUR = 3600 * SECOND;
    private static final double DAY = 24 * HOUR;
    /** Seconds that are taken for milliseconds, or the other way round, are told by where they end up. */
    private static final long EARLIEST = Instant.parse("0001-01-01T00:00:00Z").toEpochMilli();

    private static final long LATEST = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

    /** More than there are in the years 1 to 9999. */
    private static final double MOST_DAYS = 4e6;

    private final ZoneId zone;
    private final Clock clock;
    private final String format;
    private final TimeTexts texts;
    private final boolean isTyped;
    private final Function<String, Found> reader;

    private TimeFormat(String format, Clock clock, TimeTexts texts, boolean isTyped) {
        this.isTyped = isTyped;
        this.zone = clock.getZone();
        this.clock = clock;
        this.format = format;
        this.texts = texts;
        this.reader = reader(format, clock);
    }

    /** What the zone's clocks have to do with a time. */
    enum Wall {
        /** It has an offset of its own. */
        NO_MATTER,
        /** It is the start of a day. */
        DAY,
        /** They show it once. */
        ONCE,
        /** They skip it. */
        NEVER,
        /** They show it twice. */
        TWICE
    }

    /** What numbers of times count, since 1970. */
    enum Unit {
        SECONDS("epoch-seconds", SECOND),
        MILLIS("epoch-millis", 1),
        MICROS("epoch-micros", 1 / SECOND);

        private final String format;
        private final double millis;

        Unit(String format, double millis) {
            this.format = format;
            this.millis = millis;
        }

        String format() {
            return format;
        }

        double millis() {
            return millis;
        }

        static Optional<Unit> of(String format) {
            return Stream.of(values())
                    .filter(unit -> unit.format.equals(format))
                    .findFirst();
        }
    }

    /** How many milliseconds a number counts; empty of texts that are no numbers since 1970. */
    OptionalDouble unitMillis() {
        return Unit.of(format).stream().mapToDouble(Unit::millis).findFirst();
    }

    /** A time that was read. */
    record Found(long epochMilli, Wall wall) {}

    /**
     * A format: {@code auto}, {@code epoch-seconds}, {@code epoch-millis}, {@code epoch-micros}, {@code hours-since:DATE}, {@code
     * days-since:DATE}, or a pattern such as {@code dd.MM.yyyy HH:mm}.
     *
     * @param format its name, or a pattern
     * @param clock has the zone that times without one are in, and tells which century two digits of a year are of
     * @return what reads it
     * @throws MappingRefused if there is no such format
     */
    public static TimeFormat of(String format, Clock clock) {
        return new TimeFormat(format, clock, TimeTexts.of(DayOrder.UNKNOWN, LocalDate.now(clock)), false);
    }

    /** This format where it is known whether day or month is first in dates of numbers. */
    TimeFormat withOrder(DayOrder order) {
        return new TimeFormat(format, clock, TimeTexts.of(order, LocalDate.now(clock)), isTyped);
    }

    /** This format where days and times of typed fields are known by their mark. */
    TimeFormat withTyped() {
        return isAuto() ? this : new TimeFormat(format, clock, texts, true);
    }

    /** The text of a typed day or time as a format {@linkplain #withTyped() for these} knows it. */
    static String marked(String iso, String format) {
        boolean isDay = iso.length() == LENGTH_OF_A_DAY && !format.equals(AUTO);
        return isDay ? iso + "T00:00" : iso;
    }

    String marked(String iso) {
        return marked(iso, format);
    }

    ZoneId zone() {
        return zone;
    }

    /**
     * What is allowed, for a message.
     *
     * @return words, with the option that reads other forms
     */
    public String allowed() {
        return isAuto()
                ? "such as 2026-01-31 or 2026-01-31T08:00:00Z; how others are written, tell by --time-format, e.g. dd.MM.yyyy"
                : "what --time-format " + format + " reads";
    }

    /** Whether common forms are read, instants as ISO 8601 has them among them. */
    boolean isAuto() {
        return format.equals(AUTO);
    }

    /**
     * A time.
     *
     * @param text without blanks around it
     * @return milliseconds since 1970
     * @throws DateTimeException if the text is none, or one outside the years 1 to 9999
     */
    public long epochMilli(String text) {
        return find(text).epochMilli();
    }

    /** A time, and what the zone's clocks have to do with it. */
    Found find(String text) {
        Found found;
        try {
            found = isTyped && isMarked(text) && !isOfPattern(text) ? find(texts.read(text)) : reader.apply(text);
        } catch (ArithmeticException e) {
            throw tooFar(text);
        }
        if (!(found.epochMilli() >= EARLIEST && found.epochMilli() <= LATEST)) {
            throw tooFar(text);
        }
        return found;
    }

    private static boolean isMarked(String text) {
        return text.length() > LENGTH_OF_A_DAY && text.charAt(LENGTH_OF_A_DAY) == 'T' && text.charAt(4) == '-';
    }

    /** Whether a text may be one of a file that has a T in it as the pattern has, with day and month perhaps in another order. */
    @SuppressWarnings("ReturnValueIgnored") // asked is only whether it can be read
    private boolean isOfPattern(String text) {
        if (!format.contains("'T'")) {
            return false;
        }
        try {
            reader.apply(text);
            return true;
        } catch (DateTimeException typed) {
            return false;
        }
    }

    private static DateTimeException tooFar(String text) {
        return new DateTimeException("'" + text + "' is not in the years 1 to 9999");
    }

    private Function<String, Found> reader(String name, Clock now) {
        if (isAuto()) {
            return text -> find(texts.read(text));
        }
        Optional<Unit> unit = Unit.of(name);
        if (unit.isPresent()) {
            return text -> instant(milli(text, unit.get().millis()));
        }
        if (name.startsWith("hours-since:")) {
            long zero = find(start(name)).epochMilli();
            return text -> instant(zero + milli(text, HOUR));
        }
        if (name.startsWith("days-since:")) {
            LocalDateTime zero = onTheWall(start(name));
            return text -> daysSince(zero, text);
        }
        DateTimeFormatter pattern = TimePattern.of(name, now);
        return text -> ofParsed(pattern.parse(text));
    }

    private static Found instant(long milli) {
        return new Found(milli, Wall.NO_MATTER);
    }

    /** What a format counts from. */
    private TimeTexts.Read start(String name) {
        String start = name.substring(name.indexOf(':') + 1);
        try {
            return texts.read(start);
        } catch (DateTimeException | ArithmeticException e) {
            throw new MappingRefused("--time-format " + name + ": '" + start + "' is not a date");
        }
    }

    /** What the zone's clocks show at a time. */
    private LocalDateTime onTheWall(TimeTexts.Read read) {
        return read.offset()
                .map(offset -> LocalDateTime.ofInstant(read.local().toInstant(offset), zone))
                .orElse(read.local());
    }

    private Found find(TimeTexts.Read read) {
        return read.offset()
                .map(offset -> instant(read.local().toInstant(offset).toEpochMilli()))
                .orElseGet(() -> onClocks(read.local(), zone));
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
    private Found daysSince(LocalDateTime zero, String text) {
        double days = number(text);
        if (!(Math.abs(days) <= MOST_DAYS)) {
            throw tooFar(text);
        }
        double whole = Math.floor(days);
        return onClocks(zero.plusDays((long) whole).plus(Math.round((days - whole) * DAY), ChronoUnit.MILLIS), zone);
    }

    private Found ofParsed(TemporalAccessor parsed) {
        LocalDate date = parsed.query(TemporalQueries.localDate());
        if (date == null) {
            throw new DateTimeException("the pattern gives no date");
        }
        LocalTime time = Objects.requireNonNullElse(parsed.query(TemporalQueries.localTime()), LocalTime.MIDNIGHT);
        LocalDateTime local = LocalDateTime.of(date, time);
        ZoneId told = parsed.query(TemporalQueries.zone());
        return told instanceof ZoneOffset offset
                ? instant(local.toInstant(offset).toEpochMilli())
                : onClocks(local, Objects.requireNonNullElse(told, zone));
    }

    /** Of midnight, the start of the day: where clocks skip it, that is when they go on. */
    private static Found onClocks(LocalDateTime at, ZoneId zone) {
        if (at.toLocalTime().equals(LocalTime.MIDNIGHT)) {
            return new Found(at.toLocalDate().atStartOfDay(zone).toInstant().toEpochMilli(), Wall.DAY);
        }
        Wall wall =
                switch (zone.getRules().getValidOffsets(at).size()) {
                    case 0 -> Wall.NEVER;
                    case 1 -> Wall.ONCE;
                    default -> Wall.TWICE;
                };
        return new Found(at.atZone(zone).toInstant().toEpochMilli(), wall);
    }
}
