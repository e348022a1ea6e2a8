package io.engagement.internal.text;

import io.engagement.domain.TimeScale;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as people say and write them. */
public final class Lengths {
    private static final Pattern SHORT = Pattern.compile("(\\d{1,9})([hdw])");
    /** In hours: from two days on hours are nothing that one can imagine. */
    private static final int MANY_HOURS = 48;

    private Lengths() {}

    /**
     * In the largest unit in which the length is whole, up to days; of long ones that are not whole the days with a decimal.
     *
     * @param length not negative
     * @return such as {@code 30 days}, {@code 36 hours}, {@code 1,095.7 days}, {@code 12.5 seconds}
     */
    public static String words(Duration length) {
        if (!length.isZero() && length.equals(Duration.ofDays(length.toDays()))) {
            return words(length.toDays(), "day");
        }
        if (length.toHours() >= MANY_HOURS) {
            return String.format(Locale.ROOT, "%,.1f days", length.toMillis() / TimeScale.DAYS.millis());
        }
        if (!length.isZero() && length.equals(Duration.ofHours(length.toHours()))) {
            return words(length.toHours(), "hour");
        }
        if (length.toMinutes() > 0 && length.equals(Duration.ofMinutes(length.toMinutes()))) {
            return words(length.toMinutes(), "minute");
        }
        if (length.toHours() >= 2) {
            return String.format(Locale.ROOT, "%.1f hours", length.toMillis() / TimeScale.HOURS.millis());
        }
        if (length.toMinutes() >= 2) {
            return String.format(Locale.ROOT, "%.1f minutes", length.toMillis() / 60_000.0);
        }
        return length.equals(Duration.ofSeconds(length.toSeconds()))
                ? words(length.toSeconds(), "second")
                : String.format(Locale.ROOT, "%s seconds", length.toMillis() / 1000.0);
    }

    private static String words(long count, String unit) {
        return String.format(Locale.ROOT, "%,d %s%s", count, unit, count == 1 ? "" : "s");
    }

    /**
     * Reads a length.
     *
     * @param text {@code 36h}, {@code 30d}, {@code 2w}, or as ISO 8601 has it: {@code PT36H}, {@code P30D}
     * @return the length; empty if it is none
     */
    public static Optional<Duration> read(String text) {
        Matcher matcher = SHORT.matcher(text.toLowerCase(Locale.ROOT));
        if (matcher.matches()) {
            long count = Long.parseLong(matcher.group(1));
            return Optional.of(
                    switch (matcher.group(2)) {
                        case "h" -> Duration.ofHours(count);
                        case "d" -> Duration.ofDays(count);
                        default -> Duration.ofDays(7 * count);
                    });
        }
        try {
            return Optional.of(Duration.parse(text));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }
}
