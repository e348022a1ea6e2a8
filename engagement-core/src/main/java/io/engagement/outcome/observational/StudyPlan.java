package io.engagement.outcome.observational;

import io.engagement.internal.math.Checks;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What a study without a hold-out looks at, said before it looks. Immutable. */
public final class StudyPlan {
    private static final EventWindow NONE = new EventWindow(0, 0);

    private final PlanTerms terms;
    private final int last;

    private StudyPlan(PlanTerms terms) {
        this.terms = terms;
        // Asked for each customer.
        this.last = terms.windows.keySet().stream()
                .flatMap(this::all)
                .mapToInt(EventWindow::to)
                .max()
                .orElse(0);
    }

    private StudyPlan with(Consumer<PlanTerms> change) {
        return new StudyPlan(terms.changed(change));
    }

    /**
     * A plan without a window yet.
     *
     * @param base number of periods before the contact that windows are compared with
     * @return a plan with controls who are contacted later if there are enough, else with those never contacted
     * @throws IllegalArgumentException if the base is not at least 1
     */
    public static StudyPlan of(int base) {
        Checks.within("base", base, 1, 1_000_000);
        PlanTerms terms = new PlanTerms();
        terms.base = base;
        return new StudyPlan(terms);
    }

    /**
     * This plan with one more window.
     *
     * @param name such as {@code short} or {@code long}
     * @param window from the contact on; an incentive's own end should lie before a long one
     * @return the changed copy
     * @throws IllegalArgumentException if the name is blank or the window begins before the contact
     */
    public StudyPlan withWindow(String name, EventWindow window) {
        return withWindow(name, window, Map.of());
    }

    /**
     * This plan with one more window, which some groups have at another time, as their incentive ends earlier or later.
     *
     * @param name such as {@code short} or {@code long}
     * @param window of all other groups
     * @param ofGroups by the period of the group's contact
     * @return the changed copy
     * @throws IllegalArgumentException if the name is blank or a window begins before the contact
     */
    public StudyPlan withWindow(String name, EventWindow window, Map<Integer, EventWindow> ofGroups) {
        Stream.concat(Stream.of(window), ofGroups.values().stream()).forEach(each -> {
            if (name.isBlank() || each.from() < 0) {
                throw new IllegalArgumentException(
                        "a window must have a name and begin at the contact, 0, or later, was '" + name + "' " + each);
            }
        });
        return with(all -> {
            all.windows.put(name, window);
            all.ofGroups.put(name, Map.copyOf(ofGroups));
        });
    }

    /**
     * This plan for effects over a whole window, where without it they are of the mean period. Groups whose windows differ in length
     * can only be put together so.
     *
     * @return the changed copy
     */
    public StudyPlan withTotals() {
        return with(all -> all.totals = true);
    }

    /**
     * This plan with groups that see only a part of a window: its periods that are seen stand for it. Without it they are left out.
     *
     * @return the changed copy
     */
    public StudyPlan withPartlySeen() {
        return with(all -> all.unseen = AveragedDifferences.Unseen.AVERAGED);
    }

    /**
     * This plan with periods that are put together where one tells too little: in the test before the contact, and in the past by
     * which customers are made comparable.
     *
     * @param periods how many, such as 7 days
     * @return the changed copy
     * @throws IllegalArgumentException if it is not at least 1
     */
    public StudyPlan withStep(int periods) {
        Checks.within("periods", periods, 1, 1_000_000);
        return with(all -> all.step = periods);
    }

    /**
     * This plan for effects on some groups only; others may be controls.
     *
     * @param groups by the period of their contacts
     * @return the changed copy
     */
    public StudyPlan withGroups(Set<Integer> groups) {
        Set<Integer> copy = Set.copyOf(groups);
        return with(all -> all.groups = Optional.of(copy));
    }

