package io.engagement.cli;

import io.engagement.domain.TimeScale;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads lengths of time: 30d, 39w, 12m, 2y, or P30D, P3M, PT12H. */
final class Lengths implements ITypeConverter<Duration> {
    private static final Pattern SHORT = Pattern.compile("p?(\\d+(?:\\.\\d+)?)\\s*([hdwmy])");

    /** What models and half-lives, which are counted in milliseconds, can do anything with. */
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private static final Duration LONGEST = TimeScale.YEARS.toDuration(1000);

    static Duration of(String option, String text) {
        try {
            return new Lengths().convert(text);
        } catch (TypeConversionException e) {
            throw new UsageError(option + " " + e.getMessage());
        }
    }

    @Override
    public Duration convert(String text) {
        Duration length;
        try {
            length = read(text.strip());
        } catch (DateTimeException e) {
            throw new TypeConversionException(
                    "'" + text + "' is not a length of time such as 30d, 39w, 12m, 2y or P30D");
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw tooLong(text);
        }
        if (length.isNegative() || length.isZero()) {
            throw new TypeConversionException("'" + text + "' must be longer than nothing");
        }
        if (length.compareTo(SHORTEST) < 0) {
            throw new TypeConversionException("'" + text + "' is shorter than a second");
        }
        if (length.compareTo(LONGEST) > 0) {
            throw tooLong(text);
        }
        return length;
    }

    private static TypeConversionException tooLong(String text) {
        return new TypeConversionException("'" + text + "' is longer than a thousand years");
    }

    private static Duration read(String text) {
        Matcher matcher = SHORT.matcher(text.toLowerCase(Locale.ROOT));
        if (matcher.matches()) {
            return unit(matcher.group(2)).toDuration(Double.parseDouble(matcher.group(1)));
        }
        return Duration.parse(text);
    }

    private static TimeScale unit(String letter) {
        return switch (letter) {
            case "h" -> TimeScale.HOURS;
            case "d" -> TimeScale.DAYS;
            case "w" -> TimeScale.WEEKS;
            case "m" -> TimeScale.MONTHS;
            default -> TimeScale.YEARS;
        };
    }
}
