package io.engagement.evaluate;

import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import io.engagement.score.Scorer;
import io.engagement.score.ScoringPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * How early an alarm tells that a customer is lost, against how often it is false. Immutable.
 *
 * <p>A customer is lost at L if nothing follows the act at L until L + W; that is known for sure at L + W. An alarm stands while a
 * score is at or above a threshold. A is the first day from which it stands unbroken until then, and (L + W) - A is its lead. An
 * alarm is false if the customer comes back before L + W. Silence of which the log does not show W is neither: it is censored.
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
    private final Filter acts;
    private final Duration silence;
    private final Duration step;
    private final Duration refit;
    private final Instant from;

    private LeadTime(Filter acts, Duration silence, Duration step, Duration refit, Instant from) {
        this.acts = Objects.requireNonNull(acts, "acts");
        this.silence = positive("silence", silence);
        this.step = positive("step", step);
        this.refit = positive("refit", refit);
        this.from = from;
    }

    private static Duration positive(String name, Duration length) {
        if (length.isZero() || length.isNegative()) {
            throw new IllegalArgumentException(name + " must be positive, was " + length);
        }
        return length;
    }

    /**
     * Alarms that are looked at every day, from W after the log's first act on; scorers are made anew every W.
     *
     * @param acts which interactions show that a customer is there
     * @param silence W: for so long nothing comes of a customer who is lost
     * @return what judges alarms
     * @throws IllegalArgumentException if W is not positive
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
     * This with other steps: the scores of all customers are kept for each.
     *
     * @param length from one look at the alarms to the next, positive
     * @return the changed copy
     * @throws IllegalArgumentException if it is not positive
     */
    public LeadTime every(Duration length) {
        return new LeadTime(acts, silence, length, refit, from);
    }

    /**
     * This with scorers that are made anew more or less often.
     *
     * @param length from one making to the next, positive
     * @return the changed copy
     * @throws IllegalArgumentException if it is not positive
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
     * @throws IllegalArgumentException if nobody acts in the log, or the watch would begin at its end or later
     */
    public LeadTimeCurve curve(LogView log, Function<LogView, ? extends Scorer> make) {
        long[][] acted = IntStream.range(0, log.customers())
                .mapToObj(row -> acts(log, row))
                .toArray(long[][]::new);
        long start = Math.max(start(acted), from.equals(Instant.MIN) ? Long.MIN_VALUE : from.toEpochMilli());
        long end = log.asOf().toEpochMilli();
        if (start >= end) {
            throw new IllegalArgumentException("alarms are looked at from " + Instant.ofEpochMilli(start)
                    + " on, and the log ends at " + log.asOf() + ": take a shorter silence, or an earlier beginning");
        }
        double[][] scores = scores(log, start, make);
        Spells spells = new Spells(silence.toMillis(), step.toMillis(), start, end);
        for (int row = 0; row < acted.length; row++) {
            spells.add(acted[row], scores[row]);
        }
        return spells.curve();
    }

    private long[] acts(LogView log, int row) {
        return IntStream.range(log.start(row), log.end(row))
                .filter(at -> acts.matches(log, at))
                .mapToLong(log::epochMilli)
                .distinct()
                .toArray();
    }

    private long start(long[]... acted) {
        return Arrays.stream(acted)
                        .filter(each -> each.length > 0)
                        .mapToLong(each -> each[0])
                        .min()
                        .orElseThrow(() -> new IllegalArgumentException("there is no " + acts + " in the log"))
                + (from.equals(Instant.MIN) ? silence.toMillis() : 0);
    }

    /** By row of the log and step; NaN where a customer was not known yet. */
    private double[][] scores(LogView log, long start, Function<LogView, ? extends Scorer> make) {
        int steps = (int) ((log.asOf().toEpochMilli() - start) / step.toMillis()) + 1;
        double[][] scores = new double[log.customers()][steps];
        Arrays.stream(scores).forEach(each -> Arrays.fill(each, Double.NaN));
        List<ScoringPlan> plans = new ArrayList<>();
        List<String> names = new ArrayList<>();
        long made = Long.MIN_VALUE;
        for (int i = 0; i < steps; i++) {
            long now = start + i * step.toMillis();
            LogView known = log.asOf(Instant.ofEpochMilli(now));
            if (plans.isEmpty() || now - made >= refit.toMillis()) {
                Scorer scorer = make.apply(known);
                plans.add(ScoringPlan.of(scorer));
                names.add(scorer.name());
                made = now;
            }
            double[] column = plans.get(plans.size() - 1).score(known).column(names.get(names.size() - 1));
            for (int row = 0, whole = 0; row < column.length; row++, whole++) {
                String id = known.customerId(row);
                // Both are in the order of ids, and the earlier view holds no others.
                while (!log.customerId(whole).equals(id)) {
                    whole++;
                }
                scores[whole][i] = column[row];
            }
        }
        return scores;
    }
}
