package io.engagement.outcome.observational;

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
