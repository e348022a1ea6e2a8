package io.engagement.outcome;

import io.engagement.internal.calendar.Millis;
import io.engagement.internal.text.Lengths;
import io.engagement.outcome.observational.EventWindow;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * First contacts put together by date, such that each customer's windows begin with the own contact and are as long as asked: all that a
 * customer did is moved on to the cohort's date, which is at most a day later, or a week if days have too few contacts. Controls are
 * looked at from that date on. Periods are of a week, a day or the longest part of a day that fits all windows.
 */
final class Cohorts {
    private static final long DAY = 86_400_000;
    private static final long WEEK = 7 * DAY;
    /** Customers that a cohort needs to take part. */
    private static final int LEAST = 50;
    /** Of contacts that should be in cohorts that take part. */
    private static final double MOST = 0.8;
    /** Of steps before the contact, that windows are compared with. */
    private static final int BASE = 8;
    /** Placebo dates, and the windows themselves. */
    private static final int REACHES = 5;
    /** Of the covariances of periods, by cohort. */
    private static final long MOST_NUMBERS = 7_000_000;

    private static final int MOST_PERIODS = 4_000;

    private final String name;
    private final OutcomeWindows windows;
    private final FirstTouches touches;
    private final int[] rows;
    private final long seen;

    private final long[] shortLengths;
    private final long[] longBegins;

    private long period;
    private long step;
    private long width;
    private long anchor;
    private final SortedMap<Long, Cohort> byDate = new TreeMap<>();
    private final int openShort;
    private final int openLong;

    /**
     * Customers of one date.
     *
     * @param customers how many
     * @param shortLength of the short window
     * @param longBegin when the long one begins, after the contact
     */
    record Cohort(int customers, long shortLength, long longBegin) {
        Cohort plus(Cohort other) {
            return new Cohort(customers + other.customers, shortLength, Math.max(longBegin, other.longBegin));
        }
    }

