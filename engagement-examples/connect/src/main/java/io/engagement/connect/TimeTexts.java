package io.engagement.connect;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times in the common forms: as ISO 8601 has them, also with a blank or an offset without colon; with month names; of numbers with slashes, points or dashes; with AM and PM; as seconds, milliseconds or microseconds since 1970; as
 * the days of spreadsheets. Strict: 31.02. is no date.
 */
final class TimeTexts {
    /** Years that two digits reach back from the present one. */
    static final int YEARS_BACK = 98;

    /** From which spreadsheets count days. */
    private static final LocalDateTime DAY_ZERO = LocalDate.of(1899, 12, 30).atStartOfDay();

    private static final double MILLIS_OF_A_DAY = 86_400_000;
    private static final int FIRST_DAY = 20_000;
    private static final int LAST_DAY = 80_000;

    /** Of a time with its zone, so that long texts cost nothing. */
    private static final int LONGEST = 80;

    private static final char MINUS = '\u2212';

    private static final Pattern SERIAL = Pattern.compile("\\d{5}(\\.\\d{1,12})?");
    private static final Pattern EPOCH = Pattern.compile("(\\d{10})(\\d{3}|\\d{6}|\\.\\d{1,9})?");
    private static final Pattern COMPACT = Pattern.compile("(\\d{8})(?:T?(\\d{2})(\\d{2})(\\d{2}))?");

    /** A date, perhaps a time of the day and perhaps an offset. */
    private static final Pattern WHOLE = Pattern.compile("(?<date>.*?)"
            + "(?:(?:,? +|[Tt:]|,? at |,? um )(?<hour>\\d{1,2})"
            + "(?::(?<minute>\\d{2})(?::(?<second>\\d{2})(?:[.,](?<fraction>\\d{1,9}))?)?|(?= ?[AaPp]\\.?[Mm]))"
            + " ?(?<half>[AaPp]\\.? ?[Mm]\\.?)?(?: Uhr)?"
            + " ?(?<offset>[Zz]|(?:(?i:UTC|GMT))?[+-]\\d{1,2}(?::?\\d{2})?|(?i:UTC|GMT))?(?:\\[[A-Za-z_/+-]+\\])?)?");

    /** As Unix and Java write it: Sat Jan 31 08:00:00 UTC 2026. */
    private static final Pattern YEAR_LAST = Pattern.compile(
            "(?:\\p{L}{2,10} )?(\\p{L}{3,9}) +(\\d{1,2}) (\\d{2}:\\d{2}:\\d{2})( [A-Za-z0-9+:-]{1,9})? (\\d{4})");

