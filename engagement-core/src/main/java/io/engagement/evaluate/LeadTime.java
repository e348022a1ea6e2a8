package io.engagement.evaluate;

import io.engagement.history.LogView;
import io.engagement.internal.calendar.Millis;
import io.engagement.internal.index.HashSample;
import io.engagement.measure.Filter;
import io.engagement.score.Scorer;
import io.engagement.score.ScoringPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * How early an alarm tells that a customer is lost, against how often it is false. Immutable.
 *
 * <p>A customer is lost at L if nothing follows the act at L until L + W; that is known for sure at L + W. An alarm stands while a
 * score is at or above a threshold. A is the first day from which it stands unbroken until then, and (L + W) - A is its lead. An
 * alarm is false if the customer comes back before L + W. Silence of which the log does not show W is neither: it is censored.
 * Of more than 50,000 customers so many are watched, chosen by their ids alone. Of each no more is kept than since when an alarm has
 * stood, at every threshold.
 *
 * <pre>{@code
 * LeadTime alarms = LeadTime.of(Filter.purpose(Purpose.PURCHASE), Duration.ofDays(180)).from(start);
 * LeadTimeCurve rule = alarms.curve(log, known -> silence);
 * LeadTimeCurve risk = alarms.curve(log, known -> ScoringSetup.fit(known).scorer("retention_risk"));
 * LeadTimeCurve.Point fixed = rule.atThreshold(90);
 * risk.atFalseAlarms(fixed.falseAlarms()).found();      // against fixed.found(), at equal false alarms
 * }</pre>
 */
public final class LeadTime {
    /** More tell hardly more, and each takes some kilobytes. */
    private static final int MOST_CUSTOMERS = 50_000;

    private static final long MOST_LOOKS = 1_000_000;

    private final Filter acts;
    private final Duration silence;
    private final Duration step;
    private final Duration refit;
    private final Instant from;

    private LeadTime(Filter acts, Duration silence, Duration step, Duration refit, Instant from) {
        this.acts = Objects.requireNonNull(acts, "acts");
        this.silence = measurable("silence", silence);
        this.step = measurable("step", step);
        this.refit = measurable("refit", refit);
        this.from = from;
    }

    private static Duration measurable(String name, Duration length) {
        if (length.isZero() || length.isNegative()) {
            throw new IllegalArgumentException(name + " must be positive, was " + length);
        }
        if (Millis.of(length) < 1) {
            throw new IllegalArgumentException(name + " must be at least a millisecond, was " + length);
        }
        return length;
    }

    /**
     * Alarms that are looked at every day, from W after the log's first act on; scorers are made anew every W.
     *
     * @param acts which interactions show that a customer is there
     * @param silence W: for so long nothing comes of a customer who is lost
     * @return what judges alarms
     * @throws IllegalArgumentException if W is shorter than a millisecond
     */
    public static LeadTime of(Filter acts, Duration silence) {
        return new LeadTime(acts, silence, Duration.ofDays(1), silence, Instant.MIN);
    }

    /**
     * This with another beginning.
     *
     * @param start alarms are looked at from then on; customers lost before are left out
     * @return the changed copy
     */
    public LeadTime from(Instant start) {
        return new LeadTime(acts, silence, step, refit, start);
    }

    /**
     * This with other steps.
     *
     * @param length from one look at the alarms to the next, from a millisecond
     * @return the changed copy
     * @throws IllegalArgumentException if it is shorter
     */
    public LeadTime every(Duration length) {
        return new LeadTime(acts, silence, length, refit, from);
    }

    /**
     * This with scorers that are made anew more or less often.
     *
     * @param length from one making to the next, from a millisecond
     * @return the changed copy
     * @throws IllegalArgumentException if it is shorter
     */
    public LeadTime refitEvery(Duration length) {
        return new LeadTime(acts, silence, step, length, from);
    }

    /**
     * The curve of one alarm.
     *
     * @param log complete up to its as-of instant
     * @param make makes a scorer, higher for likelier lost, of the log as of an instant; it scores until it is made anew
     * @return leads against false alarms, over all thresholds
     * @throws IllegalArgumentException if nobody acts in the log, the watch would begin at its end or later, or there would be more
     *     than a million looks
     */
    public LeadTimeCurve curve(LogView log, Function<LogView, ? extends Scorer> make) {
        int[] rows = watched(log);
        List<long[]> acted = Arrays.stream(rows).mapToObj(row -> acts(log, row)).toList();
        long start = Math.max(start(acted), from.equals(Instant.MIN) ? Long.MIN_VALUE : Millis.of(from));
        long end = Millis.checked("the end of the log", log.asOf());
        if (start >= end) {
            throw new IllegalArgumentException("alarms are looked at from " + Instant.ofEpochMilli(start)
                    + " on, and the log ends at " + log.asOf() + ": take a shorter silence, or an earlier beginning");
        }
        long looks = (end - start) / Millis.of(step) + 1;
        if (looks > MOST_LOOKS) {
            throw new IllegalArgumentException("alarms must be looked at no more than a million times, were " + looks
                    + " from " + Instant.ofEpochMilli(start) + " to " + log.asOf() + ": take longer steps");
        }
        Spells spells = new Spells(Millis.of(silence), Millis.of(step), start, acted);
        look(log, rows, start, make, spells);
        return spells.curve(end);
    }

    /** The rows that are watched, ascending. */
    private int[] watched(LogView log) {
        int[] acted = Outcome.acted(view -> at -> acts.matches(view, at), log);
        return IntStream.of(HashSample.of(acted.length, place -> log.customerId(acted[place]), MOST_CUSTOMERS))
                .map(place -> acted[place])
                .toArray();
    }

    private long[] acts(LogView log, int row) {
        return IntStream.range(log.start(row), log.end(row))
                .filter(at -> acts.matches(log, at))
                .mapToLong(log::epochMilli)
                .distinct()
                .toArray();
    }

    private long start(List<long[]> acted) {
        return acted.stream()
                        .mapToLong(each -> each[0])
                        .min()
                        .orElseThrow(() -> new IllegalArgumentException("there is no " + acts + " in the log"))
                + (from.equals(Instant.MIN) ? Millis.of(silence) : 0);
    }

    /** Scores all customers step by step; nobody is scored before they are known. */
    private void look(LogView log, int[] rows, long start, Function<LogView, ? extends Scorer> make, Spells spells) {
        long end = Millis.of(log.asOf());
        long apart = Millis.of(step);
        Optional<Scorer> scorer = Optional.empty();
        long made = start;
        for (int i = 0; start + i * apart <= end; i++) {
            long now = start + i * apart;
            LogView known = log.asOf(Instant.ofEpochMilli(now));
            if (scorer.isEmpty() || now - made >= Millis.of(refit)) {
                scorer = Optional.of(make.apply(known));
                made = now;
            }
            Scorer alarm = scorer.get();
            double[] column = ScoringPlan.of(alarm).score(known).column(alarm.name());
            for (int customer = 0; customer < rows.length; customer++) {
                OptionalInt row = known.row(log.customerId(rows[customer]));
                if (row.isPresent()) {
                    spells.look(customer, i, column[row.getAsInt()]);
                }
            }
        }
    }
}
