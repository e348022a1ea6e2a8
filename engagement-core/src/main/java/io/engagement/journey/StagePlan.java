package io.engagement.journey;

import io.engagement.initiative.SilenceHabit;
import io.engagement.internal.base.OwnGaps;
import io.engagement.internal.calendar.DayClock;
import io.engagement.internal.calendar.Millis;
import io.engagement.measure.Filter;
import io.engagement.measure.PurchaseDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Turns stages and their rules into the steps of a {@link StageWalk}, and gives each its slots. */
final class StagePlan {
    private static final int MOST_FILTERS = 51;

    private final StageList list;
    private final PurchaseDefinition acts;
    private final Optional<SilenceHabit> habit;
    private final String definition;
    private final DayClock clock;
    private final Filter[] filters;
    /** By stage after which others count, where the walk keeps when it began. */
    private final TreeMap<Integer, Integer> places = new TreeMap<>();

    private final List<StageStep> steps = new ArrayList<>();
    private int slots;

    StagePlan(StageList list, PurchaseDefinition acts, Optional<SilenceHabit> habit, String definition) {
        this.list = list;
        this.acts = acts;
        this.habit = habit;
        this.definition = definition;
        clock = DayClock.of(acts.zone());
        filters = distinct();
        list.all().forEach(rule -> rule.after().ifPresent(name -> places.put(list.place(name), 0)));
        slots = StageWalk.BEGUN;
        places.replaceAll((stage, none) -> slots++);
        for (String name : list.names()) {
            for (StageRule rule : list.rules(name)) {
                add(rule, list.place(name));
            }
        }
    }

    private Filter[] distinct() {
        Set<Filter> distinct = new LinkedHashSet<>(List.of(acts.filter()));
        for (StageRule rule : list.all()) {
            rule.looksAt().ifPresent(distinct::add);
            rule.until().ifPresent(distinct::add);
        }
        if (distinct.size() > MOST_FILTERS) {
            throw new IllegalArgumentException("stages take at most " + MOST_FILTERS
                    + " different filters, with that of acts, were " + distinct.size());
        }
        return distinct.toArray(Filter[]::new);
    }

    private long bit(Filter filter) {
        return StageWalk.KNOWN << (1 + Arrays.asList(filters).indexOf(filter));
    }

    private void add(StageRule rule, int stage) {
        int after = rule.after()
                .map(name -> places.getOrDefault(list.place(name), StageWalk.NONE))
                .orElse(StageWalk.NONE);
        StageStep step = step(rule, stage, after);
        steps.add(step);
        slots += step.slots();
    }

    private StageStep step(StageRule rule, int stage, int after) {
        double longest = rule.lasting().map(each -> (double) Millis.of(each)).orElse(StageStep.NEVER);
        return switch (rule.kind()) {
            case KNOWN -> new StageStep.First(stage, slots, longest, StageWalk.KNOWN);
            case SILENT -> new StageStep.Silent(stage, slots, limit(rule.least()), act(), after);
            case BACK ->
                new StageStep.Back(stage, slots, longest, list.place(rule.back().orElseThrow()), act(), clock);
            case TIMES, DAYS, SUM -> counted(rule, stage, longest, after);
        };
    }

    private OwnGaps.Quantile limit(double share) {
        SilenceHabit own = habit.orElseThrow();
        return OwnGaps.ofDeviations(own.m(), own.t(), own.s()).at(share);
    }

    private StageStep counted(StageRule rule, int stage, double longest, int after) {
        long bit = bit(rule.filter());
        long until = rule.until().map(this::bit).orElse(0L);
        boolean once = rule.kind() != StageRule.Kind.SUM && rule.least() == 1;
        return once && until == 0 && after < 0
                ? new StageStep.First(stage, slots, longest, bit)
                : new StageStep.Counted(stage, slots, longest, rule, bit, until, after, clock);
    }

    String definition() {
        return definition;
    }

    int stages() {
        return list.names().size();
    }

    DayClock clock() {
        return clock;
    }

    Filter[] filters() {
        return filters;
    }

    /** Of what breaks a silence. */
    long act() {
        return bit(acts.filter());
    }

    /** Whether any step begins with whatever happens first. */
    boolean isKnown() {
        return list.all().stream().anyMatch(rule -> rule.kind() == StageRule.Kind.KNOWN);
    }

    /** Stages after which others count, in the order of their slots. */
    int[] begun() {
        return places.keySet().stream().mapToInt(Integer::intValue).toArray();
    }

    StageStep[] steps() {
        return steps.toArray(StageStep[]::new);
    }

    int slots() {
        return slots;
    }
}
