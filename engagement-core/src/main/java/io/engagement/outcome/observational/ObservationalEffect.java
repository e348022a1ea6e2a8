package io.engagement.outcome.observational;

import io.engagement.outcome.effect.Effect;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What can be said of one window without a hold-out. Selection on lasting differences between customers leaves the difference
 * in differences right, selection on what they did last leaves the doubly robust difference right, and the two bracket the
 * truth (Ding and Li 2019, Political Analysis 27, 605-615): so the effect is the one of them that is less sure.
 *
 * <p>Placebo, E-value and breakdown value are those of the difference in differences, also where the effect is the doubly robust
 * one. A claim rests on both: the effect has the fewer standard errors, so the difference in differences, whose placebo found
 * nothing, is clear as well. The doubly robust difference can hold a claim back or change its size; it makes none alone. It has no
 * placebo as one could only be adjusted for the past before its earlier date, which is less than the effect is adjusted for. Where
 * good customers are contacted, such a placebo finds differences that are none: in 95 % of simulated bases and more, the difference
 * in differences in 5 to 7 %. To ask for both would forbid nearly all true claims there.
 *
 * @param name the window's name
 * @param window its periods, counted from the contact
 * @param effect per customer and period: the one of the two with fewer standard errors; the difference in differences if overlap
 *     is poor
 * @param differences difference in differences of the window's mean and the base's
 * @param doublyRobust the same, adjusted for the past by weights and by regression
 * @param logRatio log of (contacted after / before) / (controls after / before); undefined if a mean is not positive
 * @param placebo the difference in differences at earlier dates, whichever the effect is
 * @param sensitivity how much would have to be wrong with the difference in differences
 * @param treated contacted customers behind the effect: the same in both estimators
 * @param leftOut contacted customers who are not behind it, as they lack the base before, the window after, or comparable
 *     controls, or were trimmed
 * @param estimand whom the effect is an effect on
 * @param doubts why it is not to be claimed; none if it may be
 */
public record ObservationalEffect(
        String name,
        EventWindow window,
        Effect effect,
        Effect differences,
        Effect doublyRobust,
        Effect logRatio,
        PlaceboTest placebo,
        Sensitivity sensitivity,
        int treated,
        int leftOut,
        String estimand,
        Set<Doubt> doubts) {
    /**
     * How much would have to be wrong for a difference in differences to be none.
     *
     * @param eValue how strongly, as a ratio, something unknown would have to go with both contact and outcome to explain the
     *     estimate away (VanderWeele and Ding 2017, Ann Intern Med 167, 268-274), of the effect as a ratio; NaN if there is no
     *     ratio
     * @param eValueOfLimit the same for the end of the 95 % interval that is nearer to no effect; 1 if the interval holds it
     * @param breakdown how many times the largest placebo difference the groups may have drifted apart after the contact before the
     *     95 % interval reaches 0; 0 if it does so without any, infinite if placebo dates show nothing at all, NaN without any. Inspired
     *     by the relative magnitudes of Rambachan and Roth (2023, Review of Economic Studies 90, 2555-2591), but not comparable with the
     *     M-bar of HonestDiD: theirs bounds each step between consecutive periods after the contact by the largest step before it, and
     *     steps add up; this one bounds the whole bias of the window's mean by a placebo mean over the same distance
     */
    public record Sensitivity(double eValue, double eValueOfLimit, double breakdown) {}

    /**
     * Copies the doubts.
     *
     * @param name the window's name
     * @param window its periods, counted from the contact
     * @param effect per customer and period
     * @param differences difference in differences
     * @param doublyRobust the same, adjusted for the past
     * @param logRatio as a log ratio
     * @param placebo at earlier dates
     * @param sensitivity how much would have to be wrong
     * @param treated contacted customers behind the effect
     * @param leftOut contacted customers who are not
     * @param estimand whom the effect is an effect on
     * @param doubts why it is not to be claimed
     */
    public ObservationalEffect {
        doubts = Collections.unmodifiableSet(new TreeSet<>(doubts));
    }

    /**
     * Whether it may stand as a causal effect.
     *
     * @return if there is no doubt
     */
    public boolean isCredible() {
        return doubts.isEmpty();
    }

    /**
     * Whether there is an effect.
     *
     * @param level of the test, such as 0.05
     * @return if it is credible and its two-sided p-value is below the level
     */
    public boolean isClaimed(double level) {
        return isCredible() && effect.pValue() < level;
    }
}
