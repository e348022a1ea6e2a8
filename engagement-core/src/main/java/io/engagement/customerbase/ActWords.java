package io.engagement.customerbase;

import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.measure.Filter;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.score.Words;
import java.util.Locale;
import java.util.Optional;

/** What sentences call the acts that a model counts: purchases have verbs, other acts a noun. */
final class ActWords {
    private static final String PURCHASE = "purchase";

    private final String act;
    private final TimeScale scale;
    /** By periods, several acts in one are one: "bought in 3 months". */
    private final Optional<TimeScale> period;

    ActWords(String act, TimeScale scale, PurchaseDefinition definition) {
        this.act = act;
        this.scale = scale;
        this.period = definition.period();
    }

    /** What one of them is called unless told: nothing that is not said by the definition. */
    static String noun(PurchaseDefinition definition) {
        if (definition.filter().equals(Filter.purpose(Purpose.USE))) {
            return "use";
        }
        return definition.filter().toString().contains(Purpose.PURCHASE.name()) ? PURCHASE : "act";
    }

    private boolean bought() {
        return act.equals(PURCHASE);
    }

    String act() {
        return act;
    }

    String plural() {
        return act.endsWith("s")
                ? act + "es"
                : act.endsWith("y") ? act.substring(0, act.length() - 1) + "ies" : act + "s";
    }

    private String counted(double number) {
        return Words.figure(number) + " " + (number == 1 ? act : plural());
    }

    /** "bought 38 times", "38 visits", "bought in 38 months". */
    String times(double number) {
        if (period.isPresent()) {
            String unit = period.get().name().toLowerCase(Locale.ROOT);
            String units = number == 1 ? unit.substring(0, unit.length() - 1) : unit;
            return (bought() ? "bought in " : "a " + act + " in ") + Words.figure(number) + " " + units;
        }
        return bought() ? "bought " + Words.times(number) : counted(number);
    }

    /** "buys every 2.0 weeks as a rule". */
    String every(double gap) {
        return (bought() ? "buys every " : "one " + act + " every ") + time(gap) + " as a rule";
    }

    /** "bought 3 days ago". */
    String ago(double silence) {
        String when = silence == 0 ? "just now" : time(silence) + " ago";
        return (bought() ? "bought " : "last " + act + " ") + when;
    }

    /** "bought twice, 5.0 weeks apart". */
    String twice(double gap) {
        return (bought() ? "bought twice, " : "two " + plural() + " ") + time(gap) + " apart";
    }

    String time(double length) {
        return Words.time(length, scale);
    }
}
