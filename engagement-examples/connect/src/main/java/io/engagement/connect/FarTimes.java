package io.engagement.connect;

import io.engagement.history.LogView;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Interactions whose times are far from all others: typing errors, and dates that stand for none, such as 1900-01-01. They
 * are the first or last ones of a base, at most a tenth of it (or a single one), and the gap to the next one is longer than
 * five years and than the whole time of the rest. Found in one pass, by the years in which there is anything.
 */
final class FarTimes {
    private static final long YEAR = 31_556_952_000L;
    private static final long FIRST_YEAR = Instant.parse("0001-01-01T00:00:00Z").toEpochMilli();
    private static final int YEARS = 10_000;
    private static final long LEAST_GAP = 5 * YEAR;
    private static final long OLDEST = Instant.parse("1700-01-01T00:00:00Z").toEpochMilli();
    private static final long LATEST = Instant.parse("2300-01-01T00:00:00Z").toEpochMilli();
    private static final int LARGEST_SHARE = 10;
    private static final int TOLD = 3;
    private static final long DAY = 86_400_000;
    private static final Duration HALF_A_DAY = Duration.ofHours(12);

    /** Where programs begin to count, and what people enter for nothing. */
    private static final List<String> NO_TIMES =
            List.of("1970-01-01", "1900-01-01", "1899-12-31", "1904-01-01", "1753-01-01", "1601-01-01", "0001-01-01");

    private static final List<String> NO_LAST_TIMES = List.of("9999-12-31", "2099-12-31", "2999-12-31");

    private final LogView view;
    /** By year with anything in it. */
    private final List<Span> spans;

    private int low;
    private int high;
    private int others;

    /** The first and the last time, and how many there are. */
    private record Span(long first, long last, int count) {
        /** Whether all are of one day of these, whatever the zone. */
        boolean isOneOf(List<String> days) {
            return days.stream()
                    .mapToLong(day -> Instant.parse(day + "T00:00:00Z").toEpochMilli())
                    .anyMatch(day -> Math.abs(first - day) <= DAY && Math.abs(last - day) <= DAY);
        }
    }

    private FarTimes(LogView view) {
        this.view = view;
        this.spans = spans(view);
        this.high = spans.size() - 1;
        this.others = view.size();
    }

    /** What to tell of the times of a view that has some. */
    static List<String> notes(LogView view) {
        FarTimes times = new FarTimes(view);
        return Stream.concat(times.noteOfFar().or(times::noteOfNoTimes).stream(), times.noteOfCalendar().stream())
                .toList();
    }

    private Optional<String> noteOfFar() {
        while (leaveOutFirst() || leaveOutLast()) {
            // Each step may show that more are far from what is left.
        }
        return others == view.size() ? Optional.empty() : Optional.of(note());
    }

    /**
     * What to tell of dates that stand for none, where they are too many to be far from the others: they are the first or the last
     * ones, and five years from the next.
     */
    private Optional<String> noteOfNoTimes() {
        int count = spans.size();
        if (count < 2) {
            return Optional.empty();
        }
        Span first = spans.get(0);
        Span last = spans.get(count - 1);
        boolean isFirst = first.isOneOf(NO_TIMES) && gap(0) > LEAST_GAP;
        boolean isLast = last.isOneOf(NO_LAST_TIMES) && gap(count - 2) > LEAST_GAP;
        Span none = isFirst ? first : last;
        return isFirst || isLast
                ? Optional.of(none.count() + " of " + view.size() + " interactions are of "
                        + LocalDate.ofInstant(Instant.ofEpochMilli(none.first()).plus(HALF_A_DAY), ZoneOffset.UTC)
                        + ", which programs write where there is no date: leave them out with --where COLUMN!=DATE")
                : Optional.empty();
    }

    /**
     * What to tell of years of another calendar than that of ISO 8601: 1445 of the Islamic and 1402 of the Persian one are 2024, as are
     * 2567 of the Buddhist one and 5784 of the Jewish one.
     */
    private Optional<String> noteOfCalendar() {
        long first = spans.get(0).first();
        long last = spans.get(spans.size() - 1).last();
        return last < OLDEST || first >= LATEST
                ? Optional.of("all interactions are of the years "
                        + Instant.ofEpochMilli(first).atZone(ZoneOffset.UTC).getYear() + " to "
                        + Instant.ofEpochMilli(last).atZone(ZoneOffset.UTC).getYear()
                        + ": years of another calendar? Export dates as ISO 8601 has them, such as 2026-01-31")
                : Optional.empty();
    }

    private long gap(int before) {
        return spans.get(before + 1).first() - spans.get(before).last();
    }

    private static List<Span> spans(LogView view) {
        long[] first = new long[YEARS];
        long[] last = new long[YEARS];
        int[] count = new int[YEARS];
        Arrays.fill(first, Long.MAX_VALUE);
        Arrays.fill(last, Long.MIN_VALUE);
        for (int row = 0; row < view.customers(); row++) {
            for (int i = view.start(row); i < view.end(row); i++) {
                long at = view.epochMilli(i);
                int year = (int) ((at - FIRST_YEAR) / YEAR);
                first[year] = Math.min(first[year], at);
                last[year] = Math.max(last[year], at);
                count[year]++;
            }
        }
        List<Span> spans = new ArrayList<>();
        for (int year = 0; year < YEARS; year++) {
            if (count[year] > 0) {
                spans.add(new Span(first[year], last[year], count[year]));
            }
        }
        return spans;
    }

    private boolean leaveOutFirst() {
        int count = 0;
        for (int i = low; i < high; i++) {
            count += spans.get(i).count();
            long rest = spans.get(high).last() - spans.get(i + 1).first();
            if (areFew(count) && isFar(i, rest)) {
                low = i + 1;
                others -= count;
                return true;
            }
        }
        return false;
    }

    private boolean leaveOutLast() {
        int count = 0;
        for (int i = high; i > low; i--) {
            count += spans.get(i).count();
            long rest = spans.get(i - 1).last() - spans.get(low).first();
            if (areFew(count) && isFar(i - 1, rest)) {
                high = i - 1;
                others -= count;
                return true;
            }
        }
        return false;
    }

    private boolean areFew(int more) {
        int far = view.size() - others + more;
        return far <= Math.max(1, view.size() / LARGEST_SHARE) && far < view.size() - far;
    }

    private boolean isFar(int before, long rest) {
        return gap(before) > LEAST_GAP && gap(before) > rest;
    }

    private String note() {
        long first = spans.get(low).first();
        long last = spans.get(high).last();
        List<String> some = new ArrayList<>();
        for (int row = 0; row < view.customers() && some.size() < TOLD; row++) {
            for (int i = view.start(row); i < view.end(row) && some.size() < TOLD; i++) {
                if (view.epochMilli(i) < first || view.epochMilli(i) > last) {
                    some.add(text(view, row, i));
                }
            }
        }
        int far = view.size() - others;
        return "far in time from all others, which are from " + Instant.ofEpochMilli(first) + " to "
                + Instant.ofEpochMilli(last) + ": " + far + " of " + view.size() + " interactions ("
                + String.join(", ", some) + (far > some.size() ? " and others" : "")
                + "). Typing errors, or dates that stand for none? Correct them, or leave them out with --where"
                + " COLUMN<TIME or COLUMN>=TIME";
    }

    /** An interaction in words. */
    private static String text(LogView view, int row, int position) {
        return "customer " + view.customerId(row) + " at " + Instant.ofEpochMilli(view.epochMilli(position));
    }
}
