package io.engagement.outcome.observational;

import io.engagement.fit.ChiSquareTest;
import io.engagement.fit.Interval;
import io.engagement.table.Table;
import io.engagement.table.Tabular;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a study says of one outcome: an effect for each window, claimed or with the doubts why not. "No causal claim" is a proper
 * answer. Immutable.
 */
public final class ObservationalEvidence implements Tabular {
    private static final double LEVEL = 0.05;

    private final List<ObservationalEffect> effects;
    private final Controls controls;
    private final SortedMap<Integer, Overlap> overlap;
    private final Optional<ChiSquareTest> pretest;
    private final double[][] covariances;

    ObservationalEvidence(
            List<ObservationalEffect> effects,
            Controls controls,
            SortedMap<Integer, Overlap> overlap,
            Optional<ChiSquareTest> pretest,
            double[]... covariances) {
        this.covariances = covariances;
        this.effects = List.copyOf(effects);
        this.controls = controls;
        this.overlap = Collections.unmodifiableSortedMap(new TreeMap<>(overlap));
        this.pretest = pretest;
    }

    /**
     * The effects.
     *
     * @return one for each window, in the order of the plan
     */
    public List<ObservationalEffect> effects() {
        return effects;
    }

    /**
     * The effect in a window.
     *
     * @param name of the window
     * @return the effect, with its doubts
     * @throws IllegalArgumentException if the plan has no such window
     */
    public ObservationalEffect effect(String name) {
        return effects.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no window '" + name + "', there is "
                        + effects.stream().map(ObservationalEffect::name).toList()));
    }

    /**
     * With whom contacted customers are compared.
     *
     * @return those contacted later, or never
     */
    public Controls controls() {
        return controls;
    }

    /**
     * Whether controls can stand for the contacted customers.
     *
     * @return by the period of the group's contact
     */
    public SortedMap<Integer, Overlap> overlap() {
        return overlap;
    }

    /**
     * Wald's test that the groups moved alike in up to eight periods before the contact, over groups.
     *
     * @return empty if there is no such period
     */
    public Optional<ChiSquareTest> pretest() {
        return pretest;
    }

    /**
     * The covariance of two windows' differences in differences.
     *
     * @param first one
     * @param second the other one, or the same: the squared standard error
     * @return NaN if one of them is undefined
     * @throws IllegalArgumentException if the plan has no such window
     */
    public double covariance(String first, String second) {
        return covariances[effects.indexOf(effect(first))][effects.indexOf(effect(second))];
    }

    /**
     * Whether anything is claimed, all windows together.
     *
     * @param level of the family, such as 0.05
     * @return if an effect is credible, and clear at the level over the number of windows (Bonferroni: the first step of Holm's)
     */
    public boolean isClaimed(double level) {
        return effects.stream().anyMatch(each -> each.isClaimed(level / effects.size()));
    }

    @Override
    public Table table() {
        Table.Builder table = Table.builder()
                .column("window")
                .column("periods")
                .column("effect")
                .column("standard_error")
                .column("lower")
                .column("upper")
                .column("differences")
                .column("doubly_robust")
                .column("log_ratio")
                .column("placebo")
                .column("placebo_z", "%.2f")
                .column("e_value", "%.2f")
                .column("e_value_of_limit", "%.2f")
                .column("breakdown", "%.2f")
                .column("customers")
                .column("left_out")
                .column("says")
                .column("doubts");
        effects.forEach(each -> add(table, each));
        return table.build();
    }

    private void add(Table.Builder table, ObservationalEffect each) {
        Interval interval = each.effect().interval(0.95);
        table.row(
                each.name(),
                each.window(),
                each.effect().estimate(),
                each.effect().standardError(),
                interval.lower(),
                interval.upper(),
                each.differences().estimate(),
                each.doublyRobust().estimate(),
                each.logRatio().estimate(),
                each.placebo().pooled().estimate(),
                each.placebo().pooled().z(),
                each.sensitivity().eValue(),
                each.sensitivity().eValueOfLimit(),
                each.sensitivity().breakdown(),
                each.treated(),
                each.leftOut(),
                says(each),
                each.doubts().stream().map(Doubt::name).collect(Collectors.joining(" ")));
    }

    private String says(ObservationalEffect each) {
        if (!each.isCredible()) {
            return "no causal claim";
        }
        if (!each.isClaimed(LEVEL / effects.size())) {
            return "nothing clear";
        }
        return each.effect().estimate() > 0 ? "more" : "less";
    }

    /** One sentence for each window. */
    @Override
    public String toString() {
        return effects.stream().map(this::sentence).collect(Collectors.joining("\n", "", "\n"));
    }

    private String sentence(ObservationalEffect each) {
        if (each.isCredible()) {
            return Sentences.credible(each, says(each));
        }
        return Sentences.noClaim(each);
    }
}
