package io.engagement.customerbase;

import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.measure.Filter;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.score.Words;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** What sentences call the acts that a model counts: purchases have verbs, other acts a noun. Immutable. */
public final class ActWords {
    private static final String PURCHASE = "purchase";

    /** As {@link Words#time} has it. */
    private static final int DAYS_AT_MOST = 14;

    /** Of a day: less than a second. */
    private static final double SLACK = 1e-6;

    private final String act;
    /** What customers did and do, where there is a word for it. */
    private final Optional<Verb> verb;

    private final TimeScale scale;
    /** By periods, several acts in one are one: "bought in 3 months". */
    private final Optional<TimeScale> period;

    private record Verb(String past, String present) {}

    private ActWords(String act, Optional<Verb> verb, TimeScale scale, Optional<TimeScale> period) {
        this.act = Objects.requireNonNull(act, "act");
        this.verb = verb;
        this.scale = Objects.requireNonNull(scale, "scale");
        this.period = period;
    }

    static ActWords of(String act, TimeScale scale, Optional<TimeScale> period) {
        return new ActWords(
                act, Optional.of(new Verb("bought", "buys")).filter(any -> act.equals(PURCHASE)), scale, period);
    }

    /**
     * Words for acts of any kind.
     *
     * @param act what one is called, in the singular; a {@code purchase} is bought
     * @param scale the unit of times
     * @return the words
     */
    public static ActWords of(String act, TimeScale scale) {
        return of(act, scale, Optional.empty());
    }

    /**
     * Words for what customers do of their own accord.
     *
     * @param scale the unit of times
     * @return the words
     */
    public static ActWords ofOwnActs(TimeScale scale) {
        return new ActWords("act", Optional.of(new Verb("acted", "acts")), scale, Optional.empty());
    }

    /**
     * What a purchase is called unless told: nothing that is not said by the definition.
     *
     * @param definition what counts as one
     * @return "purchase", "use" or "act"
     */
    public static String noun(PurchaseDefinition definition) {
        if (definition.filter().equals(Filter.purpose(Purpose.USE))) {
            return "use";
        }
        return definition.filter().toString().contains(Purpose.PURCHASE.name()) ? PURCHASE : "act";
    }

    /**
     * One of the acts.
     *
     * @return in the singular
     */
    public String act() {
        return act;
    }

    /**
     * Several of the acts.
     *
     * @return in the plural
     */
    public String plural() {
        return act.endsWith("s")
                ? act + "es"
                : act.endsWith("y") ? act.substring(0, act.length() - 1) + "ies" : act + "s";
    }

    private String counted(double number) {
        return Words.figure(number) + " " + (number == 1 ? act : plural());
    }

    /**
     * How often.
     *
     * @param number of acts
     * @return such as "bought 38 times", "38 visits", "bought in 38 months"
     */
    public String times(double number) {
        if (period.isPresent()) {
            String unit = period.get().name().toLowerCase(Locale.ROOT);
            String units = number == 1 ? unit.substring(0, unit.length() - 1) : unit;
            return verb.map(Verb::past).orElse("a " + act) + " in " + Words.figure(number) + " " + units;
        }
        return verb.map(did -> did.past() + " " + Words.times(number)).orElseGet(() -> counted(number));
    }

    /**
     * How often as a rule.
     *
     * @param gap the usual time from one to the next
     * @return such as "buys every 2.0 weeks as a rule"
     */
    public String every(double gap) {
        return verb.map(Verb::present).orElse("one " + act) + " every " + time(gap) + " as a rule";
    }

    /** "bought 3 days ago". */
    String ago(double silence) {
        return verb.map(Verb::past).orElse("last " + act) + " " + when(silence);
    }

    /** "just now", "today", "3 days ago". */
    String when(double silence) {
        return silence == 0 ? "just now" : isOfToday(silence) ? "today" : silence(silence) + " ago";
    }

    /** Whether a silence is of no whole day. */
    boolean isOfToday(double silence) {
        return period.isEmpty() && wholeDays(silence) < 1;
    }

    /**
     * How long a silence has lasted. A purchase stands at the start of its day, whenever on it the customer bought: of fewer days than are
     * written in weeks, whole ones are told, and none as less than one.
     */
    String silence(double silence) {
        if (isOfToday(silence)) {
            return "less than a day";
        }
        double days = wholeDays(silence);
        return period.isEmpty() && days < DAYS_AT_MOST ? time(days * day()) : time(silence);
    }

    /** A silence is a difference of times in any unit: what is nearly a day is one. */
    private double wholeDays(double silence) {
        return Math.floor(silence / day() + SLACK);
    }

    /** In the unit of these words. */
    private double day() {
        return TimeScale.DAYS.millis() / scale.millis();
    }

    /** "bought twice, 5.0 weeks apart". */
    String twice(double gap) {
        return verb.map(did -> did.past() + " twice, ").orElse("two " + plural() + " ") + time(gap) + " apart";
    }

    /**
     * A length of time.
     *
     * @param length in the unit of these words
     * @return such as "5.0 weeks"
     */
    public String time(double length) {
        return Words.time(length, scale);
    }
}
