package io.engagement.report;

import io.engagement.domain.Channel;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Interval;
import io.engagement.table.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;

/** Numbers in words, the same in every locale. */
final class Say {
    /** Expectations of fewer are told with a decimal. */
    private static final int FEW = 10;

    private static final double MANY = 1000;
    /** What is less is not shown as 0.0 %. */
    private static final double SLIGHT = 0.0005;

    private Say() {}

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Of expectations, which are no whole numbers. */
    static String about(double number) {
        return Double.isNaN(number)
                ? "not known"
                : String.format(Locale.ROOT, Math.abs(number) < FEW ? "%.1f" : "%,.0f", number);
    }

    static String percent(double share) {
        if (share > 0 && share < SLIGHT) {
            return "less than 0.1 %";
        }
        return Double.isNaN(share) ? "not known" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    static String percents(Interval interval) {
        return Double.isNaN(interval.lower())
                ? "not known"
                : String.format(Locale.ROOT, "%.1f to %.1f %%", 100 * interval.lower(), 100 * interval.upper());
    }

    static String money(double amount) {
        return Double.isNaN(amount)
                ? "not known"
                : String.format(Locale.ROOT, Math.abs(amount) < MANY ? "%,.2f" : "%,.0f", amount);
    }

    static String day(Instant at, ZoneId zone) {
        return at.atZone(zone).toLocalDate().toString();
    }

    /** Such as 3 years, or 90 days. */
    static String span(Duration length) {
        long days = length.toDays();
        long years = Math.round(TimeScale.YEARS.of(length));
        return years > 0
                        && Math.abs(days
                                        - TimeScale.YEARS
                                                .toDuration((double) years)
                                                .toDays())
                                <= years
                ? years + (years == 1 ? " year" : " years")
                : Table.words(length);
    }

    /** In the largest unit that reads well. */
    static String time(Duration length) {
        double hours = length.toMillis() / 3_600_000.0;
        if (hours < 1) {
            long minutes = Math.round(hours * 60);
            return minutes < 2 ? "a minute" : minutes + " minutes";
        }
        return hours < 48
                ? String.format(Locale.ROOT, "%.1f hours", hours)
                : String.format(Locale.ROOT, "%.1f days", hours / 24);
    }

    /** A text of the data within a sentence; a sentence as a cell. */
    static String sentence(String text) {
        if (text.isEmpty()) {
            return text;
        }
        String capital = capital(text);
        return capital.endsWith(".") ? capital : capital + ".";
    }

    static String capital(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    /** Such as INFORMATION, as people write it. */
    static String word(String name) {
        return name.isEmpty() ? "not recorded" : name.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** A purpose and a channel, where that is known. */
    static String contact(String purpose, String channel) {
        return word(purpose) + (channel.equals(Channel.UNKNOWN.name()) ? "" : " by " + word(channel));
    }

    /** A name of the data, as it is. */
    static String text(String name) {
        return name.isEmpty() ? "not recorded" : name;
    }
}
