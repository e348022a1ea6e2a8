package io.engagement.outcome.observational;

import io.engagement.outcome.effect.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A campaign without a hold-out: who was contacted, beside controls who were not, or not yet. Controls, weights and groups come from
 * the panel that it is made of, what customers spent say; then any outcome of the same customers can be asked for. Immutable.
 *
 * <p>Groups are customers first contacted in the same period. One takes part if it has 50 customers, the base before the contact and a
 * window after it. Weights are reckoned of all controls, or of 10,000 and five for each contacted customer if there are more.
 * Customers take part whom the company knew before the first group's base: newcomers have no past to compare. Who is {@linkplain
 * StudyPlan#withTrim trimmed} takes no part in any estimate, placebo or test.
 */
public final class ObservationalStudy {
    /** Customers of a group, and controls. */
    private static final int LEAST = 50;

    private final Panel panel;
    private final FirstContacts contacts;
    private final StudyPlan plan;
    private final Controls controls;
    private final int seenBy;
    private final Comparisons comparisons;
    private final List<Panel> unrelated;

    private ObservationalStudy(
            Panel panel,
            FirstContacts contacts,
            StudyPlan plan,
            Controls controls,
            int seenBy,
            Comparisons comparisons,
            List<Panel> unrelated) {
        this.panel = panel;
        this.contacts = contacts;
        this.plan = plan;
        this.controls = controls;
        this.seenBy = seenBy;
        this.comparisons = comparisons;
        this.unrelated = unrelated;
    }

    /**
     * A study.
     *
     * @param panel by whose past customers are made comparable, and whose outcome is looked at first
     * @param contacts when each of its customers was first contacted
     * @param plan base and windows
     * @return the study
     * @throws IllegalArgumentException if the contacts are of another panel, or the plan has no window
     */
    public static ObservationalStudy of(Panel panel, FirstContacts contacts, StudyPlan plan) {
        if (contacts.units() != panel.units() || plan.windows().isEmpty()) {
            throw new IllegalArgumentException("a study needs contacts of its panel's " + panel.units()
                    + " customers and a plan with a window, had contacts of " + contacts.units() + " and windows "
                    + plan.windows());
        }
        int first = panel.firstPeriod();
        SortedMap<Integer, Integer> sizes = sizes(panel, contacts, plan, Integer.MAX_VALUE);
        int seenBy = sizes.isEmpty() ? 0 : Math.max(0, sizes.firstKey() - first - plan.base());
        SortedMap<Integer, Integer> groups = sizes(panel, contacts, plan, seenBy);
        Controls controls = plan.controls().orElseGet(() -> enoughLater(panel, contacts, plan, seenBy, groups));
        Comparisons comparisons =
                Comparisons.of(new Comparisons.Source(panel, contacts, plan, controls, seenBy), groups.keySet(), LEAST);
        return new ObservationalStudy(panel, contacts, plan, controls, seenBy, comparisons, List.of());
    }

    /** Groups that are large enough, have the base before them and a window after them. */
    private static SortedMap<Integer, Integer> sizes(Panel panel, FirstContacts contacts, StudyPlan plan, int seenBy) {
        SortedMap<Integer, Integer> sizes = new TreeMap<>();
        for (int row = 0; row < panel.units(); row++) {
            int group = contacts.period(row);
            long date = (long) group - panel.firstPeriod();
            if (date >= plan.base() && date < panel.periods() && panel.entry(row) <= seenBy) {
                sizes.merge(group, 1, Integer::sum);
            }
        }
        sizes.values().removeIf(size -> size < LEAST);
        sizes.keySet()
                .removeIf(group -> !plan.takesGroup(group)
                        || !plan.isSeen(group, panel.periods() - (group - panel.firstPeriod())));
        return sizes;
    }

    private static Controls enoughLater(
            Panel panel, FirstContacts contacts, StudyPlan plan, int seenBy, SortedMap<Integer, Integer> groups) {
        boolean enough = groups.entrySet().stream()
                .allMatch(group -> controls(panel, contacts, seenBy, Controls.LATER, group.getKey() + plan.last())
                        >= Math.max(LEAST, group.getValue() / 4));
        return enough ? Controls.LATER : Controls.NEVER;
    }

    private static long controls(Panel panel, FirstContacts contacts, int seenBy, Controls controls, int last) {
        return IntStream.range(0, panel.units())
                .filter(row -> panel.entry(row) <= seenBy && controls.includes(contacts.period(row), last))
                .count();
    }

    /**
     * This study with an outcome that the contact cannot change, such as another shop's sales. If it changes, nothing is claimed.
     *
     * @param outcome of the same customers and periods
     * @return the changed copy
     * @throws IllegalArgumentException if customers or periods are others
     */
    public ObservationalStudy withUnrelated(Panel outcome) {
        panel.requireSameUnits(outcome);
        List<Panel> more = new ArrayList<>(unrelated);
        more.add(outcome);
        return new ObservationalStudy(panel, contacts, plan, controls, seenBy, comparisons, List.copyOf(more));
    }

