package io.engagement.outcome;

import io.engagement.outcome.effect.Effect;
import io.engagement.outcome.observational.ObservationalEffect;
import io.engagement.outcome.observational.ObservationalEvidence;
import io.engagement.outcome.observational.Overlap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How an account without a hold-out stands to placebo dates, overlap and what is not known; empty cells with a hold-out. */
final class Robustness {
    private static final List<String> OF_VALUE = List.of(
            "placebo_dates", "placebo", "placebo_z", "placebo_detectable", "e_value", "e_value_of_limit", "breakdown");

    private final Optional<ObservationalEvidence> study;
    private final Effect leaving;

    private Robustness(Optional<ObservationalEvidence> study, Effect leaving) {
        this.study = study;
        this.leaving = leaving;
    }

    static Robustness of(Account account) {
        return new Robustness(account.study(), account.leavingPlacebo());
    }

    static List<String> columns() {
        return Stream.concat(
                        Stream.of("value_short", "value_long")
                                .flatMap(name -> OF_VALUE.stream().map(column -> name + "_" + column)),
                        Stream.of("departure_placebo", "departure_placebo_z", "effective_controls"))
                .toList();
    }

    List<Object> cells() {
        List<Object> cells = new ArrayList<>();
        for (String window : List.of(Observation.SHORT, Observation.LONG)) {
            Optional<ObservationalEffect> effect = study.map(all -> all.effect(window));
            cells.add(effect.map(each -> each.placebo().folds().size())
                    .map(Object.class::cast)
                    .orElse(""));
            cells.add(number(effect, each -> each.placebo().pooled().estimate()));
            cells.add(number(effect, each -> each.placebo().pooled().z()));
            cells.add(number(effect, each -> each.placebo().detectable()));
            cells.add(number(effect, each -> each.sensitivity().eValue()));
            cells.add(number(effect, each -> each.sensitivity().eValueOfLimit()));
            cells.add(number(effect, each -> each.sensitivity().breakdown()));
        }
        cells.add(leaving.estimate());
        cells.add(leaving.z());
        cells.add(controls());
        return cells;
    }

    private static double number(Optional<ObservationalEffect> effect, ToDoubleFunction<ObservationalEffect> number) {
        return effect.map(number::applyAsDouble).orElse(Double.NaN);
    }

    /** Of the group that has the fewest; NaN if there is none. */
    private double controls() {
        return study.map(all -> all.overlap().values().stream()
                        .mapToDouble(Overlap::effectiveControls)
                        .min()
                        .orElse(Double.NaN))
                .orElse(Double.NaN);
    }

    String words() {
        List<ObservationalEffect> windows = study.map(ObservationalEvidence::effects).orElse(List.of()).stream()
                .filter(effect -> effect.treated() > 0)
                .toList();
        return windows.isEmpty()
                ? ""
                : placebo(windows) + " E-value of the limit "
                        + each(windows, effect -> effect.sensitivity().eValueOfLimit())
                        + String.format(Locale.ROOT, "; %.0f controls count.", controls());
    }

    /** What they do at dates before the contact, of those that have enough of a past. */
    private static String placebo(List<ObservationalEffect> windows) {
        Map<Boolean, List<ObservationalEffect>> byPast =
                windows.stream().collect(Collectors.partitioningBy(Robustness::hasPast));
        List<ObservationalEffect> known = byPast.getOrDefault(true, List.of());
        List<ObservationalEffect> unknown = byPast.getOrDefault(false, List.of());
        String without = unknown.isEmpty()
                ? ""
                : " Of the " + names(unknown) + " window too little past is there to tell of such dates.";
        return known.isEmpty()
                ? " There is too little past for dates before the contact."
                : " At dates before the contact "
                        + (unknown.isEmpty() ? "such windows differ" : "the " + names(known) + " window differs")
                        + " by "
                        + each(known, effect -> effect.placebo().pooled().estimate()) + " ("
                        + each(known, effect -> effect.placebo().detectable())
                        + " would have been seen); groups may drift apart "
                        + each(known, effect -> effect.sensitivity().breakdown())
                        + " times as much as then." + without;
    }

    private static boolean hasPast(ObservationalEffect effect) {
        return !Double.isNaN(effect.placebo().pooled().estimate());
    }

    private static String names(List<ObservationalEffect> windows) {
        return windows.stream().map(ObservationalEffect::name).collect(Collectors.joining(" and "));
    }

    /** Of the short window, and of the long one if it is seen. */
    private static String each(List<ObservationalEffect> windows, ToDoubleFunction<ObservationalEffect> number) {
        return windows.stream()
                .mapToDouble(number)
                .mapToObj(value -> Double.isNaN(value) ? "unknown" : Sentence.number(value))
                .collect(Collectors.joining(" and "));
    }
}
