package io.engagement.dialogue.answers;

import io.engagement.fit.Interval;

/**
 * By how much the log-odds of an answer change with one more contact.
 *
 * @param value negative if the response falls; NaN if it cannot be told
 * @param standardError NaN if it cannot be told
 */
public record Slope(double value, double standardError) {
    /**
     * Where it may lie with a probability of 95 %, by the normal distribution.
     *
     * @return value -/+ 1.96 standard errors
     */
    public Interval interval() {
        return new Interval(value - Excess.NORMAL_975 * standardError, value + Excess.NORMAL_975 * standardError);
    }
}
