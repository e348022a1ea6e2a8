package io.engagement.outcome.observational;

import io.engagement.internal.math.Checks;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a study without a hold-out looks at, said before it looks. Immutable. */
public final class StudyPlan {
    private final int base;
    private final Map<String, EventWindow> windows;
    private final Optional<Controls> controls;
    private final Optional<PastBlocks> past;
    private final double trim;

    private StudyPlan(
            int base,
            Map<String, EventWindow> windows,
            Optional<Controls> controls,
            Optional<PastBlocks> past,
            double trim) {
        this.base = base;
        this.windows = windows;
        this.controls = controls;
        this.past = past;
        this.trim = trim;
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
        return new StudyPlan(base, Map.of(), Optional.empty(), Optional.empty(), 0);
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
        if (name.isBlank() || window.from() < 0) {
            throw new IllegalArgumentException(
                    "a window must have a name and begin at the contact, 0, or later, was '" + name + "' " + window);
        }
        Map<String, EventWindow> more = new LinkedHashMap<>(windows);
        more.put(name, window);
        return new StudyPlan(base, Collections.unmodifiableMap(more), controls, past, trim);
    }

    /**
     * This plan with controls of a kind.
     *
     * @param of with whom contacted customers are compared
     * @return the changed copy
     */
    public StudyPlan withControls(Controls of) {
        return new StudyPlan(base, windows, Optional.of(of), past, trim);
    }

    /**
     * This plan with a past by which customers are made comparable. Without it, all periods before the contact are taken, in
     * {@linkplain PastBlocks#doubling blocks that are the longer, the longer ago}.
     *
     * @param blocks of periods before the contact; groups that do not have them are left out
     * @return the changed copy
     */
    public StudyPlan withPast(PastBlocks blocks) {
        return new StudyPlan(base, windows, controls, Optional.of(blocks), trim);
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
        return new StudyPlan(base, windows, controls, past, Checks.within("share", share, 0, 0.5));
    }

    /**
     * The base.
     *
     * @return number of periods before the contact
     */
    public int base() {
        return base;
    }

    /**
     * The windows.
     *
     * @return by name, in the order in which they were added
     */
    public Map<String, EventWindow> windows() {
        return windows;
    }

    Optional<Controls> controls() {
        return controls;
    }

    double trim() {
        return trim;
    }

    /** The past of a group with so many periods before its contact; empty if it has too few. */
    Optional<PastBlocks> past(int periods) {
        return past.isPresent()
                ? past.filter(blocks -> blocks.reach() <= periods)
                : Optional.of(PastBlocks.doubling(periods));
    }

    /** The last period after the contact that is looked at. */
    int last() {
        return windows.values().stream().mapToInt(EventWindow::to).max().orElse(0);
    }
}
