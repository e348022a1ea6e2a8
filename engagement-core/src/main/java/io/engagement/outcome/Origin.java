package io.engagement.outcome;

import io.engagement.internal.math.DrawnByChance;
import io.engagement.outcome.experiment.ArmShares;
import io.engagement.outcome.experiment.Assignments;
import io.engagement.outcome.experiment.SampleRatio;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where the arms of some waves come from.
 *
 * @param ratios of each draw whose shares were planned
 * @param repeated contacts that are given more than once
 * @param likeness what speaks for ids that are written otherwise in the log
 */
record Origin(List<SampleRatio> ratios, int repeated, String likeness) {
    /** Several waves may share one draw, each with an arm of its own: it counts once. */
    static Origin of(List<Wave> waves, int repeated, String likeness) {
        Set<Assignments> drawn = Collections.newSetFromMap(new IdentityHashMap<>());
        List<SampleRatio> ratios = new ArrayList<>();
        for (Wave wave : waves) {
            Optional<ArmShares> planned = wave.plannedShares();
            if (planned.isPresent() && drawn.add(wave.assignments())) {
                ratios.add(SampleRatio.of(wave.assignments().counts(), planned.get()));
            }
        }
        return new Origin(List.copyOf(ratios), repeated, likeness);
    }

    /** Of all draws together. */
    Optional<SampleRatio> ratio() {
        return ratios.stream().reduce(SampleRatio::and);
    }

    /** Whether all together do not fit the plan, or one among so many. */
    boolean isMismatch() {
        return ratio().filter(SampleRatio::isMismatch).isPresent()
                || ratios.stream().anyMatch(ratio -> DrawnByChance.isRefuted(ratios.size() * ratio.pValue()));
    }
}
