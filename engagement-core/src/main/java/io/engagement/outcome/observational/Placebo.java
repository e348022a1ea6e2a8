package io.engagement.outcome.observational;

import io.engagement.outcome.effect.Effect;

/**
 * The difference in differences of a window at a date before the contact, where there is nothing to be found.
 *
 * @param earlier by how many periods the date is earlier
 * @param effect per period, 0 but for sampling error if the groups moved alike
 * @param treated how many contacted customers have the base periods before that date
 */
public record Placebo(int earlier, Effect effect, int treated) {}
