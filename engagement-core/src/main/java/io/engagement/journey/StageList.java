package io.engagement.journey;

import io.engagement.domain.Registry;
import io.engagement.fit.ModelText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Names of stages in their order, and the rules of each. Immutable once it is built. */
final class StageList {
    /** More would be no stages any longer. */
    private static final int MOST = 100;

    private final Map<String, List<StageRule>> rules = new LinkedHashMap<>();

    /** Adds a stage, which goes before those added so far. */
    void add(String name, boolean hasHabit, StageRule... of) {
        if (of.length == 0 || rules.size() == MOST) {
            throw new IllegalArgumentException(
                    "a stage needs a rule, and there are at most " + MOST + " stages: at '" + name + "'");
        }
        for (StageRule rule : of) {
            check(name, rule, hasHabit);
        }
        if (rules.put(StageNames.checked(name), List.of(of)) != null) {
            throw new IllegalArgumentException("two stages are named '" + name + "': rename one");
        }
    }

    private void check(String name, StageRule rule, boolean hasHabit) {
        rule.after().filter(earlier -> !rules.containsKey(earlier)).ifPresent(missing -> {
            throw new IllegalArgumentException("stage '" + name + "' counts after '" + missing
                    + "', which must be one of the stages before it: " + rules.keySet());
        });
        if (rule.kind() == StageRule.Kind.SILENT && !hasHabit) {
            throw new IllegalArgumentException(
                    "stage '" + name + "' looks at silence: begin with a habit, as SilenceHabit.fit gives it");
        }
    }

    /** A copy that is whole. */
    StageList built() {
        if (rules.isEmpty()) {
            throw new IllegalArgumentException("stages must be at least one, were none");
        }
        rules.forEach((name, of) -> of.forEach(rule -> rule.back()
                .filter(other -> !rules.containsKey(other) || other.equals(name))
                .ifPresent(other -> {
                    throw new IllegalArgumentException("stage '" + name + "' is one of coming back from '" + other
                            + "', which must be another of " + rules.keySet());
                })));
        StageList copy = new StageList();
        copy.rules.putAll(rules);
        return copy;
    }

    List<String> names() {
        return List.copyOf(rules.keySet());
    }

    List<StageRule> rules(String name) {
        return rules.getOrDefault(name, List.of());
    }

    /** Where a stage stands; -1 if there is none of that name. */
    int place(String name) {
        return names().indexOf(name);
    }

    /** Of all stages. */
    List<StageRule> all() {
        return rules.values().stream().flatMap(List::stream).toList();
    }

    /** Whether a stage has a rule of one of these kinds. */
    boolean has(String name, StageRule.Kind... kinds) {
        return rules(name).stream().anyMatch(rule -> Arrays.asList(kinds).contains(rule.kind()));
    }

    ModelText writtenTo(ModelText text) {
        List<String> names = names();
        ModelText all = text.with("stages", Integer.toString(names.size()));
        for (int i = 0; i < names.size(); i++) {
            List<StageRule> of = rules(names.get(i));
            all = all.with("stage." + i, names.get(i)).with("rules." + i, Integer.toString(of.size()));
            for (int j = 0; j < of.size(); j++) {
                all = all.withPart("rule." + i + "." + j, StageRuleText.of(of.get(j)));
            }
        }
        return all;
    }

    /** Adds the stages of a text to a builder. */
    static Stages.Builder read(ModelText text, Registry registry, Stages.Builder builder) {
        int size = text.whole("stages", 1, MOST);
        for (int i = 0; i < size; i++) {
            List<StageRule> of = new ArrayList<>();
            int rules = text.whole("rules." + i, 1, MOST);
            for (int j = 0; j < rules; j++) {
                of.add(StageRuleText.read(text, "rule." + i + "." + j, registry));
            }
            builder.stage(text.word("stage." + i), of.toArray(StageRule[]::new));
        }
        return builder;
    }

    /** A line for each stage: its name and its rules, in words. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        rules.forEach((name, of) -> text.append(name)
                .append(": ")
                .append(String.join(
                        "; or ", of.stream().map(StageRule::toString).toList()))
                .append('\n'));
        return text.toString();
    }
}
