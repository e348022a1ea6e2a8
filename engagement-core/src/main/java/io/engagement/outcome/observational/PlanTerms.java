package io.engagement.outcome.observational;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The terms of a {@link StudyPlan} while they are put together. */
final class PlanTerms {
    int base;
    Map<String, EventWindow> windows = new LinkedHashMap<>();
    /** By window, of groups that have it at another time. */
    Map<String, Map<Integer, EventWindow>> ofGroups = new LinkedHashMap<>();

    Optional<Controls> controls = Optional.empty();
    Optional<PastBlocks> past = Optional.empty();
    Optional<Set<Integer>> groups = Optional.empty();
    AveragedDifferences.Unseen unseen = AveragedDifferences.Unseen.LEFT_OUT;
    double trim;
    boolean totals;
    int step = 1;

    PlanTerms changed(Consumer<PlanTerms> change) {
        PlanTerms copy = new PlanTerms();
        copy.base = base;
        copy.windows = new LinkedHashMap<>(windows);
        copy.ofGroups = new LinkedHashMap<>(ofGroups);
        copy.controls = controls;
        copy.past = past;
        copy.groups = groups;
        copy.unseen = unseen;
        copy.trim = trim;
        copy.totals = totals;
        copy.step = step;
        change.accept(copy);
        return copy;
    }
}
