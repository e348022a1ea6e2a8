package io.engagement.outcome.observational;

import io.engagement.outcome.effect.Effect;

/**
 * The effect so many periods after the contact, over groups by their sizes.
 *
 * @param event periods since the contact, negative before it
 * @param effect on the average customer of the groups that are seen then
 */
public record EventEffect(int event, Effect effect) {}