    /** Of customers who were contacted, at least one. */
    Cohorts(String name, OutcomeWindows windows, FirstTouches touches, int[] rows, long seen) {
        this.name = name;
        this.windows = windows;
        this.touches = touches;
        this.rows = rows.clone();
        this.seen = seen;
        this.shortLengths = new long[rows.length];
        this.longBegins = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            long at = touches.at(rows[i]);
            FirstTouches.Source source = touches.source(rows[i]);
            windows.check(source.campaign().name(), source.wave(), at);
            shortLengths[i] = windows.shortEnd(source.wave(), at) - at;
            longBegins[i] = windows.longBegin(source.wave(), at) - at;
        }
        choose();
        for (int i = 0; i < rows.length; i++) {
            add(rows[i], new Cohort(1, shortLengths[i], longBegins[i]));
        }
        long length = Millis.of(windows.longWindow());
        openShort = open(i -> shortLengths[i]);
        openLong = open(i -> longBegins[i] + length);
    }

    private void add(int row, Cohort one) {
        long date = date(touches.at(row));
        Cohort before = byDate.get(date);
        if (before != null && before.shortLength != one.shortLength) {
            throw new WindowsDiffer(
                    name,
                    "contacts of one " + (width >= WEEK ? "week" : "day") + " have short windows of "
                            + words(Math.min(before.shortLength, one.shortLength))
                            + " and of " + words(Math.max(before.shortLength, one.shortLength))
                            + ", and without a hold-out they cannot be told apart: take a short window of a fixed length, or make them"
                            + " campaigns of their own");
        }
        byDate.put(date, before == null ? one : before.plus(one));
    }

    /** Width of cohorts and length of periods: the narrowest with enough customers in a cohort, and not too many periods. */
    private void choose() {
        long unit = Arrays.stream(shortLengths).min().orElseThrow() >= WEEK ? WEEK : DAY;
        long common = common(unit);
        double best = -1;
        for (long wide :
                LongStream.of(Math.min(common, DAY), DAY, WEEK).distinct().toArray()) {
            Width next = width(wide, common, unit);
            if (next.fits && best < MOST && next.share > best) {
                best = next.share;
                width = wide;
                anchor = next.anchor;
                period = next.period;
                step = unit;
            }
        }
        if (best < 0) {
            throw new WindowsDiffer(
                    name,
                    "windows of " + words(shortLengths[0]) + " and " + words(Millis.of(windows.longWindow()))
                            + " that begin " + words(longBegins[0])
                            + " after the contact fit together only in periods of "
                            + words(common)
                            + ", which are too many without a hold-out: take windows, and incentives, of whole days, or of whole weeks"
                            + " if contacts go out over months");
        }
    }

    /** The longest period that fits all windows. */
    private long common(long unit) {
        long common = gcd(unit, Millis.of(windows.longWindow()));
        for (long length : LongStream.of(shortLengths).distinct().toArray()) {
            common = gcd(common, length);
        }
        // Incentives that end for all at one instant end at any time after a contact: the window begins with the next
        // period.
        for (LongSummaryStatistics begins : longBeginsBySource().values()) {
            common = begins.getMin() == begins.getMax() ? gcd(common, begins.getMin()) : common;
        }
        return common;
    }

    private Map<Integer, LongSummaryStatistics> longBeginsBySource() {
        return IntStream.range(0, rows.length)
                .boxed()
                .collect(Collectors.groupingBy(
                        i -> touches.sourceNumber(rows[i]), Collectors.summarizingLong(i -> longBegins[i])));
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    /** What cohorts of a width would be. */
    private record Width(long anchor, long period, double share, boolean fits) {}

    private Width width(long wide, long common, long unit) {
        long begin = anchor(wide);
        SortedMap<Long, Integer> counts = new TreeMap<>();
        for (int row : rows) {
            counts.merge(date(touches.at(row), begin, wide), 1, Integer::sum);
        }
        long first = counts.firstKey();
        long apart = counts.keySet().stream().mapToLong(date -> date - first).reduce(0, Cohorts::gcd);
        long length = gcd(common, apart == 0 ? common : apart);
        long within = counts.values().stream()
                .filter(count -> count >= LEAST)
                .mapToLong(Integer::intValue)
                .sum();
        long last = Arrays.stream(longBegins).max().orElseThrow() + Millis.of(windows.longWindow());
        double reach = (double) (BASE * unit + REACHES * (last + length) + counts.lastKey() - first) / length;
        boolean fits = reach * reach / 2 * (counts.size() + 2) < MOST_NUMBERS && (seen - first) / length < MOST_PERIODS;
        return new Width(begin, length, (double) within / rows.length, fits);
    }

    /** When cohorts end, such that the longest time without a contact comes next. */
    private long anchor(long wide) {
        long[] phases = Arrays.stream(rows)
                .mapToLong(row -> Math.floorMod(touches.at(row), wide))
                .sorted()
                .toArray();
        int last = phases.length - 1;
        long gap = phases[0] + wide - phases[last];
        long begin = phases[last];
        for (int i = 0; i < last; i++) {
            if (phases[i + 1] - phases[i] > gap) {
                gap = phases[i + 1] - phases[i];
                begin = phases[i];
            }
        }
        return begin;
    }

    private static long date(long at, long anchor, long wide) {
        return anchor - Math.floorDiv(anchor - at, wide) * wide;
    }

    private static String words(long length) {
        return Lengths.words(Duration.ofMillis(length));
    }

    /** The cohort of a contact: the instant, or one a little later. */
    private long date(long at) {
        return date(at, anchor, width);
    }

    /** How many customers there are. */
    int customers() {
        return rows.length;
    }

    /** Customers in the cohorts. */
    int[] rows() {
        return rows.clone();
    }

    /** By how much later a customer's acts are taken. */
    long shift(int row) {
        return date(touches.at(row)) - touches.at(row);
    }

    long dateOf(int row) {
        return date(touches.at(row));
    }

    /** By date. */
    SortedMap<Long, Cohort> byDate() {
        return Collections.unmodifiableSortedMap(byDate);
    }

    long period() {
        return period;
    }

    /** How many periods are put together where one tells too little. */
    int step() {
        return (int) (step / period);
    }

    int base() {
        return BASE * step();
    }

    /** How many periods there can be before the first date. */
    long mostBefore() {
        return MOST_PERIODS;
    }

    EventWindow shortWindow(Cohort cohort) {
        return new EventWindow(0, (int) (cohort.shortLength / period) - 1);
    }

    EventWindow longWindow(Cohort cohort) {
        int from = (int) -Math.floorDiv(-cohort.longBegin, period);
        return new EventWindow(from, from + (int) (Millis.of(windows.longWindow()) / period) - 1);
    }

    /** From the contact to the end of the long window. */
    long length(Cohort cohort) {
        return period * (longWindow(cohort).to() + 1L);
    }

    /** The mean length of customers' short windows. */
    double meanShort() {
        return Arrays.stream(shortLengths).average().orElse(Double.NaN);
    }

    /** How many customers there are whose short window is not over. */
    int openShort() {
        return openShort;
    }

    /** The same of the long window. */
    int openLong() {
        return openLong;
    }

    private int open(IntToLongFunction end) {
        return (int) IntStream.range(0, rows.length)
                .filter(i -> touches.at(rows[i]) + end.applyAsLong(i) > seen)
                .count();
    }
}
