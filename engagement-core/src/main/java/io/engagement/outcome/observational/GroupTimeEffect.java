package io.engagement.outcome.observational;

import io.engagement.outcome.effect.Effect;

/**
 * The effect on one group in one period; before the contact, what should be none.
 *
 * @param group the period of its first contact
 * @param period the period of the effect
 * @param effect on the average customer of the group; undefined if there are no controls
 */
public record GroupTimeEffect(int group, int period, Effect effect) {
    /**
     * Periods since the contact.
     *
     * @return negative before it
     */
    public int event() {
        return period - group;
    }
}
