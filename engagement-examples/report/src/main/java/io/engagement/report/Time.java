package io.engagement.report;

import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import io.engagement.strategy.lifecycle.CalendarPeriods;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a base's time is cut for charts.
 *
 * @param first the first interaction; empty if there is none
 * @param asOf until when
 * @param zone of days
 */
record Time(Optional<Instant> first, Instant asOf, ZoneId zone) {
    /** What charts can show side by side. */
    private static final int MOST = 36;

    /** Of a period. */
    private static final int TENTH = 10;

    private static final int FEW_DAYS = 21;
    private static final int FEW_MONTHS_IN_DAYS = 140;

    static Time of(LogView view, ZoneId zone) {
        long first = Long.MAX_VALUE;
        for (int row = 0; row < view.customers(); row++) {
            if (view.start(row) < view.end(row)) {
                first = Math.min(first, view.epochMilli(view.start(row)));
            }
        }
        return new Time(
                first == Long.MAX_VALUE ? Optional.empty() : Optional.of(Instant.ofEpochMilli(first)),
                view.asOf(),
                zone);
    }

    Duration span() {
        return first.map(at -> Duration.between(at, asOf)).orElse(Duration.ZERO);
    }

    /** Days, weeks, months or years: the shortest of which a chart holds all. */
    CalendarPeriods calendar() {
        long days = span().toDays();
        TimeScale period = days <= FEW_DAYS
                ? TimeScale.DAYS
                : days <= FEW_MONTHS_IN_DAYS
                        ? TimeScale.WEEKS
                        : days <= 30L * MOST ? TimeScale.MONTHS : TimeScale.YEARS;
        return CalendarPeriods.of(period, zone);
    }

    /** Such as {@code month}. */
    String word() {
        String name = Say.word(calendar().period().name());
        return name.substring(0, name.length() - 1);
    }

    /** Of periods in their order, all but a last one that has only just begun. */
    <P> List<P> begun(List<P> periods) {
        CalendarPeriods calendar = calendar();
        Instant start = calendar.start(calendar.number(asOf));
        boolean isJustBegun = calendar.period() != TimeScale.DAYS
                && Duration.between(start, asOf).compareTo(Duration.ofDays(1)) < 0;
        return isJustBegun && periods.size() > 1 ? periods.subList(0, periods.size() - 1) : periods;
    }

    /** Which periods are not seen whole, as a sentence: the first one if the log begins within it, the last one if it is not over. */
    String edges(List<String> labels) {
        Optional<String> begun = begins(labels.get(0)).map(day -> "the first " + word() + " begins on " + day);
        Optional<String> open = Optional.of(asOf)
                .filter(at -> labels.get(labels.size() - 1).equals(label(at)))
                .filter(at -> day(at).isBefore(day(start(at, 1).minusMillis(1))))
                .map(at -> "the last " + word() + " ends on " + Say.day(asOf, zone));
        String both = Stream.of(begun, open).flatMap(Optional::stream).collect(Collectors.joining(", and "));
        return both.isEmpty() ? "" : "Not seen whole: " + both + ". ";
    }

    /** The day on which the log begins, if that is later in a period than its first tenth: few interactions may well begin after it. */
    Optional<String> begins(String label) {
        return first.filter(at -> label.equals(label(at)))
                .filter(at -> ChronoUnit.DAYS.between(day(start(at, 0)), day(at)) * TENTH
                        > calendar().days(calendar().number(at)))
                .map(at -> Say.day(at, zone));
    }

    private String label(Instant at) {
        return calendar().label(calendar().number(at));
    }

    private Instant start(Instant at, int later) {
        return calendar().start(calendar().number(at) + later);
    }

    private LocalDate day(Instant at) {
        return at.atZone(zone).toLocalDate();
    }

    /** The earliest instant of the last so long. */
    Instant since(Duration length) {
        return asOf.minus(length);
    }
}
