package io.engagement.dialogue.answers;

import io.engagement.domain.Registry;
import io.engagement.internal.base.Sides;
import io.engagement.internal.calendar.Millis;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.spi.Reading;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What single customers answer, or the company answers them, as measures: for tables, states, live stores and whatever takes measures. An
 * ask is a turn of contacts, each within the window of the one before it, with no act of the other side between; it ends with
 * the window after its last contact, and is in no rate before. Windows end with the next eighth of their length, counted from
 * 1970. What replies by its id, or has a conversation, is not told from the rest here; {@link Answers} tells it. Immutable.
 */
public final class AnswerMeasures {
    private static final Duration LONGEST = Duration.ofDays(36_525);

    private final AskTurns turns;

    private AnswerMeasures(AskTurns turns) {
        this.turns = turns;
    }

    /**
     * Measures of asks and answers.
     *
     * @param asks which contacts ask
     * @param answers which acts answer
     * @param window how long after its last contact an ask can be answered: from a millisecond to a century
     * @return the measures
     * @throws IllegalArgumentException if the window is out of its range
     */
    public static AnswerMeasures of(Filter asks, Filter answers, Duration window) {
        Objects.requireNonNull(asks, "asks");
        Objects.requireNonNull(answers, "answers");
        if (Millis.of(window) < 1 || window.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "window must be from a millisecond to a century (PT0.001S to " + LONGEST + "), was " + window);
        }
        return new AnswerMeasures(new AskTurns(asks, answers, window.toMillis()));
    }

    /**
     * What customers answer to the company's contacts, as {@link AnswerPolicy#withDefaults()} has both.
     *
     * @param window how long an ask can be answered
     * @return the measures
     */
    public static AnswerMeasures ofCustomers(Duration window) {
        return of(AnswerPolicy.companyContacts(), Sides.CUSTOMER_ACTS, window);
    }

    /**
     * What the company answers to its customers, as {@link CompanyAnswers#policy()} has both.
     *
     * @param window how long an ask can be answered
     * @return the measures
     */
    public static AnswerMeasures ofCompany(Duration window) {
        AnswerPolicy policy = CompanyAnswers.policy();
        return of(policy.asks(), policy.answers(), window);
    }

    private Measure measure(String name, String label, Measure.Unit unit, Reading reading) {
        return Measure.of(turns, reading, name, label, unit);
    }

    /**
     * Asks whose windows have ended.
     *
     * @return a measure, 0 if there is none; ordered
     */
    public Measure asked() {
        AskTurns own = turns;
        return measure(
                "asked", "asks whose time is over", Measure.Unit.COUNT, (s, o, now, unit) -> own.asked(s, o, now));
    }

    /**
     * Those of {@link #asked} that were answered.
     *
     * @return a measure, 0 if there is none; ordered
     */
    public Measure answered() {
        AskTurns own = turns;
        return measure(
                "answered",
                "asks that were answered",
                Measure.Unit.COUNT,
                (s, o, now, unit) -> own.answered(s, o, now));
    }

    /**
     * The share of {@link #asked} that were answered.
     *
     * @return a measure, NaN if there is none; ordered
     */
    public Measure responseRate() {
        AskTurns own = turns;
        return measure(
                "response_rate",
                "share of asks answered",
                Measure.Unit.SHARE,
                (s, o, now, unit) -> own.rate(s, o, now));
    }

    /**
     * How long those of {@link #answered} took, from the first contact of the ask: it says nothing of the others.
     *
     * @return a measure, NaN if there is none; ordered
     */
    public Measure meanTimeToAnswer() {
        AskTurns own = turns;
        return measure(
                "mean_time_to_answer",
                "mean time to answer, of what was answered",
                Measure.Unit.TIME,
                (s, o, now, unit) -> own.meanTime(s, o, now) / unit);
    }

    /**
     * How long an ask has waited that can still be answered.
     *
     * @return a measure, NaN if nothing waits; ordered
     */
    public Measure waiting() {
        AskTurns own = turns;
        return measure(
                "waiting",
                "time an ask has waited",
                Measure.Unit.TIME,
                (s, o, now, unit) -> own.waiting(s, o, now) / unit);
    }

    /**
     * All of them, which read one statistic.
     *
     * @return in the order above
     */
    public List<Measure> all() {
        return List.of(asked(), answered(), responseRate(), meanTimeToAnswer(), waiting());
    }

    /**
     * Makes texts readable that name these measures, such as those of objectives and set-ups.
     *
     * @param registry what is known already
     * @return the registry with all of them, for {@link Measure#read}
     * @throws IllegalArgumentException if it has one of them
     */
    public Registry addTo(Registry registry) {
        Registry more = registry;
        for (Measure each : all()) {
            more = more.with(Measure.class, each.name(), 1, each);
        }
        return more;
    }
}
