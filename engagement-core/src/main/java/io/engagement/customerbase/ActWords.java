package io.engagement.customerbase;

import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.measure.Filter;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.score.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/** What sentences call the acts that a model counts: purchases have verbs, other acts a noun. Immutable. */
public final class ActWords {
    private static final String PURCHASE = "purchase";

    /** As {@link Words#time} has it. */
    private static final int DAYS_AT_MOST = 14;

    /** Of a day: less than a second. */
    private static final double ROUNDING = 1e-6;

    /**
     * Of a day: clocks that go forward make one an hour short. Where they do, an hour that is missing is let pass at all times, as nobody
     * knows from a length on which days it was: between 23:00 and 24:00 a purchase may be told as a day older than it is.
     */
    private static final double CLOCK_CHANGE = 1.0 / Duration.ofDays(1).toHours();

    /** Zones that have kept their clocks since then, such as those of Tokyo or Kolkata, are taken for such as always do. */
    private static final Instant CLOCKS_SINCE = Instant.parse("2000-01-01T00:00:00Z");

    private final String act;
    /** What customers did and do, where there is a word for it. */
    private final Optional<Verb> verb;

    private final TimeScale scale;
    /** By periods, several acts in one are one: "bought in 3 months". */
    private final Optional<TimeScale> period;
    /** What a day may lack, of a day; empty where times are not counted from the start of a day. */
    private final OptionalDouble slack;

    private record Verb(String past, String present) {}

    private ActWords(
            String act, Optional<Verb> verb, TimeScale scale, Optional<TimeScale> period, OptionalDouble slack) {
        this.act = Objects.requireNonNull(act, "act");
        this.verb = verb;
        this.scale = Objects.requireNonNull(scale, "scale");
        this.period = period;
        this.slack = slack;
    }

    private static Optional<Verb> verb(String act) {
        return Optional.of(new Verb("bought", "buys")).filter(any -> act.equals(PURCHASE));
    }

    /**
     * Words for acts of any kind, each at its own instant.
     *
     * @param act what one is called, in the singular; a {@code purchase} is bought
     * @param scale the unit of times
     * @return the words
     */
    public static ActWords of(String act, TimeScale scale) {
        return new ActWords(act, verb(act), scale, Optional.empty(), OptionalDouble.empty());
    }

    /**
     * Words for what a definition counts by days or by periods. By days, times since an act are told in whole ones.
     *
     * @param act what one is called, in the singular; a {@code purchase} is bought
     * @param scale the unit of times
     * @param definition what counts as one, and whose days
     * @return the words
     */
    public static ActWords of(String act, TimeScale scale, PurchaseDefinition definition) {
        OptionalDouble slack =
                definition.period().isPresent() ? OptionalDouble.empty() : OptionalDouble.of(slack(definition.zone()));
        return new ActWords(act, verb(act), scale, definition.period(), slack);
    }

    private static double slack(ZoneId zone) {
        return zone.getRules().nextTransition(CLOCKS_SINCE) == null ? ROUNDING : CLOCK_CHANGE + ROUNDING;
    }

    /**
     * Words for what customers do of their own accord.
     *
     * @param scale the unit of times
     * @return the words
     */
    public static ActWords ofOwnActs(TimeScale scale) {
        return new ActWords(
                "act", Optional.of(new Verb("acted", "acts")), scale, Optional.empty(), OptionalDouble.empty());
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
        return silence == 0 ? "just now" : isOfToday(silence) ? "today" : since(silence) + " ago";
    }

    /** Whether a silence is of no whole day. */
    boolean isOfToday(double silence) {
        return slack.isPresent() && wholeDays(silence) < 1;
    }

    /**
     * The time since an act. A purchase stands at the start of its day, whenever on it the customer bought: of fewer days than are written
     * in weeks, whole ones are told, and none as less than one.
     *
     * @param length in the unit of these words, not negative; NaN is "unknown"
     * @return such as "3 days", "less than a day"; as {@link #time} for acts at their own instants
     */
    public String since(double length) {
        if (isOfToday(length)) {
            return "less than a day";
        }
        double days = wholeDays(length);
        return slack.isPresent() && days < DAYS_AT_MOST ? time(days * day()) : time(length);
    }

    /** A length is a difference of times in any unit: what is nearly a day is one. */
    private double wholeDays(double length) {
        return Math.floor(length / day() + slack.orElse(0));
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
     * A length of time, as from one act to the next.
     *
     * @param length in the unit of these words; NaN is "unknown"
     * @return such as "5.0 weeks"; by days, "1 day" from one to the next, also where clocks went forward between them
     */
    public String time(double length) {
        boolean isShortDay = slack.isPresent() && length < day() && wholeDays(length) == 1;
        return Words.time(isShortDay ? day() : length, scale);
    }
}
