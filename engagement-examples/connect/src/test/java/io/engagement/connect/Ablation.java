package io.engagement.connect;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A mapping without one thing that it says: a condition, where a field comes from, a translation, a choice. A condition that is
 * lacking is one that always holds, so that what comes after it stays where it is.
 */
final class Ablation {
    private final Mapping whole;
    private final Map<String, Mapping> lacking = new LinkedHashMap<>();

    private Ablation(Mapping whole) {
        this.whole = whole;
    }

    /** By what is lacking. */
    static Map<String, Mapping> of(Mapping whole) {
        Ablation ablation = new Ablation(whole);
        if (!ablation.copy(said -> true).equals(whole)) {
            throw new AssertionError("the copy that nothing was taken from is another one:\n"
                    + ablation.copy(said -> true) + "\nin place of\n" + whole);
        }
        ablation.copy(said -> {
            ablation.lacking.put(said, ablation.copy(other -> !other.equals(said)));
            return true;
        });
        return ablation.lacking;
    }

    /** With what is to be kept alone, each thing told by a text of its own. */
    private Mapping copy(Predicate<String> kept) {
        MappingBuilder copy = Mapping.builder().layout(whole.layout()).numbers(whole.numbers());
        choices(copy, kept);
        whole.money().rates().forEach(copy::rate);
        whole.joins().forEach(copy::join);
        for (Condition condition : whole.conditions()) {
            add(condition, "where ", kept, copy::where);
        }
        for (Field field : Field.values()) {
            for (Origin origin : whole.origins(field)) {
                String name = field.shortName() + " from " + origin.kind() + " " + origin.text() + " " + origin.when();
                if (isFoundByName(field) || kept.test(name)) {
                    copy.map(field, conditional(origin, name + " ", kept));
                }
            }
            whole.translations(field).forEach((text, value) -> {
                if (kept.test(field.shortName() + " " + text + " is " + value)) {
                    copy.translate(field, text, value);
                }
            });
        }
        return copy.build();
    }

    /** A column with the field's own name would serve it too if nothing was said of it. */
    private boolean isFoundByName(Field field) {
        List<Origin> origins = whole.origins(field);
        Origin first = origins.get(0);
        return origins.size() == 1 && first.isColumn() && first.isUnconditional() && field.isNamed(first.text());
    }

    private void choices(MappingBuilder copy, Predicate<String> kept) {
        if (whole.timeFormat().equals(TimeFormat.AUTO) || kept.test("time-format")) {
            copy.timeFormat(whole.timeFormat());
        }
        whole.timeZone().filter(zone -> kept.test("time-zone")).ifPresent(copy::timeZone);
        whole.currency().ifPresent(copy::currency);
        if (whole.repeatedIds() != RepeatedIds.EQUAL && kept.test("repeated-ids")) {
            copy.repeatedIds(whole.repeatedIds());
        }
        for (MergedCustomers merged : whole.mergedCustomers()) {
            if (kept.test("merged-customers")) {
                copy.mergedCustomers(merged);
            }
        }
        if (whole.noCustomer() != NoCustomer.REFUSE && kept.test("no-customer")) {
            copy.noCustomer(whole.noCustomer());
        }
        if (whole.money().unit() != AmountUnit.MAJOR && kept.test("amount-unit")) {
            copy.amountUnit(whole.money().unit());
        }
        if (whole.durationUnit() != DurationUnit.S && kept.test("duration-unit")) {
            copy.durationUnit(whole.durationUnit());
        }
    }

    private static Origin conditional(Origin origin, String name, Predicate<String> kept) {
        Origin[] copy = {new Origin(origin.kind(), origin.text(), List.of())};
        for (Condition condition : origin.when()) {
            Origin before = copy[0];
            add(condition, name, kept, each -> copy[0] = copy[0].when(each));
            if (copy[0].equals(before)) {
                copy[0] = before.when(Condition.parse(condition.column() + "==" + condition.column()));
            }
        }
        return copy[0];
    }

    private static void add(Condition condition, String name, Predicate<String> kept, Consumer<Condition> taker) {
        for (String text : condition.texts()) {
            String said = condition.column() + condition.test().sign() + text;
            if (kept.test(name + said)) {
                taker.accept(Condition.parse(said));
            }
        }
    }
}