    /**
     * What can be said of the outcome of the panel that the study is made of.
     *
     * @return effects with doubts
     */
    public ObservationalEvidence evidence() {
        return evidence(panel);
    }

    /**
     * What can be said of another outcome: complaints, say, where customers are made comparable by what they spent.
     *
     * @param outcome of the same customers and periods
     * @return effects with doubts
     * @throws IllegalArgumentException if customers or periods are others
     */
    public ObservationalEvidence evidence(Panel outcome) {
        panel.requireSameUnits(outcome);
        return new StudyOutcome(this, outcome).evidence();
    }

    StudyPlan plan() {
        return plan;
    }

    /**
     * With whom contacted customers are compared.
     *
     * @return those contacted later if they are enough for all groups, else those never contacted; or as planned
     */
    public Controls controls() {
        return controls;
    }

    /**
     * Whether controls can stand for the contacted customers.
     *
     * @return by the period of the group's contact; none if there is no group
     */
    public SortedMap<Integer, Overlap> overlap() {
        SortedMap<Integer, Overlap> all = new TreeMap<>();
        comparisons.byGroup().forEach((group, comparison) -> all.put(group, comparison.overlap()));
        return all;
    }

    /** Of groups that take part and of their controls, in the periods that base, windows and placebo dates reach. */
    CohortMoments moments(Panel outcome) {
        int latest = comparisons.byGroup().isEmpty()
                ? panel.firstPeriod()
                : comparisons.byGroup().lastKey();
        int earliest = comparisons.byGroup().isEmpty()
                ? panel.firstPeriod()
                : comparisons.byGroup().firstKey();
        int reach = plan.base() + 1 + (1 + StudyOutcome.MOST_FOLDS) * (1 + plan.last());
        reach = Math.max(reach, (StudyOutcome.TESTED + 1) * plan.step());
        return CohortMoments.of(
                outcome,
                row -> group(row, earliest, latest),
                Math.max(0, earliest - panel.firstPeriod() - reach),
                Math.min(panel.periods() - 1, latest - panel.firstPeriod() + plan.last()));
    }

    private int group(int row, int earliest, int latest) {
        int group = contacts.period(row);
        if (panel.entry(row) > seenBy || comparisons.leftOut().get(row)) {
            return CohortMoments.NONE;
        }
        if (comparisons.byGroup().containsKey(group)) {
            return group;
        }
        boolean isControl = controls.includes(group, earliest + plan.last());
        // All who are contacted later than any window are alike here.
        int latestOfAll = latest + plan.last() + 1;
        return isControl ? group == FirstContacts.NEVER ? group : Math.min(group, latestOfAll) : CohortMoments.NONE;
    }

    boolean takesPart(int group) {
        return comparisons.byGroup().containsKey(group);
    }

    boolean isSelfSelected() {
        return contacts.isSelfSelected();
    }

    List<Panel> unrelated() {
        return unrelated;
    }

    /** Customers who were contacted at all. */
    int contacted() {
        return (int) IntStream.range(0, contacts.units())
                .filter(contacts::isContacted)
                .count();
    }

    /** Customers of some groups who were left out as they were all but sure to be contacted. */
    int trimmed(List<Integer> groups) {
        return (int) comparisons.leftOut().stream()
                .filter(row -> groups.contains(contacts.period(row)))
                .count();
    }

    /** Doubly robust, of some groups by their sizes; undefined if one of them is wholly unlike its controls. */
    Effect doublyRobust(Panel outcome, String window, List<Integer> groups) {
        double all = groups.stream().mapToInt(group -> of(group).treated()).sum();
        double[] influence = new double[outcome.units()];
        Map<Integer, Double> effects = new TreeMap<>();
        double mean = 0;
        for (int group : groups) {
            int date = group - panel.firstPeriod();
            EventWindow seen = plan.seen(plan.window(window, group), panel.periods() - date)
                    .orElseThrow();
            double[] change = DoublyRobust.change(
                    outcome,
                    new EventWindow(date - plan.base(), date - 1),
                    seen.shifted(date),
                    plan.scale(window, group));
            double share = of(group).treated() / all;
            double effect = of(group).estimate(change, share, influence);
            effects.put(group, effect);
            mean += share * effect;
        }
        for (Map.Entry<Integer, Double> each : effects.entrySet()) {
            of(each.getKey()).addToTreated(influence, (each.getValue() - mean) / all);
        }
        return groups.isEmpty() ? Effect.undefined() : DoublyRobust.effect(mean, influence);
    }

    private GroupComparison of(int group) {
        return Optional.ofNullable(comparisons.byGroup().get(group)).orElseThrow();
    }
}