    /**
     * This plan with controls of a kind.
     *
     * @param of with whom contacted customers are compared
     * @return the changed copy
     */
    public StudyPlan withControls(Controls of) {
        Objects.requireNonNull(of, "of");
        return with(all -> all.controls = Optional.of(of));
    }

    /**
     * This plan with a past by which customers are made comparable. Without it, all periods before the contact are taken, in
     * blocks that are the longer, the longer ago.
     *
     * @param blocks of periods before the contact; groups that do not have them are left out
     * @return the changed copy
     */
    StudyPlan withPast(PastBlocks blocks) {
        return with(all -> all.past = Optional.of(blocks));
    }

    /**
     * This plan without customers who were all but sure to be contacted. They are counted, and all estimates, placebos and tests are of
     * the others. Who is left out of one group's comparison is left out of all; a group needs 50 customers who are left. Weights are
     * then reckoned of all controls.
     *
     * @param share customers with a propensity above one less this are left out; 0 for none
     * @return the changed copy
     * @throws IllegalArgumentException if the share does not lie between 0 and 0.5
     */
    public StudyPlan withTrim(double share) {
        Checks.within("share", share, 0, 0.5);
        return with(all -> all.trim = share);
    }

    /**
     * The base.
     *
     * @return number of periods before the contact
     */
    public int base() {
        return terms.base;
    }

    /**
     * The windows.
     *
     * @return by name, in the order in which they were added
     */
    public Map<String, EventWindow> windows() {
        return Collections.unmodifiableMap(terms.windows);
    }

    Optional<Controls> controls() {
        return terms.controls;
    }

    double trim() {
        return terms.trim;
    }

    int step() {
        return terms.step;
    }

    boolean takesGroup(int group) {
        return terms.groups.isEmpty() || terms.groups.get().contains(group);
    }

    /** All windows of a name, whatever the group. */
    private Stream<EventWindow> all(String name) {
        return Stream.concat(
                Stream.of(terms.windows.getOrDefault(name, NONE)),
                terms.ofGroups.getOrDefault(name, Map.of()).values().stream());
    }

    /** The window of a group. */
    EventWindow window(String name, int group) {
        return terms.ofGroups.getOrDefault(name, Map.of()).getOrDefault(group, terms.windows.getOrDefault(name, NONE));
    }

    /** The window that reaches furthest, and as long as the longest: where placebo dates must lie. */
    EventWindow widest(String name) {
        int to = all(name).mapToInt(EventWindow::to).max().orElseThrow();
        int length = all(name).mapToInt(EventWindow::length).max().orElseThrow();
        return new EventWindow(to - length + 1, to);
    }

    /** What is compared for a group. */
    AveragedDifferences.Design design(String name, int group) {
        return new AveragedDifferences.Design(terms.base, window(name, group), 0, terms.unseen);
    }

    /** How an effect a period is told. */
    double scale(String name, int group) {
        return terms.totals ? window(name, group).length() : 1;
    }

    /** Whether a group sees a window, when so many periods follow its contact. */
    boolean isSeen(int group, int periods) {
        return terms.windows.keySet().stream().map(name -> window(name, group)).anyMatch(window -> seen(window, periods)
                .isPresent());
    }

    /** What is taken of a window when so many periods follow the contact, its own among them. */
    Optional<EventWindow> seen(EventWindow window, int periods) {
        boolean isPart = terms.unseen == AveragedDifferences.Unseen.AVERAGED;
        return (isPart ? window.from() : window.to()) < periods
                ? Optional.of(new EventWindow(window.from(), Math.min(window.to(), periods - 1)))
                : Optional.empty();
    }

    /** The past of a group with so many periods before its contact; empty if it has too few. */
    Optional<PastBlocks> past(int periods) {
        return terms.past.isPresent()
                ? terms.past.filter(blocks -> blocks.reach() <= periods)
                : Optional.of(PastBlocks.doubling(periods / terms.step).times(terms.step));
    }

    /** The last period after the contact that is looked at. */
    int last() {
        return last;
    }
}