    private static final Pattern YEAR_FIRST = Pattern.compile("(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})");
    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,2})([-/.]) ?(\\d{1,2})\\2 ?(\\d{4}|\\d{2})");
    private static final String DAY_OF_WEEK = "(?:\\p{L}{2,10}\\.?,? )?";
    private static final Pattern NAME_AMID = Pattern.compile(DAY_OF_WEEK
            + "(\\d{1,2})(?:st|nd|rd|th|\\.)?[ /-]?(?:de )?(\\p{L}{3,10})\\.?,?[ /-]?(?:de )?(\\d{4}|\\d{2})");
    private static final Pattern NAME_FIRST =
            Pattern.compile(DAY_OF_WEEK + "(\\p{L}{3,10})\\.?[ -](\\d{1,2})(?:st|nd|rd|th)?(?:,? |-)(\\d{4})");

    private final DayOrder order;
    private final int firstYear;

    private TimeTexts(DayOrder order, int firstYear) {
        this.order = order;
        this.firstYear = firstYear;
    }

    /** Times of numbers in an order; two digits of a year are of one of the hundred years that end with the coming one. */
    static TimeTexts of(DayOrder order, LocalDate today) {
        return new TimeTexts(order, today.getYear() - YEARS_BACK);
    }

    /** What a text tells; without an offset it is what a clock on the wall shows. */
    record Read(LocalDateTime local, Optional<ZoneOffset> offset) {
        static Read local(LocalDateTime local) {
            return new Read(local, Optional.empty());
        }
    }

    /**
     * What a text tells.
     *
     * @throws DateTimeException if it is no time
     */
    Read read(String text) {
        if (isIsoDate(text)) {
            return Read.local(LocalDate.parse(text).atStartOfDay());
        }
        if (isIso(text)) {
            return iso(text.replace(' ', 'T'));
        }
        return number(text).orElseGet(() -> written(text));
    }

    private static boolean isIsoDate(String text) {
        return text.length() == 10 && text.charAt(4) == '-' && text.charAt(7) == '-';
    }

    /** As programs write most of them. */
    private static boolean isIso(String text) {
        return text.length() >= 16
                && text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && (text.charAt(10) == 'T' || text.charAt(10) == ' ')
                && text.charAt(13) == ':'
                && (text.length() == 16 || isDigitOrSign(text, 16))
                && hasUsualEnd(text);
    }

    private static boolean isDigitOrSign(String text, int at) {
        return ":Z+-".indexOf(text.charAt(at)) >= 0;
    }

    /** Digits, Z, or an offset with a colon. */
    private static boolean hasUsualEnd(String text) {
        char last = text.charAt(text.length() - 1);
        int sign = Math.max(text.indexOf('+', 16), text.indexOf('-', 16));
        return text.indexOf(' ', 11) < 0
                && text.indexOf(',') < 0
                && (last == 'Z' || (last >= '0' && last <= '9'))
                && (sign < 0 || text.indexOf(':', sign) > 0);
    }

    private static Read iso(String text) {
        boolean hasOffset = text.endsWith("Z") || text.indexOf('+', 11) > 0 || text.indexOf('-', 11) > 0;
        if (!hasOffset) {
            return Read.local(LocalDateTime.parse(text));
        }
        OffsetDateTime at = OffsetDateTime.parse(text);
        return new Read(at.toLocalDateTime(), Optional.of(at.getOffset()));
    }

    /** What is written as one number. */
    private static Optional<Read> number(String text) {
        Matcher compact = COMPACT.matcher(text);
        if (compact.matches()) {
            LocalDate date = LocalDate.parse(compact.group(1), DateTimeFormatter.BASIC_ISO_DATE);
            return Optional.of(Read.local(
                    compact.group(2) == null
                            ? date.atStartOfDay()
                            : date.atTime(number(compact, 2), number(compact, 3), number(compact, 4))));
        }
        Matcher epoch = EPOCH.matcher(text);
        if (epoch.matches()) {
            String more = epoch.group(2);
            int digits = more == null || more.startsWith(".") ? 0 : more.length();
            double milli = Double.parseDouble(text) * Math.pow(10, 3 - digits);
            LocalDateTime at =
                    LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC).plus(Math.round(milli), ChronoUnit.MILLIS);
            return Optional.of(new Read(at, Optional.of(ZoneOffset.UTC)));
        }
        return SERIAL.matcher(text).matches() ? serial(Double.parseDouble(text)) : Optional.empty();
    }

    private static Optional<Read> serial(double days) {
        if (!(days >= FIRST_DAY && days <= LAST_DAY)) {
            return Optional.empty();
        }
        long whole = (long) days;
        long millis = Math.round((days - whole) * MILLIS_OF_A_DAY);
        return Optional.of(Read.local(DAY_ZERO.plusDays(whole).plus(millis, ChronoUnit.MILLIS)));
    }

    private Read written(String text) {
        if (text.length() > LONGEST) {
            throw none(text);
        }
        Matcher whole = WHOLE.matcher(yearAmid(plain(text)));
        if (!whole.matches()) {
            throw none(text);
        }
        LocalDate date = date(whole.group("date").strip(), text);
        LocalTime time = whole.group("hour") == null ? LocalTime.MIDNIGHT : time(whole);
        return new Read(
                date.atTime(time), Optional.ofNullable(whole.group("offset")).map(TimeTexts::offset));
    }

    /** With the blanks and the minus of keyboards. */
    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.chars().forEach(c -> plain.append(Blanks.is((char) c) ? ' ' : c == MINUS ? '-' : (char) c));
        return plain.toString();
    }

    private static String yearAmid(String text) {
        Matcher form = YEAR_LAST.matcher(text);
        return form.matches()
                ? form.group(2) + " " + form.group(1) + " " + form.group(5) + " " + form.group(3)
                        + Objects.requireNonNullElse(form.group(4), "")
                : text;
    }

    private static LocalTime time(Matcher whole) {
        int hour = Integer.parseInt(whole.group("hour"));
        String half = whole.group("half");
        if (half != null) {
            if (hour < 1 || hour > 12) {
                throw new DateTimeException("hours of AM and PM are 1 to 12");
            }
            hour = hour % 12 + (half.toLowerCase(Locale.ROOT).startsWith("p") ? 12 : 0);
        }
        int second = whole.group("second") == null ? 0 : Integer.parseInt(whole.group("second"));
        String fraction = whole.group("fraction") == null ? "" : whole.group("fraction");
        int nano = fraction.isEmpty() ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9));
        int minute = whole.group("minute") == null ? 0 : Integer.parseInt(whole.group("minute"));
        return LocalTime.of(hour, minute, second, nano);
    }

    private static ZoneOffset offset(String text) {
        String sign = text.toUpperCase(Locale.ROOT).replace("UTC", "").replace("GMT", "");
        if (sign.isEmpty() || sign.equals("Z")) {
            return ZoneOffset.UTC;
        }
        String digits = sign.substring(1).replace(":", "");
        String hours = digits.length() % 2 == 0 ? digits : "0" + digits;
        return ZoneOffset.of(sign.charAt(0) + hours);
    }

    private LocalDate date(String text, String whole) {
        Matcher form = YEAR_FIRST.matcher(text);
        if (form.matches()) {
            return LocalDate.of(number(form, 1), number(form, 3), number(form, 4));
        }
        form = NUMBERS.matcher(text);
        if (form.matches()) {
            return ofNumbers(form, whole);
        }
        form = NAME_AMID.matcher(text);
        if (form.matches()) {
            return LocalDate.of(year(form.group(3)), month(form.group(2), whole), number(form, 1));
        }
        form = NAME_FIRST.matcher(text);
        if (form.matches()) {
            return LocalDate.of(number(form, 3), month(form.group(1), whole), number(form, 2));
        }
        throw none(whole);
    }

    private LocalDate ofNumbers(Matcher form, String whole) {
        // Points are written between day, month and year, in no other order.
        boolean dayFirst = order == DayOrder.DAY_FIRST || form.group(2).equals(".");
        if (!dayFirst && order == DayOrder.UNKNOWN) {
            throw new DateTimeException("'" + whole + "' may have the day or the month first");
        }
        return LocalDate.of(year(form.group(4)), number(form, dayFirst ? 3 : 1), number(form, dayFirst ? 1 : 3));
    }

    /** The two numbers before the year, if a text is a date of numbers that may have either of them first; empty otherwise. */
    static Optional<int[]> dayAndMonth(String text) {
        Matcher whole = WHOLE.matcher(text.length() > LONGEST ? "" : plain(text));
        if (!whole.matches()) {
            return Optional.empty();
        }
        Matcher form = NUMBERS.matcher(whole.group("date").strip());
        return form.matches() && !form.group(2).equals(".")
                ? Optional.of(new int[] {number(form, 1), number(form, 3)})
                : Optional.empty();
    }

    private int year(String text) {
        int year = Integer.parseInt(text);
        if (text.length() == 4) {
            return year;
        }
        int century = firstYear - Math.floorMod(firstYear, 100);
        return century + year < firstYear ? century + 100 + year : century + year;
    }

    private static int month(String name, String whole) {
        return MonthNames.number(name).orElseThrow(() -> none(whole));
    }

    private static int number(Matcher form, int group) {
        return Integer.parseInt(form.group(group));
    }

    private static DateTimeException none(String text) {
        return new DateTimeException("'" + text + "' is not a date or time");
    }
}
